import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import { openMeshHouse, type MeshHouse } from '../../../../../tests/support/mesh-house.ts';
import { togetherOver } from '../../../../../tests/support/together.ts';
import { execute } from '../../command.ts';
import type { Workspace } from '../../workspace/workspace.svelte.ts';
import { inviteOthers, joinShared, startSharing } from '../room.ts';
import { roleOn } from '../stored.ts';
import { valueOf } from '../together.test-data.ts';
import { chooseHost, serveOperations } from './exchange-commands.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BOOKS = {
	'openapi.yaml': `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get:
      operationId: listBooks
      responses: { '200': { description: All } }
    post:
      operationId: addBook
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [title], properties: { title: { type: string, minLength: 1 } } } } } }
      responses: { '201': { description: Added } }
`,
	'src/index.ts': `import { get, set } from 'aether:storage';
const read = async () => JSON.parse((await get('books')) ?? '[]');
export default { async fetch(request: Request): Promise<Response> {
	if (request.method === 'POST') { await set('books', JSON.stringify([...await read(), await request.json()])); return new Response(null, { status: 201 }); }
	return Response.json((await read()).map(({ title }) => title));
} };`,
};
const CALLER = `import { fetch as books } from 'aether:books';
export default { fetch: async () => Response.json([(await books('/books')).status, await (await books('/books')).json()]) };`;

let [ann, ben]: MeshHouse[] = [];
beforeAll(async () => {
	[ann, ben] = await Promise.all([openMeshHouse(), openMeshHouse()]);
	for (const house of [ann, ben]) {
		const { services } = house;
		Object.assign(services, togetherOver(services.storage), {
			roleOn: (id: CreationId) => roleOn(id, services),
		});
	}
});
afterAll(async () => {
	ann?.close();
	ben?.close();
});
const held: { house: MeshHouse; workspace: Workspace }[] = [];
afterEach(async () => {
	for (const { house, workspace } of held.splice(0)) {
		// The mesh keeps what was called open for a while: its room must not outlive the test.
		await workspace.together.close();
		await workspace.tree.saved();
		await house.services.workspaces.release(workspace.id);
	}
});

async function hold(house: MeshHouse, id: CreationId): Promise<Workspace> {
	const workspace = valueOf(await house.services.workspaces.hold(id));
	held.push({ house, workspace });
	return workspace;
}

async function send(house: MeshHouse, { id }: Workspace, path: string, body?: unknown): Promise<Response> {
	const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
	const headers = { 'content-type': 'application/json' };
	const request = new Request(`https://books.test${path}`, { ...init, headers });
	return valueOf(await house.services.mesh.inspect(id, request)).response;
}

/** Ann shares an API in which she has a book, and answers calls; Ben has joined and uses her device. */
async function scene(role: 'viewer' | 'editor') {
	if (!ann || !ben) throw new Error('no houses');
	const id = await ann.make({ kind: 'api', name: 'books' }, BOOKS);
	const hers = await hold(ann, id);
	expect((await send(ann, hers, '/books', { title: 'Emma' })).status).toBe(201);
	valueOf(await execute(startSharing, { creationId: id, name: 'Ann' }, ann.services));
	const terms = { creationId: id, role, expiresAt: Date.now() + 3_600_000, needsApproval: false };
	const link = valueOf(await execute(inviteOthers, terms, ann.services)).split('#')[1] ?? '';
	const joined = valueOf(await execute(joinShared, { link, name: 'Ben' }, ben.services));
	const his = await hold(ben, joined);
	await expect.poll(() => his.files.has('src/index.ts')).toBe(true);
	await expect.poll(() => ben?.services.roleOn(his.id)).toBe(role);
	expect(his.together.exchange.hosts).toEqual([]);
	valueOf(await execute(serveOperations, { creationId: id, isOn: true }, ann.services));
	await expect.poll(() => his.together.exchange.hosts.map(({ name }) => name)).toEqual(['Ann']);
	const host = his.together.exchange.hosts[0]?.author ?? null;
	valueOf(await execute(chooseHost, { creationId: his.id, host }, ben.services));
	return { ann, ben, hers, his };
}

test('a viewer reads with the data of the device that answers, and may change nothing there', async () => {
	const { ann: house, ben: other, hers, his } = await scene('viewer');
	expect(await (await send(other, his, '/books')).json()).toEqual(['Emma']);
	const refused = await send(other, his, '/books', { title: 'Ulysses' });
	expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('only what reads')]);
	expect(await (await send(house, hers, '/books')).json()).toEqual(['Emma']);
	expect(hers.together.exchange.serving?.calls).toBe(2);
	const calls = (await house.rows()).filter(({ event }) => event === 'member.call');
	expect(calls.map(({ outcome }) => outcome)).toEqual(['ok', 'denied']);
	expect(calls[0]?.detail).toMatchObject({ member: 'Ben', operation: 'listBooks', status: 200 });
});

test('an editor may call everything the document names, and nothing that does not fit it', async () => {
	const { ann: house, ben: other, hers, his } = await scene('editor');
	expect((await send(other, his, '/books', { title: 'Ulysses' })).status).toBe(201);
	expect(await (await send(house, hers, '/books')).json()).toEqual(['Emma', 'Ulysses']);
	expect((await send(other, his, '/books', { title: '' })).status).toBe(400);
	expect((await send(other, his, '/secret')).status).toBe(404);
});

test('a creation that links to it calls the device that was chosen', async () => {
	const { ben: other, his } = await scene('viewer');
	const id = await other.make(
		{
			kind: 'api',
			name: 'caller',
			links: { books: { ref: urnOf(his.id), range: '*', operations: ['listBooks'], events: [] } },
		},
		{ 'src/index.ts': CALLER },
	);
	const request = new Request('https://caller.test/');
	const { response } = valueOf(await other.services.mesh.inspect(id, request));
	expect(await response.json()).toEqual([200, ['Emma']]);
});

test('once it is turned off, calls fail instead of being answered from elsewhere', async () => {
	const { ann: house, ben: other, hers, his } = await scene('viewer');
	valueOf(await execute(serveOperations, { creationId: hers.id, isOn: false }, house.services));
	await expect.poll(() => his.together.exchange.hosts).toEqual([]);
	const request = new Request('https://books.test/books');
	const answer = await other.services.mesh.inspect(his.id, request);
	expect(answer).toMatchObject({ ok: false, error: { type: 'not-served' } });
	valueOf(await execute(chooseHost, { creationId: his.id, host: null }, other.services));
	expect(await (await send(other, his, '/books')).json()).toEqual([]);
});

test('two devices that point at each other pass no call to and fro', async () => {
	const { ann: house, ben: other, hers, his } = await scene('editor');
	valueOf(await execute(serveOperations, { creationId: his.id, isOn: true }, other.services));
	const back = his.together.room?.author ?? null;
	valueOf(await execute(chooseHost, { creationId: hers.id, host: back }, house.services));
	const answer = await house.services.mesh.inspect(hers.id, new Request('https://books.test/books'));
	expect(answer).toMatchObject({ ok: false, error: { type: 'not-served' } });
});
