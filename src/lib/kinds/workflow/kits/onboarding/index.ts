import type { KitRenderer } from '../../../kind.ts';
import { fromTemplates } from '../shared/assemble.ts';

/** Announces the first tasks of somebody new, waits for the form, and reminds after two days. */
export const onboarding: KitRenderer = fromTemplates(
	'Announces the first tasks of somebody new, waits for the form, and reminds after two days.',
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);
