import type { Bus } from './bus.ts';
import type { Database } from './database.ts';
import type { Trees } from './trees.ts';

/** Working trees that load with the first one asked for: lists of creations need no Yjs. */
export function lazyTrees(database: Database, bus: Bus): Trees {
	let loaded: Promise<Trees> | undefined;
	const load = (): Promise<Trees> =>
		(loaded ??= import('./trees.ts').then(
			({ createTrees }) => createTrees(database, bus),
			(error: unknown) => {
				// The network may be back at the next try.
				loaded = undefined;
				throw error;
			},
		));
	return {
		open: async (id) => (await load()).open(id),
		flush: () => void loaded?.then((trees) => trees.flush()),
		close: async () => (await loaded)?.close(),
	};
}
