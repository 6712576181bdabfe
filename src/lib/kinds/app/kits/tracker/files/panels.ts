import type { Badge, Panel } from './panel.ts';

/** What stands between the form and the list, from top to bottom. */
export const panels: readonly Panel[] = [];

/** What stands beside a row's heading. */
export const badges: readonly Badge[] = [];
