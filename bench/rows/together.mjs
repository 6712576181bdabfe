import { startSignalling } from '../../scripts/signalling.mjs';
import { atMost, quantile } from '../row.mjs';

const SIZES = [2, 5, 10, 16];
const WORDS = 15;
/** Five words a second from everybody. */
const PAUSE_MS = 200;
const STAGGER_MS = 400;
const WITHIN_MS = 60_000;
const EDITS = 100_000;
const ENVELOPES = 500;
const STOCK = 'stock y-webrtc 10.3.0, without roles and signatures';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {() => Promise<boolean>} isTrue */
async function within(isTrue) {
	const end = Date.now() + WITHIN_MS;
	while (Date.now() < end) {
		if (await isTrue()) return true;
		await pause(50);
	}
	return false;
}

/**
 * How long from a word typed in one page to the word in each of the others, while all type.
 * @param {Page[]} pages @param {(page: Page, index: number) => Promise<unknown>} enter
 */
async function latencies(pages, enter) {
	for (const [index, page] of pages.entries()) {
		await enter(page, index);
		await pause(STAGGER_MS);
	}
	const isWhole = () =>
		Promise.all(pages.map((page) => page.evaluate('bench.linked()'))).then((all) =>
			all.every((linked) => linked === pages.length - 1),
		);
	const isMeshed = await within(isWhole);
	const typed = /** @type {[string, number][][]} */ (
		await Promise.all(
			pages.map((page, index) => page.evaluate(`bench.type('${index}', ${WORDS}, ${PAUSE_MS})`)),
		)
	);
	const all = typed.flat();
	const isConverged = await within(async () => {
		const counts = await Promise.all(pages.map((page) => page.evaluate('bench.seen().length')));
		return counts.every((count) => count === all.length);
	});
	const seen = await Promise.all(pages.map(async (page) => new Map(await page.evaluate('bench.seen()'))));
	const samples = typed.flatMap((words, author) =>
		words.flatMap(([word, at]) =>
			seen.flatMap((times, reader) => (reader === author ? [] : [(times.get(word) ?? Infinity) - at])),
		),
	);
	const last = Math.max(...all.map(([, at]) => at));
	const convergedMs = isConverged
		? Math.max(...seen.flatMap((times) => [...times.values()])) - last
		: Infinity;
	await Promise.all(pages.map((page) => page.evaluate('bench.leave()')));
	return { isMeshed, samples, medianMs: quantile(samples, 0.5), p95Ms: quantile(samples, 0.95), convergedMs };
}

/** @type {import('../row.mjs').Row} */
export const latencyRow = {
	id: 'together',
	what: '16 people typing in one document, each word to everybody else (p95)',
	goal: atMost(150, 'ms'),
	measure: async (lab) => {
		const server = await startSignalling();
		const url = `ws://127.0.0.1:${server.port}`;
		/** @type {Page[]} */
		const pages = [];
		/** @type {Record<string, number>} */
		const detail = {};
		let [own, stock] = [NaN, NaN];
		for (const size of SIZES) {
			while (pages.length < size) pages.push(await lab.modulePage('together'));
			const some = pages.slice(0, size);
			let link = '';
			const ours = await latencies(some, async (page, index) => {
				if (index === 0) link = await page.evaluate(`bench.found('${url}', 0)`);
				else await page.evaluate(`bench.join('${link}', '${url}')`);
			});
			const theirs = await latencies(some, (page) =>
				page.evaluate(`bench.stock('stock ${size} ${server.port}', '${url}', 0)`),
			);
			for (const [name, { medianMs, p95Ms, convergedMs, isMeshed }] of Object.entries({ ours, theirs }))
				Object.assign(detail, {
					[`${name}${size}MedianMs`]: medianMs,
					[`${name}${size}P95Ms`]: p95Ms,
					[`${name}${size}ConvergedMs`]: convergedMs,
					[`${name}${size}IsMeshed`]: Number(isMeshed),
				});
			[own, stock] = [ours.p95Ms, theirs.p95Ms];
		}
		await server.close();
		return { value: own, unit: 'ms', peer: { name: STOCK, value: stock }, detail };
	},
};

/** @type {import('../row.mjs').Row} */
export const roomJoinRow = {
	id: 'together-join',
	what: 'joining a document of 100,000 edits, from the link to the last character',
	goal: atMost(1000, 'ms'),
	measure: async (lab) => {
		const server = await startSignalling();
		const url = `ws://127.0.0.1:${server.port}`;
		const [owner, guest, holder, other] = await Promise.all(
			Array.from({ length: 4 }, () => lab.modulePage('together')),
		);
		if (!owner || !guest || !holder || !other) throw new Error('four pages');
		const link = await owner.evaluate(`bench.found('${url}', ${EDITS})`);
		/** @type {number} */
		const value = await guest.evaluate(`bench.joinTimed('${link}', '${url}', ${EDITS})`);
		await holder.evaluate(`bench.stock('join ${server.port}', '${url}', ${EDITS})`);
		const joining = other.evaluate(`bench.stockTimed('join ${server.port}', '${url}', ${EDITS})`);
		/** @type {number} */
		const peer = await Promise.race([joining, pause(WITHIN_MS).then(() => Infinity)]);
		await Promise.all([owner, guest, holder, other].map((page) => page.evaluate('bench.leave()')));
		await server.close();
		return { value, unit: 'ms', peer: { name: STOCK, value: peer } };
	},
};

/** @type {import('../row.mjs').Row} */
export const envelopeRow = {
	id: 'envelopes',
	what: 'a small edit of another person through the gate: read, judge, verify, note (median)',
	goal: atMost(1000, 'µs'),
	measure: async (lab) => {
		const page = await lab.modulePage('together');
		/** @type {{ sign: number[], verify: number[], gate: number[], merge: number[] }} */
		const { sign, verify, gate, merge } = await page.evaluate(`bench.envelopes(${ENVELOPES})`);
		return {
			value: quantile(gate, 0.5),
			unit: 'µs',
			samples: gate,
			peer: { name: 'Y.applyUpdate without any check', value: quantile(merge, 0.5) },
			detail: { signMedianUs: quantile(sign, 0.5), verifyMedianUs: quantile(verify, 0.5) },
		};
	},
};
