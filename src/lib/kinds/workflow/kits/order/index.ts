import type { KitRenderer } from '../../../kind.ts';
import { fromTemplates } from '../shared/assemble.ts';

/** Checks the stock, charges with up to three retries, then asks for the confirmation mail. */
export const order: KitRenderer = fromTemplates(
	'Checks the stock, charges with up to three retries, then asks for the confirmation mail.',
	import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true }),
);
