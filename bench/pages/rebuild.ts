import { Builder } from '#lib/services/sandbox/builder/builder.ts';
import { Vendor } from '#lib/services/sandbox/vendor.ts';
import { edited, EDITED, trackerFiles } from './tracker.ts';

/** Builds once, then measures `count` rebuilds after an edit: from the request to the program, worker hop included. ms. */
async function rebuilds(count: number): Promise<number[]> {
	const [files, libraries] = await Promise.all([trackerFiles(), new Vendor().libraries()]);
	const builder = new Builder();
	const samples: number[] = [];
	for (let n = 0; n <= count; n++) {
		const start = performance.now();
		const outcome = await builder.build({ key: 'bench', files: edited(files, n), entry: EDITED, libraries });
		if (outcome.type !== 'built') throw new Error(`The build ended as ${JSON.stringify(outcome)}.`);
		if (n > 0) samples.push(performance.now() - start);
	}
	return samples;
}

Object.assign(window, { bench: { rebuilds } });
