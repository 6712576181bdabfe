import type { KitRenderer } from '../../../kind.ts';
export const timer: KitRenderer = { render: () => new Map() };
