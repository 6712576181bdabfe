import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Auth } from '#lib/model/service.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { execute } from '../command.ts';
import { allowOrigin, revokeOrigin, saveSecret } from '../network/grants.ts';
import { importService, probeService, readService } from './connectors.ts';

declare module 'vitest' {
	interface ProvidedContext {
		readonly networkPort: string;
	}
}

const port = inject('networkPort');
const here = `http://localhost:${port}`;
const there = `http://127.0.0.1:${port}`;
const SECRET = 'hush-hush-4711';

const DOCUMENT = JSON.stringify({
	openapi: '3.0.1',
	info: { title: 'Echo', version: '1' },
	servers: [{ url: '/v1' }],
	components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
	security: [{ token: [] }],
	paths: {
		'/echo': {
			get: {
				operationId: 'echo',
				parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
				responses: { 200: { description: 'All' } },
			},
			post: {
				operationId: 'say',
				requestBody: { content: { 'text/plain': { schema: { type: 'string' } } } },
				responses: { 200: { description: 'All' } },
			},
		},
		'/wrong': {
			get: {
				operationId: 'wrong',
				responses: {
					200: { description: 'A number', content: { 'application/json': { schema: { type: 'number' } } } },
				},
			},
		},
	},
});

/** A creation that fetches what it is told and says what each gave. */
const CALLER = `import { echo } from 'aether:svc';
export default { async fetch(request) {
	const [url, init] = await request.json();
	if (url === 'client') return Response.json(await echo({ limit: 3 }));
	const answer = await fetch(url, init);
	return Response.json([answer.status, await answer.text(), [...answer.headers]]);
} };`;

let house: MeshHouse;
beforeAll(async () => {
	house = await openMeshHouse();
});
afterAll(() => house.close());

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(`${result.error.type}: ${result.error.message}`);
	return result.value;
}

const BEARER: Auth = { type: 'bearer' };
async function add(auth: Auth = BEARER, base = `${here}/v1`): Promise<CreationId> {
	const wish = { text: DOCUMENT, title: 'Echo', base, auth };
	return valueOf(await execute(importService, wish, house.services));
}
const keepSecret = async (creationId: CreationId) =>
	valueOf(
		await execute(saveSecret, { creationId, origin: here, secret: SECRET, persist: false }, house.services),
	);

type Told = readonly [number, string, readonly [string, string][]];
async function callerOf(service: CreationId | null, net: readonly string[] = []) {
	const id = await house.make(
		{
			...{ kind: 'api', name: 'caller', grants: { net: [...net] } },
			...(service ? { links: { svc: { ref: urnOf(service), range: '^1.0.0' } } } : {}),
		},
		{ 'src/index.ts': service ? CALLER : CALLER.replace(/^import.*$/m, 'const echo = null;') },
	);
	const call = async (...ask: unknown[]): Promise<Told> => {
		const request = new Request('https://caller.test/', { method: 'POST', body: JSON.stringify(ask) });
		const answer = valueOf(await house.services.mesh.inspect(id, request));
		return (await answer.response.json()) as Told;
	};
	return { id, call };
}

test('a document is read before anything is kept: its address, its operations and the ways to say who calls', async () => {
	const from = `${here}/document?text=${encodeURIComponent(DOCUMENT)}`;
	const facts = valueOf(await execute(readService, { type: 'address', address: from }, house.services));
	expect(facts).toMatchObject({ title: 'Echo', bases: [`${here}/v1`], operations: 3 });
	expect(facts.options[0]).toMatchObject({ label: 'Token', operations: 3 });
});

test.each([
	[{ type: 'text', text: 'hello' }, 'openapi-invalid'],
	[{ type: 'text', text: '{"openapi":"3.1.0","paths":{}}' }, 'operations-missing'],
	[{ type: 'text', text: `{"openapi":"3.1.0","x":"${'a'.repeat(5 * 1024 * 1024)}"}` }, 'document-too-large'],
	[{ type: 'address', address: `${here}/closed` }, 'document-unreachable'],
	[{ type: 'address', address: `${here}/big` }, 'document-too-large'],
	[{ type: 'address', address: 'https://169.254.169.254/openapi.json' }, 'document-unreachable'],
	[{ type: 'address', address: 'not an address' }, 'document-unreachable'],
] as const)('what cannot become a service says why: %#', async (input, type) => {
	const read = await execute(readService, input, house.services);
	expect(read.ok ? '' : read.error.type).toBe(type);
	if (!read.ok) expect(read.error.action).toBeTruthy();
});

test('whether pages may call a service is tried, not guessed', async () => {
	const wish = { known: 'unknown', hasRelay: false } as const;
	const verdict = async (base: string) =>
		valueOf(await execute(probeService, { ...wish, base }, house.services)).status;
	expect([await verdict(`${here}/echo`), await verdict(`${here}/closed`)]).toEqual(['yes', 'no']);
});

