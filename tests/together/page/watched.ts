import { meshTransport, type MeshSeat, type MeshTransport } from '#lib/services/collab/mesh.ts';
import { serverSignalling } from '#lib/services/collab/signalling.ts';
import type { Link } from '#lib/services/collab/transport.ts';

/** One link as it was seen: how many messages came through it. */
export interface SeenLink {
	heard: number;
	isOpen: boolean;
}

const sockets = new Set<WebSocket>();
const connections = new Set<RTCPeerConnection>();

/** Whatever this page opens and does not give back is found here. */
export const openCounts = (): { readonly sockets: number; readonly connections: number } => ({
	sockets: [...sockets].filter(({ readyState }) => readyState < WebSocket.CLOSING).length,
	connections: [...connections].filter(({ connectionState }) => connectionState !== 'closed').length,
});

window.RTCPeerConnection = class extends RTCPeerConnection {
	constructor(configuration?: RTCConfiguration) {
		super(configuration);
		connections.add(this);
		for (const old of connections) if (old.connectionState === 'closed') connections.delete(old);
	}
};

function open(url: string): WebSocket {
	const socket = new WebSocket(url);
	sockets.add(socket);
	return socket;
}

/** The product's mesh, with a look at what goes through it. */
export class WatchedMesh implements MeshTransport {
	readonly label = 'Direct connections';
	readonly links: SeenLink[] = [];
	/** Takes no more links than so many at once: others must be reached through those. */
	most = Infinity;
	seat: MeshSeat | undefined;
	readonly #inner: MeshTransport;

	constructor(urls: readonly string[]) {
		this.#inner = meshTransport({ signalling: urls.map((url) => serverSignalling(url, open)) });
	}

	join(...[meeting, onLink]: Parameters<MeshTransport['join']>): MeshSeat {
		this.seat = this.#inner.join(meeting, (link) => {
			if (this.links.filter(({ isOpen }) => isOpen).length >= this.most) {
				link.listen({ message: () => undefined, closed: () => undefined });
				return link.close();
			}
			const seen = { heard: 0, isOpen: true };
			this.links.push(seen);
			onLink(watched(link, seen));
		});
		return this.seat;
	}
}

const watched = (link: Link, seen: SeenLink): Link => ({
	id: link.id,
	listen: (listener) =>
		link.listen({
			message: (message) => {
				seen.heard++;
				listener.message(message);
			},
			closed: (because) => {
				seen.isOpen = false;
				listener.closed(because);
			},
		}),
	send: (message) => link.send(message),
	limit: (maxBytes) => link.limit(maxBytes),
	close: () => link.close(),
});
