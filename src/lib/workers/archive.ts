import type { Archive } from '#lib/services/archive/archive.ts';
import ArchiveWorker from './archive.worker.ts?worker';
import { connect } from './remote.ts';

/** Zip in and out in a worker. */
export function createArchiveClient(): Archive & { stop(): void } {
	const worker = connect<Archive>(() => new ArchiveWorker());
	return {
		zip: (...call) => worker.call((archive) => archive.zip(...call)),
		unzip: (...call) => worker.call((archive) => archive.unzip(...call)),
		stop: () => worker.stop(),
	};
}
