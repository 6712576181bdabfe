import type { KitRenderer } from '../../../kind.ts';
export const converter: KitRenderer = { render: () => new Map() };
