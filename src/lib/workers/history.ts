import type { History } from '#lib/services/history/history.ts';
import { DATABASE_NAME } from '#lib/services/storage/database.ts';
import HistoryWorker from './history.worker.ts?worker';
import { connect } from './remote.ts';

/** Histories in a worker of their own, over the same database as `createStorage` with this name. */
export function createHistoryClient(options: { readonly name?: string } = {}): History & { stop(): void } {
	const worker = connect<History>(() => new HistoryWorker({ name: options.name ?? DATABASE_NAME }));
	return {
		commit: (...call) => worker.call((history) => history.commit(...call)),
		log: (...call) => worker.call((history) => history.log(...call)),
		read: (...call) => worker.call((history) => history.read(...call)),
		changes: (...call) => worker.call((history) => history.changes(...call)),
		treeHash: (...call) => worker.ask((history) => history.treeHash(...call)),
		exportRepository: (...call) => worker.call((history) => history.exportRepository(...call)),
		importRepository: (...call) => worker.call((history) => history.importRepository(...call)),
		stop: () => worker.stop(),
	};
}
