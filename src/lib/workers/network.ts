import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { NetworkAnswer, NetworkStream } from '#lib/services/network/network.ts';
import type { FetchAnswer, NetworkDesk, NetworkFetch } from './network-protocol.ts';
import type { WireCall } from './network-request.ts';
import NetworkWorkerUrl from './network.worker.ts?worker&url';
import { connect } from './remote.ts';
import { sealedAddress } from './sealed-address.ts';

export interface NetworkClientOptions {
	/** Addresses the person confirmed; only their origins are reached. Asked before each call. */
	readonly confirmed: () => Promise<readonly string[]>;
	/** Resolves when the service worker answers this page's requests, false when it never will. */
	readonly controlled: () => Promise<boolean>;
}

export interface NetworkClient {
	/** Fails with `network-refused` for an origin that is not confirmed. */
	fetch(request: NetworkFetch): Promise<Result<FetchAnswer, Problem>>;
	/** The same, for a request of a creation. */
	send(call: WireCall): Promise<Result<NetworkAnswer, Problem>>;
	open(call: WireCall): Promise<Result<NetworkStream, Problem>>;
	stop(): void;
}

/** The network for everything but models, in a worker that can reach nothing but what was confirmed. */
export function createNetworkClient({ confirmed, controlled }: NetworkClientOptions): NetworkClient {
	let addresses: readonly string[] = [];
	const start = () =>
		new Worker(sealedAddress(NetworkWorkerUrl, addresses), { type: 'module', name: 'network' });
	const worker = connect<NetworkDesk>(start);
	const within = async <T>(url: string, work: () => Promise<Result<T, Problem>>) => {
		if (!(await controlled())) return err(UNSEALED);
		const now = await confirmed();
		if (!now.some((address) => new URL(address).origin === new URL(url).origin)) return err(refused(url));
		// A worker keeps the policy it began with.
		if (now.join() !== addresses.join()) worker.stop();
		addresses = now;
		return work();
	};
	return {
		fetch: (request) => within(request.url, () => worker.call((desk) => desk.fetch(request))),
		send: (call) => within(call.relay ?? call.url, () => worker.call((desk) => desk.send(call))),
		open: (call) =>
			within(call.url, async () => {
				const opened = await worker.call((desk) => desk.open(call));
				if (!opened.ok) return opened;
				const { id, ...begun } = opened.value;
				return ok({
					...begun,
					read: () => worker.call((desk) => desk.read(id)),
					close: () => void worker.call((desk) => desk.close(id)),
				});
			}),
		stop: () => worker.stop(),
	};
}

const refused = (url: string): Problem => ({
	type: 'network-refused',
	message: `AetherOS may not reach ${new URL(url).origin}: you have not confirmed it.`,
});

const UNSEALED: Problem = {
	type: 'network-unsealed',
	message: 'The network is only used once AetherOS guards it, which this page load does not.',
	action: 'Reload the page',
};
