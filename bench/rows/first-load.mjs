import { firstLoad } from '../../scripts/first-load.mjs';
import { atMost } from '../row.mjs';

const KB = 1000;

/** @type {import('../row.mjs').Row} */
export const firstLoadRow = {
	id: 'first-load',
	what: 'first load of home, scripts over the wire (brotli)',
	goal: atMost(60, 'kB'),
	measure: async () => {
		const { scriptBytes, styleBytes, files } = firstLoad('/');
		return {
			value: scriptBytes / KB,
			unit: 'kB',
			peer: { name: 'chat-ui at c100c16, static build measured once the same way', value: 275 },
			detail: { stylesKb: styleBytes / KB, files: files.length },
		};
	},
};
