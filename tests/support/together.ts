import { ByHand } from '#lib/commands/share/by-hand.ts';
import type { Services } from '#lib/commands/services.ts';
import type { Collab } from '#lib/services/collab/collab.ts';
import { createCollab } from '#lib/services/collab/create-collab.ts';
import { meshTransport } from '#lib/services/collab/mesh.ts';
import { tabTransport } from '#lib/services/collab/tab-transport.ts';
import type { Storage } from '#lib/services/storage/storage.ts';

/** Real rooms that meet over the tab transport: apps with storages of their own are devices of their own, also in one page. */
export function togetherOver(storage: Storage): Pick<Services, 'collab' | 'openWays' | 'openSocket'> {
	let collab: Collab | undefined;
	return {
		collab: async () =>
			(collab ??= createCollab({ store: storage.rooms, audit: (entry) => void storage.audit(entry) })),
		openWays: async () => ({
			transports: [tabTransport],
			byHand: new ByHand(meshTransport({ signalling: [] })),
		}),
		openSocket: async (url) => new WebSocket(url),
	};
}
