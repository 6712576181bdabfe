import { ByHand } from '#lib/commands/share/by-hand.ts';
import type { Ways } from '#lib/commands/share/ways.ts';
import { meshTransport } from '#lib/services/collab/mesh.ts';
import { serverSignalling } from '#lib/services/collab/signalling.ts';
import { tabTransport } from '#lib/services/collab/tab-transport.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { openSocket } from '#lib/workers/sockets.ts';

/** Other tabs and profiles of this browser, and direct connections, found by the person's own servers or by codes. */
export async function openWays(storage: Storage, controlled: () => Promise<boolean>): Promise<Ways> {
	const { signalling, iceServers } = await storage.setting('together');
	const mesh = meshTransport({
		signalling: signalling.map((url) => serverSignalling(url, (address) => openSocket(address, controlled))),
		iceServers: iceServers.map(({ urls, username, credential }) => ({
			urls,
			...(username === undefined ? {} : { username }),
			...(credential === undefined ? {} : { credential }),
		})),
	});
	const byHand = new ByHand(mesh);
	return { transports: [tabTransport, byHand.transport], byHand };
}
