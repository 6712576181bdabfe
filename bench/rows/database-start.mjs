import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { quantile } from '../row.mjs';

const STARTS = 3;

/** @type {import('../row.mjs').Row} */
export const databaseStartRow = {
	id: 'database-start',
	what: 'PostgreSQL from the template that comes with the product, until the first answer (median)',
	goal: {
		text: '≥ 2× faster than initdb',
		isReached: ({ value, peer }) => peer !== undefined && peer.value / value >= 2,
	},
	measure: async () => {
		const { assets } = JSON.parse(readFileSync('static/vendor/manifest.json', 'utf8'));
		const { file } = assets.find(
			(/** @type {{ name: string }} */ { name }) => name === 'pgdata-template.tar.gz',
		);
		const template = new Blob([readFileSync(`static/vendor/${file}`)]);
		// The first one compiles the engine, for both.
		await started({});
		/** @type {number[]} */
		const own = [];
		/** @type {number[]} */
		const peer = [];
		for (let n = 0; n < STARTS; n++) {
			own.push(await started({ loadDataDir: template }));
			peer.push(await started({}));
		}
		return {
			value: quantile(own, 0.5),
			unit: 'ms',
			samples: own,
			peer: { name: 'PGlite 0.5, a fresh initdb', value: quantile(peer, 0.5) },
		};
	},
};

/** @param {import('@electric-sql/pglite').PGliteOptions} options */
async function started(options) {
	const since = performance.now();
	const database = await PGlite.create(options);
	await database.query('SELECT 1');
	const ms = performance.now() - since;
	await database.close();
	return ms;
}
