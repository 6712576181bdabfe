import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { firstLoad } from '../../scripts/first-load.mjs';
import { atMost } from '../row.mjs';
import { noteWhenUsable } from './warm-start.mjs';

const KB = 1000;

/** @type {import('../row.mjs').Row} */
export const firstLoadRow = {
	id: 'first-load',
	what: 'first load of home until the composer stands, scripts (brotli)',
	goal: atMost(60, 'kB'),
	measure: async (lab) => {
		const site = await lab.site();
		const page = await lab.visitor();
		await page.addInitScript(noteWhenUsable);
		await page.goto(site.origin);
		const requested = await page.evaluate(async () => {
			/** @type {number} */
			const usableAt = await Reflect.get(window, 'usableAt');
			return performance
				.getEntriesByType('resource')
				.filter(({ startTime, name }) => startTime < usableAt && name.endsWith('.js'))
				.map(({ name }) => new URL(name).pathname);
		});
		const bytes = requested.map((path) => brotliCompressSync(readFileSync(`build${path}`)).length);
		return {
			value: bytes.reduce((sum, size) => sum + size, 0) / KB,
			unit: 'kB',
			peer: { name: 'chat-ui at c100c16, static build measured once the same way', value: 275 },
			detail: { files: requested.length, staticallyImportedKb: firstLoad('/').scriptBytes / KB },
		};
	},
};
