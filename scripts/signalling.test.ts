import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LIMITS, startSignalling } from './signalling.mjs';

let server: Awaited<ReturnType<typeof startSignalling>>;
let sockets: WebSocket[] = [];

beforeEach(async () => {
	server = await startSignalling();
});
afterEach(async () => {
	for (const socket of sockets) socket.terminate();
	sockets = [];
	await server.close();
});

async function connect(port = server.port, origin?: string): Promise<WebSocket> {
	const socket = new WebSocket(`ws://127.0.0.1:${port}`, origin === undefined ? {} : { origin });
	sockets.push(socket);
	socket.on('error', () => undefined);
	await new Promise((resolve) => socket.once('open', resolve).once('close', resolve));
	return socket;
}

const say = (socket: WebSocket, message: unknown): void => socket.send(JSON.stringify(message));
const heard = async (socket: WebSocket): Promise<unknown> =>
	JSON.parse(String((await once(socket, 'message'))[0]));

/** Resolves when the server has dealt with all that was sent before. */
async function settled(socket: WebSocket): Promise<void> {
	say(socket, { type: 'ping' });
	expect(await heard(socket)).toEqual({ type: 'pong' });
}

async function worksFor(topic: string): Promise<void> {
	const [a, b] = [await connect(), await connect()];
	say(a, { type: 'subscribe', topics: [topic] });
	say(b, { type: 'subscribe', topics: [topic] });
	await settled(a);
	await settled(b);
	const message = heard(b);
	say(a, { type: 'publish', topic, data: 'sealed' });
	expect(await message).toEqual({ type: 'publish', topic, data: 'sealed' });
}

test('what is published reaches the others who listen to the topic, and nobody else', async () => {
	const bystander = await connect();
	const overheard: unknown[] = [];
	bystander.on('message', (data) => overheard.push(String(data)));
	say(bystander, { type: 'subscribe', topics: ['other'] });
	await worksFor('room');
	await settled(bystander);
	expect(overheard).toEqual(['{"type":"pong"}']);
});

test.each([
	['no JSON', 'hello {'],
	['a number', '1'],
	['null', 'null'],
	['topics that are no list', '{"type":"subscribe","topics":5}'],
	['topics that are no text', '{"type":"subscribe","topics":[{"a":1}]}'],
	['an unknown type', '{"type":"shutdown"}'],
	['a prototype', '{"type":"subscribe","topics":["__proto__","constructor"]}'],
])('%s leaves it up', async (_what, text) => {
	const socket = await connect();
	socket.send(text);
	socket.send(Buffer.from([0, 255, 1, 2]));
	await settled(socket);
	await worksFor('room');
});

test('a message above the size closes its connection only', async () => {
	const socket = await connect();
	socket.send('x'.repeat(1024 * 1024));
	expect((await once(socket, 'close'))[0]).toBe(1009);
	await worksFor('room');
});

test('a flood is dropped and its connection closed, while others are served', async () => {
	const flooder = await connect();
	say(flooder, { type: 'subscribe', topics: ['room'] });
	const closed = once(flooder, 'close');
	for (let count = 0; count < LIMITS.burst + LIMITS.patience + 5_000; count++)
		if (flooder.readyState === WebSocket.OPEN) say(flooder, { type: 'publish', topic: 'room', data: count });
	expect((await closed)[0]).toBe(1008);
	await worksFor('room');
});

test('ten thousand topics leave it up, and one connection gets only its share', async () => {
	const greedy = await connect();
	const names = Array.from({ length: LIMITS.topicsPerConnection + 5 }, (_, index) => `t${index}`);
	for (const name of names) say(greedy, { type: 'subscribe', topics: [name] });
	await settled(greedy);
	const listener = heard(greedy);
	const speaker = await connect();
	const [first, last] = [names[0], names.at(-1)];
	say(speaker, { type: 'subscribe', topics: [last, first] });
	say(speaker, { type: 'publish', topic: last, data: 1 });
	say(speaker, { type: 'publish', topic: first, data: 2 });
	expect(await listener).toEqual({ type: 'publish', topic: first, data: 2 });
	await server.close();
	server = await startSignalling({
		limits: { topicsPerConnection: 20_000, connectionsPerAddress: 8, burst: 20_000 },
	});
	const [one, other] = [await connect(), await connect()];
	for (let count = 0; count < 10_000; count++) say(one, { type: 'subscribe', topics: [`topic-${count}`] });
	await settled(one);
	await settled(other);
	await worksFor('room');
});

test('no more connections than allowed, and only from pages that are allowed', async () => {
	await server.close();
	server = await startSignalling({
		limits: { connectionsPerAddress: 2 },
		origins: ['https://aether.example'],
	});
	const origin = 'https://aether.example';
	const states = [
		await connect(server.port, origin),
		await connect(server.port, origin),
		await connect(server.port, origin),
	];
	expect(states.map(({ readyState }) => readyState === WebSocket.OPEN)).toEqual([true, true, false]);
	states[0]?.terminate();
	expect((await connect(server.port, 'https://evil.example')).readyState).not.toBe(WebSocket.OPEN);
	expect((await fetch(`http://127.0.0.1:${server.port}/health`)).status).toBe(200);
});
