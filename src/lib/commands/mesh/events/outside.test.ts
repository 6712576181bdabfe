import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventLine } from '#lib/model/delivery.ts';
import { ok } from '#lib/model/result.ts';
import { readMessage } from './incoming.ts';
import type { OutsideNetwork } from './outside.ts';
import { pollLine } from './poll.ts';
import { isSigned, newSecret, readSecret, signatureOf } from './signature.ts';
import { sendWebhook } from './webhook.ts';

interface Answer {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}
const seen: { readonly request: IncomingMessage; readonly body: string }[] = [];
const answers: Answer[] = [];
const server = createServer((request, response) => {
	let body = '';
	request.on('data', (piece) => (body += String(piece)));
	request.on('end', () => {
		seen.push({ request, body });
		const answer = answers.shift() ?? {};
		response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
	});
});
let origin = '';
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const network: Pick<OutsideNetwork, 'send'> = {
	async send({ url, method, headers, body }) {
		const response = await fetch(url, {
			method,
			headers: headers.map(([name, value]): [string, string] => [name, value]),
			...(body ? { body } : {}),
		});
		return ok({
			status: response.status,
			headers: [...response.headers],
			bytes: new Uint8Array(await response.arrayBuffer()),
		});
	},
};
const lineTo = (path: string, facts: Partial<EventLine> = {}): EventLine => ({
	...{ id: 'L1', title: 'Shop', way: 'poll', types: ['order.placed'], isOn: true, createdAt: 1_000_000 },
	address: origin + path,
	...facts,
});
const event = {
	specversion: '1.0',
	id: 'e1',
	source: 'urn:aether:A',
	type: 'order.placed',
	data: 7,
} as const;
const last = () => seen.at(-1);

test('a webhook carries the event as it is, with a signature that its receiver can check', async () => {
	const { secret, key } = await newSecret();
	expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
	expect(await sendWebhook(lineTo('/hook', { way: 'webhook', key }), { event, link: '' }, network)).toEqual(
		ok(undefined),
	);
	const headers = last()?.request.headers ?? {};
	expect(headers['content-type']).toContain('application/cloudevents+json');
	expect(JSON.parse(last()?.body ?? '')).toEqual(event);
	const facts = {
		id: String(headers['webhook-id']),
		timestamp: String(headers['webhook-timestamp']),
		body: last()?.body ?? '',
	};
	const signature = String(headers['webhook-signature']);
	const theirs = await readSecret(secret);
	expect(await isSigned(theirs, facts, signature, Date.now())).toBe(true);
	expect(await isSigned(theirs, { ...facts, body: '{}' }, signature, Date.now())).toBe(false);
	expect(await isSigned(theirs, facts, signature, Date.now() + 25 * 3_600_000)).toBe(false);
	expect(await isSigned(theirs, facts, signature, Date.now() - 600_000)).toBe(false);
});

test('the signature is the one of the standard’s own example', async () => {
	const key = await readSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
	const facts = {
		id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
		timestamp: '1614265330',
		body: '{"test": 2432232314}',
	};
	expect(await signatureOf(key, facts)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('an address that refuses is not asked again, one that is in trouble is', async () => {
	const send = async (status: number) => {
		answers.push({ status, body: 'No.' });
		const sent = await sendWebhook(lineTo('/hook', { way: 'webhook' }), { event, link: '' }, network);
		return sent.ok ? 'ok' : sent.error.type;
	};
	expect([await send(204), await send(404), await send(429), await send(503)]).toEqual([
		'ok',
		'event-refused',
		'event-failed',
		'event-failed',
	]);
});

test('an ntfy topic is read from where it was left', async () => {
	answers.push({
		body: '{"id":"a","event":"open"}\n{"id":"b","event":"message","message":"Hello"}\nnonsense\n',
	});
	const polled = await pollLine(lineTo('/topic/json?poll=1'), network);
	expect(polled).toEqual(ok({ messages: [{ id: 'b', text: 'Hello' }], cursor: 'b' }));
	expect(last()?.request.url).toBe('/topic/json?poll=1&since=1000');
	await pollLine(lineTo('/topic/json?poll=1', { cursor: 'b' }), network);
	expect(last()?.request.url).toBe('/topic/json?poll=1&since=b');
});

test('what has not changed brings nothing, and the things of a list keep their names', async () => {
	answers.push({ headers: { etag: '"v1"' }, body: '[{"id":7,"title":"x"},"plain"]' }, { status: 304 });
	const first = await pollLine(lineTo('/feed'), network);
	expect(first.ok && first.value.messages.map(({ id }) => id)).toEqual([
		'7',
		expect.stringMatching(/^\w{32}$/),
	]);
	const cursor = first.ok ? (first.value.cursor ?? '') : '';
	expect(await pollLine(lineTo('/feed', { cursor }), network)).toEqual(ok({ messages: [] }));
	expect(last()?.request.headers['if-none-match']).toBe('"v1"');
	answers.push({ status: 500 });
	expect(await pollLine(lineTo('/feed'), network)).toMatchObject({ error: { type: 'poll-failed' } });
});

test('a message becomes an event; a CloudEvent keeps its id, its origin and its hops', async () => {
	const line = { types: ['door.opened'] };
	expect(await readMessage({ id: 'm1', text: '{"room":3}' }, line)).toEqual(
		ok({ draft: { type: 'door.opened', id: 'm1', data: { room: 3 } }, hops: 0 }),
	);
	expect(await readMessage({ id: 'm2', text: 'Ding' }, line)).toMatchObject({
		value: { draft: { data: 'Ding' } },
	});
	const text = JSON.stringify({ ...event, aetherhops: 4 });
	expect(await readMessage({ id: 'm3', text }, line)).toMatchObject({
		value: { draft: { id: 'e1', type: 'order.placed', origin: 'urn:aether:A' }, hops: 5 },
	});
});

test('with a secret only what is signed with it comes in, as it was sent or as a relay parsed it', async () => {
	const line = { types: [], key: await readSecret('a shared secret') };
	const now = Date.now();
	const facts = { id: 'w1', timestamp: String(Math.floor(now / 1000)), body: '{"n":1}' };
	const envelope = {
		'webhook-id': facts.id,
		'webhook-timestamp': facts.timestamp,
		'webhook-signature': await signatureOf(line.key, facts),
	};
	const read = (message: object) => readMessage({ id: 'm', text: JSON.stringify(message) }, line, now);
	expect(await read({ ...envelope, body: facts.body })).toMatchObject({
		value: { draft: { id: 'w1', data: { n: 1 } } },
	});
	expect(await read({ ...envelope, body: { n: 1 } })).toMatchObject({ ok: true });
	expect(await read({ ...envelope, body: { n: 2 } })).toMatchObject({ error: { type: 'event-unsigned' } });
	expect(await read({ n: 1 })).toMatchObject({ error: { type: 'event-unsigned' } });
	expect(await read({ ...envelope, 'webhook-signature': 'v1,!' })).toMatchObject({ ok: false });
});
