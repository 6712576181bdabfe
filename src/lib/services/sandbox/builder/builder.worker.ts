import { Builds } from './build.ts';
import type { BuildOutcome, BuildRequest } from './request.ts';

interface Asked {
	readonly id: number;
	readonly request: BuildRequest;
}

// Only code of the product runs here: it reads creations, it never runs them.
const builds = new Builds();
/** Newest build asked for, by creation. */
const newest = new Map<string, number>();
let last: Promise<void> = Promise.resolve();

addEventListener('message', ({ data: { id, request } }: MessageEvent<Asked>) => {
	newest.set(request.key, id);
	last = last.then(() => run(id, request));
});

async function run(id: number, request: BuildRequest): Promise<void> {
	const isSuperseded = (): boolean => newest.get(request.key) !== id;
	const outcome: BuildOutcome = isSuperseded()
		? { type: 'superseded' }
		: await builds.build(request, isSuperseded);
	postMessage({ id, outcome });
}
