import type { KitRenderer } from '../../../kind.ts';
import { fromTemplates } from '../shared/assemble.ts';

/** Cleans rows one by one, keeps what was left out with its reason, and sums up by category. */
export const pipeline: KitRenderer = fromTemplates(
	'Cleans rows one by one, keeps what was left out with its reason, and sums up by category.',
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);
