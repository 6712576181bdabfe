import type { KitRenderer } from '../../../kind.ts';
export const checklist: KitRenderer = { render: () => new Map() };
