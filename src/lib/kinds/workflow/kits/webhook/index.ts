import type { KitRenderer } from '../../../kind.ts';
import { fromTemplates } from '../shared/assemble.ts';

/** Takes a message, checks it, puts it into a shape of your own and hands it on. */
export const webhook: KitRenderer = fromTemplates(
	'Takes a message, checks it, puts it into a shape of your own and hands it on.',
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);
