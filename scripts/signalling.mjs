import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import * as z from 'zod/mini';

/** @typedef {import('ws').WebSocket} Socket */

/** What one server carries. Sizes in bytes, times in milliseconds. */
export const LIMITS = {
	connections: 2_000,
	connectionsPerAddress: 64,
	topics: 20_000,
	topicsPerConnection: 32,
	connectionsPerTopic: 64,
	messageBytes: 64 * 1024,
	bufferedBytes: 1024 * 1024,
	messagesPerSecond: 50,
	burst: 300,
	/** Messages above the rate before the connection is closed. */
	patience: 1_000,
	silence: 30_000,
};

const topic = z.string().check(z.minLength(1), z.maxLength(64));
const topics = z.array(topic).check(z.maxLength(LIMITS.topicsPerConnection));
const messageSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('subscribe'), topics }),
	z.object({ type: z.literal('unsubscribe'), topics }),
	z.object({ type: z.literal('publish'), topic, data: z.unknown() }),
	z.object({ type: z.literal('ping') }),
]);

/**
 * Passes sealed messages between browsers that know the same topic. It keeps nothing, reads nothing, and whatever arrives
 * leaves it up. Speaks the four messages of y-webrtc.
 * @param {{ host?: string, port?: number, origins?: string[], limits?: Partial<typeof LIMITS> }} options `port` 0 takes any
 * free one; `origins` lets only pages of these in, all when absent.
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function startSignalling({ host = '127.0.0.1', port = 0, origins, limits = {} } = {}) {
	const hall = new Hall({ ...LIMITS, ...limits });
	const server = createServer((request, response) => {
		const isHealth = request.url === '/health';
		response.writeHead(isHealth ? 200 : 404, { 'Content-Type': 'text/plain; charset=utf-8' });
		response.end(isHealth ? 'ok\n' : 'Signalling for AetherOS. Connect by WebSocket.\n');
	});
	const sockets = new WebSocketServer({
		server,
		maxPayload: hall.limits.messageBytes,
		perMessageDeflate: false,
		verifyClient: (
			/** @type {{ origin: string, req: import('node:http').IncomingMessage }} */ { origin, req },
		) =>
			(origins === undefined || origins.includes(origin)) && hall.hasRoomFor(req.socket.remoteAddress ?? ''),
	});
	sockets.on('connection', (socket, request) => hall.enter(socket, request.socket.remoteAddress ?? ''));
	sockets.on('error', () => undefined);
	const pulse = setInterval(() => hall.dropSilent(), hall.limits.silence);
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve(undefined));
	});
	const address = server.address();
	return {
		port: address === null || typeof address === 'string' ? port : address.port,
		close: () =>
			new Promise((resolve) => {
				clearInterval(pulse);
				for (const socket of sockets.clients) socket.terminate();
				sockets.close();
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Who is connected and listens to what. */
class Hall {
	/** @type {Map<Socket, Visitor>} */
	#visitors = new Map();
	/** @type {Map<string, Set<Socket>>} */
	#topics = new Map();
	/** @type {Map<string, number>} */
	#addresses = new Map();

	/** @param {typeof LIMITS} limits */
	constructor(limits) {
		this.limits = limits;
	}

	/** @param {string} address */
	hasRoomFor(address) {
		const { connections, connectionsPerAddress } = this.limits;
		return this.#visitors.size < connections && (this.#addresses.get(address) ?? 0) < connectionsPerAddress;
	}

	/** @param {Socket} socket @param {string} address */
	enter(socket, address) {
		this.#visitors.set(socket, new Visitor(this.limits));
		this.#addresses.set(address, (this.#addresses.get(address) ?? 0) + 1);
		socket.on('message', (data) => this.#hear(socket, String(data)));
		socket.on('pong', () => this.#visitors.get(socket)?.wake());
		// A faulty frame closes the connection; without a listener it would end the process.
		socket.on('error', () => socket.terminate());
		socket.on('close', () => this.#leave(socket, address));
	}

	dropSilent() {
		for (const [socket, visitor] of this.#visitors)
			if (visitor.isAwake()) socket.ping();
			else socket.terminate();
	}

	/** @param {Socket} socket @param {string} address */
	#leave(socket, address) {
		for (const name of this.#visitors.get(socket)?.topics ?? []) this.#unsubscribe(socket, name);
		this.#visitors.delete(socket);
		const left = (this.#addresses.get(address) ?? 1) - 1;
		if (left > 0) this.#addresses.set(address, left);
		else this.#addresses.delete(address);
	}

	/** @param {Socket} socket @param {string} text */
	#hear(socket, text) {
		const visitor = this.#visitors.get(socket);
		if (visitor === undefined) return;
		visitor.wake();
		if (!visitor.mayTalk(Date.now())) {
			if (visitor.isTiresome()) socket.close(1008, 'too many messages');
			return;
		}
		const message = parse(text);
		if (message === undefined) return;
		if (message.type === 'ping') send(socket, { type: 'pong' });
		if (message.type === 'publish') this.#publish(socket, message);
		if (message.type === 'subscribe')
			for (const name of message.topics) this.#subscribe(socket, visitor, name);
		if (message.type === 'unsubscribe')
			for (const name of message.topics) if (visitor.topics.delete(name)) this.#unsubscribe(socket, name);
	}

	/** @param {Socket} socket @param {Visitor} visitor @param {string} name */
	#subscribe(socket, visitor, name) {
		const { topicsPerConnection, connectionsPerTopic, topics: most } = this.limits;
		const present = this.#topics.get(name);
		const isFull = present === undefined ? this.#topics.size >= most : present.size >= connectionsPerTopic;
		if (isFull || visitor.topics.size >= topicsPerConnection) return;
		this.#topics.set(name, (present ?? new Set()).add(socket));
		visitor.topics.add(name);
	}

	/** @param {Socket} socket @param {string} name */
	#unsubscribe(socket, name) {
		const present = this.#topics.get(name);
		present?.delete(socket);
		if (present?.size === 0) this.#topics.delete(name);
	}

	/** Only who listens to a topic may speak there. @param {Socket} socket @param {{ topic: string, data?: unknown }} message */
	#publish(socket, message) {
		const receivers = this.#topics.get(message.topic);
		if (!receivers?.has(socket)) return;
		for (const receiver of receivers) {
			if (receiver === socket) continue;
			if (receiver.bufferedAmount > this.limits.bufferedBytes) receiver.terminate();
			else send(receiver, { type: 'publish', topic: message.topic, data: message.data });
		}
	}
}

/** One connection's rights. */
class Visitor {
	/** @type {Set<string>} */
	topics = new Set();
	#isAwake = true;
	#annoyed = 0;
	#at = Date.now();

	/** @param {typeof LIMITS} limits */
	constructor(limits) {
		this.limits = limits;
		this.left = limits.burst;
	}

	wake() {
		this.#isAwake = true;
	}

	/** Whether anything came since the last time this was asked. */
	isAwake() {
		const was = this.#isAwake;
		this.#isAwake = false;
		return was;
	}

	/** @param {number} now */
	mayTalk(now) {
		const filled = this.left + ((now - this.#at) / 1000) * this.limits.messagesPerSecond;
		this.left = Math.min(this.limits.burst, filled);
		this.#at = now;
		if (this.left >= 1) this.left -= 1;
		else return false;
		return true;
	}

	isTiresome() {
		return ++this.#annoyed > this.limits.patience;
	}
}

/** @param {string} text */
function parse(text) {
	try {
		const parsed = z.safeParse(messageSchema, JSON.parse(text));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

/** @param {Socket} socket @param {object} message */
function send(socket, message) {
	if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}
