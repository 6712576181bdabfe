import type { Discovery } from '#lib/services/discovery/discovery.ts';
import { DATABASE_NAME } from '#lib/services/storage/database.ts';
import DiscoveryWorker from './discovery.worker.ts?worker';
import { connect } from './remote.ts';

/** The index of operations in a worker of its own, over the same database as `createStorage` with this name. */
export function createDiscoveryClient(options: { readonly name?: string } = {}): Discovery {
	const worker = connect<Discovery>(() => new DiscoveryWorker({ name: options.name ?? DATABASE_NAME }));
	return {
		search: (...call) => worker.call((index) => index.search(...call)),
		list: () => worker.call((index) => index.list()),
		users: (id) => worker.call((index) => index.users(id)),
	};
}
