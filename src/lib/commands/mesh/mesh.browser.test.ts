import { afterAll, beforeAll, expect, test } from 'vitest';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';

let house: MeshHouse;
let books: CreationId;

const BOOKS = {
	'openapi.yaml': `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get:
      operationId: listBooks
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1 } }]
      responses:
        '200': { description: All, content: { application/json: { schema: { type: array, items: { type: object, required: [title], properties: { title: { type: string } } } } } } }
    post:
      operationId: addBook
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [title], properties: { title: { type: string, minLength: 1 } } } } } }
      responses:
        '201': { description: Added }
  /books/{id}:
    delete:
      operationId: removeBook
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '204': { description: Gone }
        '422': { description: Not a book }
  /broken:
    get:
      operationId: broken
      responses:
        '200': { description: A number, content: { application/json: { schema: { type: number } } } }
`,
	'src/index.ts': `import { get, set } from 'aether:storage';
const read = async () => JSON.parse((await get('books')) ?? '[]');
export default { async fetch(request: Request): Promise<Response> {
	const { pathname } = new URL(request.url);
	if (pathname === '/broken') return Response.json('html for json');
	if (pathname === '/secret') return new Response('never reached');
	if (request.method === 'POST') { await set('books', JSON.stringify([...await read(), await request.json()])); return new Response(null, { status: 201 }); }
	if (request.method === 'DELETE') { await set('books', '[]'); return new Response(null, { status: 204 }); }
	return Response.json(await read(), { headers: { 'x-caller': request.headers.get('x-aether-caller') ?? '', 'x-trace': request.headers.get('traceparent') ?? '' } });
} };`,
};

/** A creation whose requests are given as JSON and whose answer says what each gave. */
const CALLER = `import { fetch as log } from 'aether:log';
import * as client from 'aether:log';
export default { async fetch(request: Request): Promise<Response> {
	const { pathname } = new URL(request.url);
	if (pathname === '/client') { await client.addBook({ body: { title: 'Typed' } }); return Response.json(await client.listBooks({ limit: 9 })); }
	if (pathname === '/client-error') return Response.json(await client.addBook({ body: {} }).catch((error) => [error.status, error.message]));
	const [url, init] = await request.json();
	const answer = url.startsWith('/') ? await log(url, init) : await fetch(url, init);
	return Response.json([answer.status, await answer.text(), answer.headers.get('x-caller'), answer.headers.get('x-trace')]);
} };`;

beforeAll(async () => {
	house = await openMeshHouse();
	books = await house.make({ kind: 'api', name: 'books' }, BOOKS);
});
afterAll(() => house.close());

async function callerWith(links: Manifest['links']): Promise<(...ask: unknown[]) => Promise<unknown>> {
	const id = await house.make(
		{ kind: 'api', name: 'caller', links },
		{
			'src/index.ts': links?.['log']
				? CALLER
				: CALLER.replace(/^import.*$/gm, '')
						.replace('await log(url, init)', 'null')
						.replaceAll('client.', 'self.'),
		},
	);
	return async (...ask) => {
		const isPath = ask.length === 1 && String(ask[0]).startsWith('/client');
		const request = new Request(`https://caller.test${isPath ? String(ask[0]) : '/'}`, {
			method: 'POST',
			body: JSON.stringify(ask),
		});
		const answer = await house.services.mesh.inspect(id, request);
		if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail ?? ''}`);
		return (await answer.value.response.json()) as unknown;
	};
}

const link = (operations?: string[], range = '^1.0.0') => ({
	log: { ref: urnOf(books), range, ...(operations ? { operations } : {}) },
});

test('a linked creation is called, knows by whom, and both are in one trace', async () => {
	const call = await callerWith(link());
	const [status, text, caller, trace] = (await call('/books')) as [number, string, string, string];
	expect([status, text, caller]).toEqual([200, '[]', 'caller']);
	expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});

test('the module of a link has a function for each operation, and its errors say why', async () => {
	const call = await callerWith(link());
	expect(await call('/client')).toEqual([{ title: 'Typed' }]);
	expect(await call('/client-error')).toEqual([400, expect.stringContaining('title')]);
});

test('an operation that was not granted is refused by every route, and each refusal has its row', async () => {
	const call = await callerWith(link(['listBooks']));
	const attempts: [string, unknown?][] = [
		['/books', { method: 'POST', body: '{"title":"x"}', headers: { 'content-type': 'application/json' } }],
		['/books/7', { method: 'DELETE' }],
		['/secret'],
		['//books/7', { method: 'DELETE' }],
		['/books/%2e%2e/secret'],
		['https://log.link.invalid/books/1', { method: 'DELETE', headers: { 'x-aether-caller': 'books' } }],
	];
	const denials = async () =>
		(await house.rows()).filter(({ event }) => /^(operation|net)\.denied$/.test(event));
	const before = (await denials()).length;
	for (const [url, init] of attempts)
		expect([url, ((await call(url, init)) as [number])[0]]).toEqual([url, 403]);
	const rows = await denials();
	expect(rows.length - before).toBe(attempts.length);
	expect(rows.every(({ outcome }) => outcome === 'denied')).toBe(true);
	expect(((await call('/books')) as [number])[0]).toBe(200);
});

test('without a link nothing is reached, whether by alias, by name or by the address of the other', async () => {
	const call = await callerWith({});
	for (const host of [
		'log.link.invalid',
		'books.link.invalid',
		'books.creation.invalid',
		'localhost',
		'127.0.0.1:80',
	])
		expect([host, ((await call(`https://${host}/books`)) as [number])[0]]).toEqual([host, 403]);
	const rows = (await house.rows()).filter(({ event }) => event === 'link.denied');
	expect(rows.map(({ detail }) => detail['alias'])).toEqual(['log', 'books']);
});

test('a request that does not fit is answered before the other creation sees it', async () => {
	const call = await callerWith(link());
	const [status, text] = (await call('/books?limit=none')) as [number, string];
	expect([status, JSON.parse(text)]).toMatchObject([
		400,
		{ type: 'request-invalid', violations: [{ where: 'query.limit' }] },
	]);
});

test('an answer that does not fit its document does not reach the caller', async () => {
	const call = await callerWith(link());
	const [status, text] = (await call('/broken')) as [number, string];
	expect([status, text.includes('html for json')]).toEqual([502, false]);
});

test('a version outside the range of the link is refused with both versions named', async () => {
	const call = await callerWith(link(undefined, '^2.0.0'));
	const [status, text] = (await call('/books')) as [number, string];
	expect(status).toBe(502);
	expect(text).toContain('^2.0.0');
});

test('a creation that is not on this device any more gives a plain answer', async () => {
	const call = await callerWith({ log: { ref: 'urn:aether:01J00000000000000000000000', range: '*' } });
	const [status, text] = (await call('/books')) as [number, string];
	expect([status, text.includes('not on this device')]).toEqual([502, true]);
});

test('the owner sees what does not fit, and is refused nothing', async () => {
	const answer = await house.services.mesh.inspect(books, new Request('https://books.test/broken'));
	expect(answer.ok && [answer.value.response.status, answer.value.operation]).toEqual([200, 'broken']);
	expect(answer.ok && answer.value.responseViolations.length).toBeGreaterThan(0);
});
