import type { KitRenderer } from '../../../kind.ts';
export const flashcards: KitRenderer = { render: () => new Map() };
