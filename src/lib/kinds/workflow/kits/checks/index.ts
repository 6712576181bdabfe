import type { KitRenderer } from '../../../kind.ts';
import { fromTemplates } from '../shared/assemble.ts';

/** Checks name, address and age at the same time and gives one answer. */
export const checks: KitRenderer = fromTemplates(
	'Checks name, address and age at the same time and gives one answer.',
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);
