import type { AppFacts } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Tip calculator', appearanceSwitch: false };
