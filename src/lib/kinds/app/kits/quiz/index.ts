import type { KitRenderer } from '../../../kind.ts';
export const quiz: KitRenderer = { render: () => new Map() };
