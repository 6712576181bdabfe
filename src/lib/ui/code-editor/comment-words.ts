/** What a mark beside a line says. */
export const commentWords = (count: number): string => (count === 1 ? '1 comment' : `${count} comments`);
