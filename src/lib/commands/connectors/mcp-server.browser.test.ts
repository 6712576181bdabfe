import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Auth } from '#lib/model/service.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { execute } from '../command.ts';
import { saveSecret } from '../network/grants.ts';
import { callablesOf } from '../tools/creations.ts';
import { importService, readService } from './connectors.ts';
import { readTools } from './mcp-server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		readonly networkPort: string;
	}
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const here = `http://localhost:${inject('networkPort')}`;
const SECRET = 'hush-hush-4711';
let house: MeshHouse;
beforeAll(async () => {
	house = await openMeshHouse();
});
afterAll(() => house.close());

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(`${result.error.type}: ${result.error.message}`);
	return result.value;
}
const facts = async (path: string) =>
	valueOf(await execute(readService, { type: 'mcp', address: `${here}${path}` }, house.services));

async function add(path: string, auth: Auth): Promise<CreationId> {
	const { text, title } = await facts(path);
	const wish = { text, title, base: `${here}${path}`, auth, protocol: 'mcp' };
	return valueOf(await execute(importService, wish, house.services));
}

async function callerOf(service: CreationId) {
	const id = await house.make(
		{ kind: 'api', name: 'caller', links: { books: { ref: urnOf(service), range: '^1.0.0' } } },
		{
			'src/index.ts': `import { find_book } from 'aether:books';
export default { async fetch(request) {
	const [path, init] = await request.json();
	if (path === 'client') return Response.json(await find_book({ body: { title: 'Emma' } }));
	const answer = await fetch('https://books.link.invalid' + path, init);
	return Response.json([answer.status, await answer.json()]);
} };`,
		},
	);
	return async (...ask: unknown[]): Promise<unknown> => {
		const request = new Request('https://caller.test/', { method: 'POST', body: JSON.stringify(ask) });
		return valueOf(await house.services.mesh.inspect(id, request)).response.json();
	};
}
const json = (body: unknown) => ({
	method: 'POST',
	body: JSON.stringify(body),
	headers: { 'content-type': 'application/json' },
});

test('a server is read before anything is kept: its name, its tools, and how many of them only read', async () => {
	expect(await facts('/mcp')).toMatchObject({
		...{ title: 'Book server', operations: 2, bases: [`${here}/mcp`] },
		mcp: { wantsKey: false, reads: 1, leftOut: 0 },
	});
});

test.each([
	['/echo', 'mcp-missing'],
	['/closed', 'mcp-missing'],
])('what is no MCP server says so: %s', async (path, type) => {
	const read = await execute(readService, { type: 'mcp', address: `${here}${path}` }, house.services);
	expect(read.ok ? '' : read.error.type).toBe(type);
	if (!read.ok) expect(read.error.action).toBeTruthy();
});

test('a creation that is linked to it calls tools like any operation, and what does not fit never leaves', async () => {
	const call = await callerOf(await add('/mcp', { type: 'none' }));
	expect(await call('/read/find_book', json({ title: 'Emma' }))).toEqual([
		200,
		{ text: 'found {"title":"Emma"}' },
	]);
	expect(await call('client')).toEqual({ text: 'found {"title":"Emma"}' });
	expect(await call('/read/find_book', json({ name: 'Emma' }))).toMatchObject([400, {}]);
	expect(await call('/call/unknown', json({}))).toMatchObject([403, {}]);
});

test('a server that wants a key lists its tools once the key is there, which nobody else sees', async () => {
	expect((await facts('/mcp-locked')).mcp).toMatchObject({ wantsKey: true });
	const id = await add('/mcp-locked', { type: 'bearer' });
	const early = await execute(readTools, { creationId: id }, house.services);
	expect(early.ok ? '' : early.error.type).toBe('mcp-key-missing');
	const wish = { creationId: id, origin: here, secret: SECRET, persist: false };
	valueOf(await execute(saveSecret, wish, house.services));
	expect(valueOf(await execute(readTools, { creationId: id }, house.services))).toBe(2);
	const call = await callerOf(id);
	expect(await call('/read/find_book', json({ title: 'Emma' }))).toMatchObject([200, {}]);
	const held = valueOf(await house.services.workspaces.hold(id));
	const seen = JSON.stringify([[...held.files], held.run.logs, await house.rows()]);
	await house.services.workspaces.release(id);
	expect(seen).not.toContain(SECRET);
});

test('in a conversation a tool that reads is called at once, and one that changes something asks', async () => {
	const id = await add('/mcp', { type: 'none' });
	const creation = await house.services.storage.creation(id);
	if (!creation) throw new Error('no creation');
	const callables = await callablesOf(creation, house.services);
	expect(callables.map(({ title, isRead }) => [title, isRead])).toEqual([
		['Find book', true],
		['Burn book', false],
	]);
	const answer = await callables[0]?.call({ body: { title: 'Emma' } }, new AbortController().signal);
	expect(answer).toMatchObject({
		ok: true,
		value: { isOk: true, text: '{"text":"found {\\"title\\":\\"Emma\\"}"}' },
	});
});
