import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventLine } from '#lib/model/delivery.ts';
import { ok } from '#lib/model/result.ts';
import { NetworkStreams } from '#lib/workers/network-stream.ts';
import type { Message } from './incoming.ts';
import type { OutsideNetwork } from './outside.ts';
import { followStream, MAX_EVENT, type StreamNews } from './stream.ts';

type Script = (response: ServerResponse) => void;
const scripts: Script[] = [];
const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
	asked.push(request.headers['last-event-id']?.toString());
	const script = scripts.shift();
	if (script) script(response);
	else response.writeHead(204).end();
});
let origin = '';
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port }: Pick<AddressInfo, 'port'> = server.address() as AddressInfo;
	origin = `http://127.0.0.1:${port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

/** The network worker's own way of opening answers, in this thread. */
const streams = new NetworkStreams((input, init) => fetch(input, init));
const network: Pick<OutsideNetwork, 'open'> = {
	async open(call) {
		const opened = await streams.open(call);
		if (!opened.ok) return opened;
		const { id, ...begun } = opened.value;
		return ok({ ...begun, read: () => streams.read(id), close: () => streams.close(id) });
	},
};
const line = (facts: Partial<EventLine> = {}): EventLine => ({
	...{ id: 'L1', title: 'Doors', way: 'sse', types: [], isOn: true, createdAt: 1 },
	address: `${origin}/sse`,
	...facts,
});

/** Follows the scripts to their end: the server then says that it is over. */
async function followed(each: readonly Script[], facts: Partial<EventLine> = {}) {
	scripts.push(...each);
	asked.length = 0;
	const [taken, news]: [Message[], StreamNews[]] = [[], []];
	await followStream(line(facts), {
		network,
		take: async (message) => void taken.push(message),
		tell: async (one) => void news.push(one),
		signal: new AbortController().signal,
		delaysMs: [0],
	});
	return { taken, news, asked: [...asked] };
}

const begin = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });
/** Writes the pieces and cuts the connection in the middle of whatever it is at. */
const cutAfter =
	(...pieces: (string | Buffer)[]): Script =>
	(response) => {
		begin(response);
		const next = (): void => {
			const piece = pieces.shift();
			if (piece === undefined) response.destroy();
			else response.write(piece, next);
		};
		next();
	};

test('a stream that is cut in the middle of an event goes on from the last whole one, and none comes twice', async () => {
	const {
		taken,
		news,
		asked: ids,
	} = await followed([
		cutAfter('id: 1\nda', 'ta: {"n":1}\n\nid: 2\ndata: {"n"'),
		cutAfter('id: 2\ndata: {"n":2}\n\n', ': a sign of life\n\n', 'id: 3'),
		cutAfter('id: 3\ndata: {"n":3}\n\n'),
	]);
	expect(taken).toEqual([1, 2, 3].map((n) => ({ id: String(n), text: `{"n":${n}}` })));
	expect(ids).toEqual([undefined, '1', '2', '3']);
	expect(news.map(({ state }) => state)).toEqual([
		...['connecting', 'open', 'waiting', 'connecting', 'open', 'waiting'],
		...['connecting', 'open', 'waiting', 'connecting', 'ended'],
	]);
});

test('letters that are cut in two arrive whole, and several lines are one message', async () => {
	const [head, tail] = [Buffer.from('data: Tür').subarray(0, 8), Buffer.from('data: Tür').subarray(8)];
	const { taken } = await followed([cutAfter(head, tail, '\ndata: auf\n\n')]);
	expect(taken.map(({ text }) => text)).toEqual(['Tür\nauf']);
});

test('it begins where the last visit ended, and takes what ntfy sends but not its signs of life', async () => {
	const ntfy = (id: string, event: string, message?: string) =>
		`${event === 'message' ? '' : `event: ${event}\n`}id: ${id}\ndata: ${JSON.stringify({ id, event, message })}\n\n`;
	const { taken, asked: ids } = await followed(
		[cutAfter(ntfy('a', 'open'), ntfy('b', 'message', 'Ding'), ntfy('c', 'keepalive'))],
		{ cursor: 'z' },
	);
	expect(taken).toEqual([{ id: 'b', text: 'Ding' }]);
	expect(ids[0]).toBe('z');
});

test('an address that has no stream, or sends an event without an end, is told and tried again', async () => {
	const { taken, news } = await followed([
		(response) => response.writeHead(500).end(),
		(response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
		cutAfter(`data: ${'x'.repeat(MAX_EVENT)}`, 'x'.repeat(MAX_EVENT)),
		cutAfter('id: 9\ndata: fine\n\n'),
	]);
	expect(news.flatMap(({ problem }) => problem ?? [])).toEqual([
		'The address answered 500.',
		'The address answers, but with no stream of events.',
		'The address sent an event of more than 256 KB, so the connection was cut.',
		expect.stringMatching(/cut the connection/),
		'The address says that nothing more comes.',
	]);
	expect(taken).toEqual([{ id: '9', text: 'fine' }]);
});

test('what is stopped closes its connection and says nothing more', async () => {
	const stop = new AbortController();
	let onClose: () => void = () => undefined;
	const closed = new Promise<void>((resolve) => (onClose = resolve));
	scripts.push((response) => {
		begin(response).write('data: one\n\n');
		response.on('close', onClose);
	});
	const news: StreamNews[] = [];
	await followStream(line(), {
		network,
		take: async () => stop.abort(),
		tell: async (one) => void news.push(one),
		signal: stop.signal,
		delaysMs: [0],
	});
	await closed;
	expect(news.map(({ state }) => state)).toEqual(['connecting', 'open']);
});

test('an answer from elsewhere than the person allowed is not read', async () => {
	const elsewhere = origin.replace('127.0.0.1', 'localhost');
	const { news } = await followed([
		(response) => response.writeHead(307, { location: `${elsewhere}/sse` }).end(),
		cutAfter('data: stolen\n\n'),
	]);
	expect(news.flatMap(({ problem }) => problem ?? [])[0]).toMatch(/which you have not allowed/);
});
