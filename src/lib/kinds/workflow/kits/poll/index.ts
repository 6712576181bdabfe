import type { KitRenderer } from '../../../kind.ts';
import { fromTemplates } from '../shared/assemble.ts';

/** Looks again and again until something is ready, with growing pauses, and gives up after six looks. */
export const poll: KitRenderer = fromTemplates(
	'Looks again and again until something is ready, with growing pauses, and gives up after six looks.',
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);
