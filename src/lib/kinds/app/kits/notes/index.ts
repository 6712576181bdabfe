import type { KitRenderer } from '../../../kind.ts';
export const notes: KitRenderer = { render: () => new Map() };
