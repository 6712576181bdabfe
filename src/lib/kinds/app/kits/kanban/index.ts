import type { KitRenderer } from '../../../kind.ts';
export const kanban: KitRenderer = { render: () => new Map() };
