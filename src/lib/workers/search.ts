import { DATABASE_NAME } from '#lib/services/storage/database.ts';
import type { Search } from '#lib/services/storage/search.ts';
import { connect } from './remote.ts';
import SearchWorker from './search.worker.ts?worker';

/** The search index in a worker of its own, over the same database as `createStorage` with this name. */
export function createSearchClient(options: { readonly name?: string } = {}): Search & { stop(): void } {
	const worker = connect<Search>(() => new SearchWorker({ name: options.name ?? DATABASE_NAME }));
	return {
		search: (...call) => worker.call((index) => index.search(...call)),
		stop: () => worker.stop(),
	};
}
