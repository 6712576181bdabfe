import type { KitRenderer } from '../../../kind.ts';
import { fromTemplates } from '../shared/assemble.ts';

/** Sums up every morning at 8 what is open, the urgent first. */
export const digest: KitRenderer = fromTemplates(
	'Sums up every morning at 8 what is open, the urgent first.',
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);
