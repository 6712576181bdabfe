import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HitServer {
	/** `http://127.0.0.1:PORT`. */
	readonly origin: string;
	readonly udpPort: number;
	/** Paths asked for so far, TCP connections that sent no request as `(connection)`. */
	readonly hits: () => readonly string[];
	readonly packets: () => number;
	readonly forget: () => void;
	readonly close: () => Promise<void>;
}

/** Stands for the attacker's server: counts whatever reaches it, over HTTP or UDP, and answers as invitingly as it can. */
export async function startHitServer(): Promise<HitServer> {
	let hits: string[] = [];
	let packets = 0;
	const server = createServer((request, response) => {
		hits.push(request.url ?? '');
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
		response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
		response.setHeader('Content-Type', request.url?.includes('.js') ? 'text/javascript' : 'text/html');
		response.end('/* taken */');
	});
	server.on('connection', () => hits.push('(connection)'));
	const socket = createSocket('udp4');
	socket.on('message', () => packets++);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	await new Promise<void>((resolve) => {
		socket.bind(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		udpPort: socket.address().port,
		hits: () => hits,
		packets: () => packets,
		forget: () => {
			hits = [];
			packets = 0;
		},
		close: async () => {
			socket.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
