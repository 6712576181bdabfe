import type { BuildPackage } from '#lib/model/package.ts';
import { Builds } from './build.ts';
import type { BuildOutcome, BuildRequest } from './request.ts';

interface Asked {
	readonly id: number;
	readonly request: BuildRequest;
}

// Only code of the product runs here: it reads creations, it never runs them.
const builds = new Builds();
const packages = new Map<string, BuildPackage>();
/** Newest build asked for, by creation. */
const newest = new Map<string, number>();
let last: Promise<void> = Promise.resolve();

addEventListener('message', ({ data: { id, request } }: MessageEvent<Asked>) => {
	newest.set(request.key, id);
	const whole = withPackages(request);
	last = last.then(() => run(id, whole));
});

/** The packages that came with earlier builds, for those that this one only names. */
function withPackages({ known, ...request }: BuildRequest): BuildRequest {
	if (!request.packages) return request;
	const all = new Map(request.packages.packages);
	for (const [key, each] of all) packages.set(key, each);
	for (const key of known ?? []) {
		const kept = packages.get(key);
		if (kept) all.set(key, kept);
	}
	return { ...request, packages: { ...request.packages, packages: all } };
}

async function run(id: number, request: BuildRequest): Promise<void> {
	const isSuperseded = (): boolean => newest.get(request.key) !== id;
	const outcome: BuildOutcome = isSuperseded()
		? { type: 'superseded' }
		: await builds.build(request, isSuperseded);
	postMessage({ id, outcome });
}
