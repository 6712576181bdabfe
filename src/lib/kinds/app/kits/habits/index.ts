import type { KitRenderer } from '../../../kind.ts';
export const habits: KitRenderer = { render: () => new Map() };
