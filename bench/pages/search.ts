import Fuse from 'fuse.js';
import { newCreationId } from '#lib/model/id.ts';
import type { Creation } from '#lib/model/creation.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { createSearchClient } from '#lib/workers/search.ts';

const THINGS =
	'recipe book plant bird wine run song film lamp coin tool garden trip car task dream letter game'.split(
		' ',
	);
const FORMS = 'tracker list diary planner board quiz calendar log dashboard timer notes counter'.split(' ');
const PLACES =
	'kitchen school office balcony attic club team family winter summer monday berlin lisbon'.split(' ');
const pick = (words: readonly string[], n: number): string => words[n % words.length] ?? '';

function creation(n: number): Creation {
	const title = `${pick(THINGS, n)} ${pick(FORMS, n * 7 + 3)} ${pick(PLACES, n * 5 + 1)} ${n}`;
	return {
		id: newCreationId(),
		kind: 'app',
		title,
		summary: `Keeps ${pick(THINGS, n + 5)} and ${pick(THINGS, n * 3 + 1)} for the ${pick(PLACES, n * 11)}`,
		tags: [pick(PLACES, n * 3)],
		isFavourite: false,
		createdAt: n,
		updatedAt: n,
		versionCount: 1,
		head: null,
	};
}

/** Half whole words, a quarter beginnings, a quarter with a typo. */
function queries(count: number): string[] {
	return Array.from({ length: count }, (_, n) => {
		const [thing, place] = [pick(THINGS, n * 3), pick(PLACES, n * 5 + 2)];
		if (n % 4 === 2) return `${thing.slice(0, 3)} ${place.slice(0, 4)}`;
		if (n % 4 === 3) return `${thing.slice(0, -2)}${thing.slice(-1)}${thing.slice(-2, -1)}`;
		return `${thing} ${place}`;
	});
}

/** Fills a device with `size` creations and searches `count` times, by ours and by fuse.js. ms. */
async function searches(size: number, count: number): Promise<{ own: number[]; peer: number[] }> {
	const rows = Array.from({ length: size }, (_, n) => creation(n));
	const storage = createStorage();
	const opened = await storage.open();
	if (!opened.ok) throw new Error(opened.error.message);
	await Promise.all(rows.map((row) => storage.create(row, new Map(), [])));
	const fuse = new Fuse(rows, { keys: ['title', 'tags', 'summary'], threshold: 0.3 });
	const index = createSearchClient();
	// The first search builds the index.
	await index.search('warm');
	const own: number[] = [];
	const peer: number[] = [];
	for (const query of queries(count)) {
		own.push(await timed(() => index.search(query)));
		peer.push(await timed(() => fuse.search(query, { limit: 50 })));
	}
	return { own, peer };
}

async function timed(run: () => unknown): Promise<number> {
	const start = performance.now();
	await run();
	return performance.now() - start;
}

Object.assign(window, { bench: { searches } });
