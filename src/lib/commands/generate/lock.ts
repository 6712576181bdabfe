import type { MessageId } from '#lib/model/id.ts';

/** Held by the tab that writes an answer, in whichever tab: without it a draft has been left behind. */
export const lockOf = (id: MessageId): string => `aether-answer-${id}`;
