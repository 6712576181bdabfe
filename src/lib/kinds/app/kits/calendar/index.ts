import type { KitRenderer } from '../../../kind.ts';
export const calendar: KitRenderer = { render: () => new Map() };
