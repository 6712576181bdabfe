import type { Files } from '#lib/model/files.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { createPackages } from '#lib/services/packages/create-packages.ts';
import { DEFAULT_REGISTRY } from '#lib/services/packages/registry.ts';
import type { Packages } from '#lib/services/packages/packages.ts';
import { tryPackage } from '#lib/services/sandbox/trial.ts';
import { Vendor } from '#lib/services/sandbox/vendor.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { createNetworkClient } from './network.ts';
import PackagesWorker from './packages.worker.ts?worker';
import { connect } from './remote.ts';

interface Unpacker {
	unpack(tarball: Uint8Array): Promise<Result<Files, Problem>>;
}

/** Packages over the network worker, with the reading of archives in a worker of its own. */
export function createPackagesClient(
	storage: Storage,
	controlled: () => Promise<boolean>,
): Packages & { stop(): void } {
	const unpacker = connect<Unpacker>(() => new PackagesWorker());
	const vendor = new Vendor();
	const network = createNetworkClient({
		confirmed: async () => {
			const { registry, isConfirmed } = await storage.setting('packages');
			return isConfirmed ? [registry ?? DEFAULT_REGISTRY] : [];
		},
		controlled,
	});
	const packages = createPackages({
		fetch: (request) => network.fetch(request),
		store: storage.packages,
		registry: async () => (await storage.setting('packages')).registry ?? DEFAULT_REGISTRY,
		provided: async () => new Set([...(await vendor.libraries()).keys()].map(packageOf)),
		trial: (set, name) => tryPackage(set, name, vendor),
		unpack: (tarball) => unpacker.call((worker) => worker.unpack(tarball)),
	});
	return {
		...packages,
		stop() {
			unpacker.stop();
			network.stop();
		},
	};
}

const packageOf = (source: string): string => /^(@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? source;
