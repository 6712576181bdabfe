import type { KitRenderer } from '../../../kind.ts';
export const dashboard: KitRenderer = { render: () => new Map() };
