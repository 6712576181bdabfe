import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { firstLoad } from '../../scripts/first-load.mjs';
import { atMost } from '../row.mjs';

const KB = 1000;

/** @type {import('../row.mjs').Row} */
export const firstLoadRow = {
	id: 'first-load',
	what: 'first load of home until the composer stands, scripts (brotli)',
	goal: atMost(60, 'kB'),
	measure: async (lab) => {
		const site = await lab.site();
		const page = await lab.visitor();
		/** @type {Set<string>} */
		const requested = new Set();
		page.on('request', (request) => {
			if (request.resourceType() === 'script') requested.add(new URL(request.url()).pathname);
		});
		await page.goto(site.origin);
		await page.getByRole('textbox', { name: 'Describe what you need' }).waitFor();
		const bytes = [...requested].map((path) => brotliCompressSync(readFileSync(`build${path}`)).length);
		return {
			value: bytes.reduce((sum, size) => sum + size, 0) / KB,
			unit: 'kB',
			peer: { name: 'chat-ui at c100c16, static build measured once the same way', value: 275 },
			detail: { files: requested.size, staticallyImportedKb: firstLoad('/').scriptBytes / KB },
		};
	},
};
