import type { KitRenderer } from '../../../kind.ts';
export const calculator: KitRenderer = { render: () => new Map() };
