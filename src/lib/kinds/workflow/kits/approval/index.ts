import type { KitRenderer } from '../../../kind.ts';
import { fromTemplates } from '../shared/assemble.ts';

/** Lets small amounts pass and waits for a decision about the others. */
export const approval: KitRenderer = fromTemplates(
	'Lets small amounts pass and waits for a decision about the others.',
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);
