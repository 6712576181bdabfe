import Fuse from 'fuse.js';
import { newCreationId, type CreationId } from '#lib/model/id.ts';
import { createDiscovery } from '#lib/services/discovery/create-discovery.ts';
import type { Published } from '#lib/model/published.ts';

const VERBS = 'list add get update remove search count export import archive'.split(' ');
const THINGS =
	'Book Plant Bird Wine Run Song Film Lamp Coin Tool Garden Trip Car Task Dream Letter Game Room Guest Order'.split(
		' ',
	);
const PLACES = 'kitchen school office balcony attic club team family winter summer'.split(' ');
const pick = (words: readonly string[], n: number): string => words[n % words.length] ?? '';
const PER_CREATION = 10;

function creation(n: number): Published {
	const thing = pick(THINGS, n);
	return {
		...{ creationId: newCreationId(), kind: 'api', version: '1.0.0', links: [] },
		title: `${thing}s of the ${pick(PLACES, n * 7)} ${n}`,
		operations: Array.from({ length: PER_CREATION }, (_, index) => ({
			operation: `${pick(VERBS, index)}${thing}s${n}`,
			method: index === 0 ? 'get' : 'post',
			path: `/${thing.toLowerCase()}s/${index}`,
			summary: `${pick(VERBS, index)} every ${thing.toLowerCase()} in the ${pick(PLACES, n * 3 + index)}`,
		})),
	};
}

/** Half whole words, a quarter beginnings, a quarter with a typo. */
function queries(count: number): string[] {
	return Array.from({ length: count }, (_, n) => {
		const [verb, thing] = [pick(VERBS, n * 3), pick(THINGS, n * 5 + 2).toLowerCase()];
		if (n % 4 === 2) return `${verb.slice(0, 3)} ${thing.slice(0, 3)}`;
		if (n % 4 === 3) return `${verb} ${thing.slice(0, -2)}${thing.slice(-1)}${thing.slice(-2, -1)}`;
		return `${verb} ${thing}`;
	});
}

/** Searches `size` operations `count` times, by ours and by fuse.js. ms. */
async function searches(size: number, count: number): Promise<{ own: number[]; peer: number[] }> {
	const rows = new Map<CreationId, Published>();
	for (let n = 0; n < size / PER_CREATION; n++) {
		const made = creation(n);
		rows.set(made.creationId, made);
	}
	const discovery = createDiscovery({
		ids: () => Promise.resolve({ ok: true, value: [...rows.keys()] }),
		read: (id) => Promise.resolve(rows.get(id)),
		watch: () => undefined,
	});
	const flat = [...rows.values()].flatMap(({ title, operations }) =>
		operations.map((operation) => ({ ...operation, title })),
	);
	const fuse = new Fuse(flat, { keys: ['operation', 'summary', 'title', 'path'], threshold: 0.3 });
	// The first search builds the index.
	await discovery.search('warm');
	const own: number[] = [];
	const peer: number[] = [];
	for (const query of queries(count)) {
		own.push(await timed(() => discovery.search(query)));
		peer.push(await timed(() => fuse.search(query, { limit: 20 })));
	}
	return { own, peer };
}

async function timed(run: () => unknown): Promise<number> {
	const start = performance.now();
	await run();
	return performance.now() - start;
}

Object.assign(window, { bench: { searches } });