test('a service is called through a link like any creation, with its secret, which the caller never sees', async () => {
	const service = await add();
	await keepSecret(service);
	const { call } = await callerOf(service);
	const [status, text, headers] = await call('https://svc.link.invalid/echo?limit=2', {
		headers: { authorization: 'Bearer forged', 'x-aether-caller': 'bank', 'x-own': 'kept' },
	});
	const told = JSON.parse(text) as { path: string; headers: Record<string, string> };
	expect([status, told.path]).toEqual([200, '/v1/echo?limit=2']);
	expect(told.headers).toMatchObject({
		authorization: expect.stringMatching(/^Bearer \*+$/) as unknown,
		'x-own': 'kept',
	});
	for (const absent of ['x-aether-caller', 'traceparent', 'cookie', 'referer'])
		expect([absent, told.headers[absent]]).toEqual([absent, undefined]);
	expect(text + JSON.stringify(headers)).not.toContain(SECRET);
	expect(JSON.stringify(await call('client'))).toContain('/v1/echo?limit=3');
	const said = await call('https://svc.link.invalid/echo', {
		method: 'POST',
		body: 'hello',
		headers: { 'content-type': 'text/plain' },
	});
	expect(JSON.parse(said[1])).toMatchObject({ method: 'POST', body: 'hello' });
});

test('the secret is in no file, no row, no log and nothing that the page is handed', async () => {
	const service = await add();
	await keepSecret(service);
	const answer = valueOf(await house.services.mesh.inspect(service, new Request('https://x.test/echo')));
	const held = valueOf(await house.services.workspaces.hold(service));
	const seen = JSON.stringify([
		await answer.response.text(),
		[...answer.response.headers],
		[...held.files],
		held.run.logs,
		await house.rows(),
		await house.services.storage.grants.of(service),
		await house.network.secrets(),
	]);
	await house.services.workspaces.release(service);
	expect(seen).toContain('/v1/echo');
	expect(seen).not.toContain(SECRET);
});

test('an operation that does not fit is refused before it leaves; an answer that does not fit comes with a note', async () => {
	const service = await add({ type: 'none' });
	const { call } = await callerOf(service);
	expect((await call('https://svc.link.invalid/echo?limit=many'))[0]).toBe(400);
	expect((await call('https://svc.link.invalid/unknown'))[0]).toBe(403);
	expect((await call('https://svc.link.invalid/wrong'))[0]).toBe(200);
	const unfit = (await house.rows()).filter(({ event }) => event === 'service.unfit');
	expect(unfit.map(({ detail }) => detail['operation'])).toEqual(['wrong']);
	const inspected = valueOf(await house.services.mesh.inspect(service, new Request('https://x.test/wrong')));
	expect(inspected.responseViolations.length).toBeGreaterThan(0);
});

test('without its secret, and once it is taken back, a service says why it does not answer', async () => {
	const service = await add();
	const { call } = await callerOf(service);
	const [status, text] = await call('https://svc.link.invalid/echo');
	expect([status, JSON.parse(text)]).toMatchObject([401, { type: 'secret-missing' }]);
	await keepSecret(service);
	valueOf(await execute(revokeOrigin, { creationId: service, origin: here }, house.services));
	expect((await call('https://svc.link.invalid/echo'))[0]).toBe(403);
	expect(await house.network.secrets()).not.toContain(`service:${service}:${here}`);
});

test('a service that came by an import or was changed reaches nothing before the person allows it', async () => {
	const foreign = await house.make(
		{ kind: 'api', name: 'foreign', service: { base: here, auth: BEARER } },
		{ 'openapi.yaml': DOCUMENT },
	);
	const { call } = await callerOf(foreign);
	expect((await call('https://svc.link.invalid/echo'))[0]).toBe(403);
	const elsewhere = await execute(allowOrigin, { creationId: foreign, origin: there }, house.services);
	expect(elsewhere.ok ? '' : elsewhere.error.type).toBe('origin-not-asked');
	valueOf(await execute(allowOrigin, { creationId: foreign, origin: here }, house.services));
	expect((await call('https://svc.link.invalid/echo'))[0]).toBe(401);
});

test('a creation reaches what was granted and nothing by way of it', async () => {
	const { id, call } = await callerOf(null, [here]);
	const status = async (url: string) => (await call(url))[0];
	expect(await status(`${here}/echo`)).toBe(403);
	valueOf(await execute(allowOrigin, { creationId: id, origin: here }, house.services));
	expect(await status(`${here}/echo`)).toBe(200);
	expect(await status(`${there}/echo`)).toBe(403);
	expect(await status(`${here}/redirect?to=${encodeURIComponent(`${here}/echo`)}`)).toBe(200);
	expect(await status(`${here}/redirect?to=${encodeURIComponent(`${there}/echo`)}`)).toBe(403);
	expect(await status('http://169.254.169.254/latest/meta-data')).toBe(403);
	expect(await status(`${location.origin}/`)).toBe(403);
	const [big, why] = await call(`${here}/big`);
	expect([big, JSON.parse(why)]).toMatchObject([502, { type: 'answer-too-large' }]);
	const [closed, reason] = await call(`${here}/closed`);
	expect([closed, (JSON.parse(reason) as { title: string }).title]).toEqual([
		502,
		expect.stringContaining('CORS'),
	]);
	const [, , headers] = await call(`${here}/echo`);
	expect(Object.fromEntries(headers)).not.toHaveProperty('set-cookie');
});

test('an address that does not answer in time is told as such', async () => {
	const answer = await house.network.send({
		...{ holder: 'x', origins: [here], url: `${here}/slow`, method: 'GET', headers: [], body: null },
		limits: { bytes: 10, ms: 200 },
	});
	expect(answer.ok ? '' : answer.error.type).toBe('network-timeout');
});
