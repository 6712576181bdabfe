/** How a person is named in Git where no profile says otherwise. */
export const PERSON = { type: 'person', name: 'You' } as const;
