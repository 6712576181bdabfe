import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from '../command.ts';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import { LOCK_PATH } from '#lib/model/lock.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { addLink, removeLink, updateLink } from './link.ts';
import { spanTrees } from './spans.ts';
import { saveVersion } from '../version/version.ts';

let house: MeshHouse;
beforeAll(async () => {
	house = await openMeshHouse();
});
afterAll(() => house.close());

const HELLO = `openapi: 3.1.0
info: { title: Hello, version: 1.0.0 }
paths:
  /hello:
    post:
      operationId: hello
      requestBody: { content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
      responses:
        '200': { description: Back, content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } } } }
`;
const GREETER = `export default { async fetch(request) {
	const { name, title } = await request.json();
	return Response.json(title === undefined ? { text: 'Hello ' + name } : { text: 'Hello ' + title });
} };`;
/** Sends what it is told to, and gives back status and text. */
const CALLER = `export default { async fetch(request) {
	const [url, init] = await request.json();
	const answer = await fetch(url, init);
	return Response.json([answer.status, await answer.text()]);
} };`;

const greeter = (document = HELLO) =>
	house.make({ kind: 'api', name: 'greeter' }, { 'openapi.yaml': document, 'src/index.ts': GREETER });
const caller = () => house.make({ kind: 'api', name: 'caller' }, { 'src/index.ts': CALLER });

async function done<T>(
	work: Promise<{ ok: true; value: T } | { ok: false; error: { message: string } }>,
): Promise<T> {
	const result = await work;
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const link = (creationId: CreationId, target: CreationId, alias = 'greeter') =>
	execute(addLink, { creationId, alias, target }, house.services);

async function ask(id: CreationId, url: string, init?: object): Promise<[number, string]> {
	const body = JSON.stringify([url, init]);
	const request = new Request('https://caller.test/', { method: 'POST', body });
	const { response } = await done(house.services.mesh.inspect(id, request));
	return (await response.json()) as [number, string];
}

const hello = (id: CreationId) =>
	ask(id, 'https://greeter.link.invalid/hello', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"name":"Ada"}',
	});

const edit = (id: CreationId, path: string, change: (text: string) => string) =>
	done(
		house.services.workspaces.with(id, async ({ tree }) => {
			tree.write(new Map([[path, change(String(tree.files().get(path)))]]), 'person');
			return tree.saved();
		}),
	);

const filesOf = (id: CreationId) =>
	done(
		house.services.workspaces.with(id, ({ files }) => Promise.resolve({ ok: true as const, value: files })),
	);

/** A busy machine takes its time. */

const denials = async (event: string) => (await house.rows()).filter((row) => row.event === event);

test('a link is one version with its lock, works at once, and is gone with one command', async () => {
	const [id, target] = [await caller(), await greeter()];
	const version = await done(link(id, target));
	expect(version.message).toBe('Link to greeter as “greeter”');
	const lock: unknown = JSON.parse(String((await filesOf(id)).get(LOCK_PATH)));
	expect(lock).toMatchObject({
		links: { greeter: { ref: urnOf(target), version: '1.0.0', operations: { hello: {} } } },
	});
	expect(await hello(id)).toEqual([200, '{"text":"Hello Ada"}']);
	await done(execute(removeLink, { creationId: id, alias: 'greeter' }, house.services));
	expect((await filesOf(id)).has(LOCK_PATH)).toBe(false);
	expect((await hello(id))[0]).toBe(403);
});

test('a safe change goes on, a breaking one says what changed, and an update of the link mends it', async () => {
	const [id, target] = [await caller(), await greeter()];
	await done(link(id, target));
	await edit(target, 'openapi.yaml', (text) =>
		text.replace('required: [name], properties: {', 'properties: { loud: { type: boolean },'),
	);
	expect((await hello(id))[0]).toBe(200);
	await edit(target, 'openapi.yaml', () =>
		HELLO.replace('required: [name]', 'required: [name, tongue]').replace(
			'{ name:',
			'{ tongue: { type: string }, name:',
		),
	);
	const [status, text] = await hello(id);
	expect([status, JSON.parse(text)]).toMatchObject([
		502,
		{
			type: 'link-outdated',
			title: expect.stringContaining('“tongue” of the body is now needed') as unknown,
		},
	]);
	const impossible = await execute(
		updateLink,
		{ creationId: id, alias: 'greeter', adapt: true },
		house.services,
	);
	expect(impossible).toMatchObject({ ok: false, error: { type: 'adapter-impossible' } });
	await done(execute(updateLink, { creationId: id, alias: 'greeter' }, house.services));
	expect(JSON.parse((await hello(id))[1])).toMatchObject({ type: 'request-invalid' });
});

test('a name that only changed is bridged by an adapter, there and back', async () => {
	const [id, target] = [await caller(), await greeter()];
	await done(link(id, target));
	await edit(target, 'openapi.yaml', () => HELLO.replaceAll('name', 'title').replaceAll('text', 'words'));
	await edit(target, 'src/index.ts', (text) =>
		text.replace("{ text: 'Hello ' + title }", "{ words: 'Hello ' + title }"),
	);
	expect((await hello(id))[0]).toBe(502);
	await done(execute(updateLink, { creationId: id, alias: 'greeter', adapt: true }, house.services));
	expect(await hello(id)).toEqual([200, '{"text":"Hello Ada"}']);
});

test('an operation that is gone is named, not merely refused', async () => {
	const [id, target] = [await caller(), await greeter()];
	await done(link(id, target));
	await edit(target, 'openapi.yaml', (text) =>
		text.replaceAll('/hello', '/hi').replace('operationId: hello', 'operationId: hi'),
	);
	expect(JSON.parse((await hello(id))[1])).toMatchObject({
		type: 'link-outdated',
		title: expect.stringContaining('hello is gone') as unknown,
	});
});

test('a link that would close a circle is refused, by itself and over another, and each refusal has its row', async () => {
	const [a, b, c] = [await caller(), await greeter(), await greeter()];
	await done(link(a, b));
	await edit(a, 'aether.json', (text) => text.replace('"entry"', '"openapi": "openapi.yaml", "entry"'));
	await done(
		house.services.workspaces.with(
			a,
			({ tree }) => (tree.write(new Map([['openapi.yaml', HELLO]]), 'person'), tree.saved()),
		),
	);
	await done(link(b, c));
	expect(await link(b, a, 'a')).toMatchObject({ ok: false, error: { type: 'link-cyclic' } });
	expect(await link(c, a, 'a')).toMatchObject({
		ok: false,
		error: {
			type: 'link-cyclic',
			message: expect.stringContaining('“caller” uses “greeter” uses “greeter”') as unknown,
		},
	});
	expect(await link(a, a, 'a')).toMatchObject({ ok: false, error: { type: 'link-self' } });
	const rows = (await denials('link.add')).filter(({ outcome }) => outcome === 'failed');
	expect(rows.map(({ detail }) => detail['problem'])).toEqual(['link-cyclic', 'link-cyclic', 'link-self']);
});

/** Calls its link "next" again and again, pretending to be the first of the chain. */
const FOREVER = `export default { async fetch() {
	const answer = await fetch('https://next.link.invalid/go', { headers: { 'x-aether-hop': '0', traceparent: '00-00000000000000000000000000000001-0000000000000001-01' } });
	return new Response(await answer.text(), { status: 200, headers: { 'content-type': 'application/json' } });
} };`;
const GO = `openapi: 3.1.0
info: { title: Go, version: 1.0.0 }
paths: { /go: { get: { operationId: go, responses: { '200': { description: ok, content: { application/json: {} } } } } } }
`;

test.each([2, 3])(
	'%i creations that call each other for ever are stopped after 16, whatever they claim',
	async (count) => {
		const files = { 'openapi.yaml': GO, 'src/index.ts': FOREVER };
		const ids: CreationId[] = [];
		for (let index = 0; index < count; index++)
			ids.push(await house.make({ kind: 'api', name: `ring-${index}` }, files));
		for (const [index, id] of ids.entries()) {
			const next = ids[(index + 1) % count];
			if (!next) throw new Error('no next');
			// By hand: no command would make this circle.
			await edit(id, 'aether.json', (text) =>
				text.replace('"entry"', `"links": { "next": { "ref": "${urnOf(next)}", "range": "*" } }, "entry"`),
			);
		}
		const before = (await denials('hop.denied')).length;
		const [first] = ids;
		if (!first) throw new Error('none');
		const { response } = await done(house.services.mesh.inspect(first, new Request('https://x.test/go')));
		expect(await response.json()).toMatchObject({ type: 'hop-denied', status: 508 });
		expect((await denials('hop.denied')).length - before).toBe(1);
		const [tree] = spanTrees(house.services.mesh.traces.spans);
		let depth = 0;
		for (let node = tree; node; node = node.children[0]) depth++;
		expect(depth).toBe(17);
	},
);

test('a call tree names who called whom, and what went over a link is counted', async () => {
	const [id, target] = [await caller(), await greeter()];
	await done(link(id, target));
	await hello(id);
	const [tree] = spanTrees(house.services.mesh.traces.spans);
	expect(tree).toMatchObject({
		from: null,
		to: id,
		children: [{ from: id, to: target, operation: 'hello', status: 200 }],
	});
	expect(house.services.mesh.traces.use(id, target)).toMatchObject({ calls: 1, errors: 0 });
});

test('a link that is missing is wished for once, and a refusal lasts', async () => {
	const { wishes } = house.services.mesh;
	const id = await caller();
	const open = () => wishes.open.filter(({ creationId }) => creationId === id);
	await hello(id);
	await hello(id);
	expect(open()).toEqual([{ creationId: id, alias: 'greeter', wants: [{ method: 'POST', path: '/hello' }] }]);
	wishes.refuse(id, 'greeter');
	await hello(id);
	expect(open()).toEqual([]);
});

test('a change that breaks another creation waits for the person, who may keep it from landing or bridge it', async () => {
	const { questions } = house.services.mesh;
	const [id, target] = [await caller(), await greeter()];
	await done(link(id, target));
	await done(house.services.workspaces.with(target, (workspace) => workspace.loadHead()));
	await done(house.services.workspaces.hold(target));
	await edit(target, 'openapi.yaml', () => HELLO.replaceAll('name', 'title'));
	const leave = questions.attend();
	const answerWith = (decision: 'cancel' | 'adapt') =>
		expect.poll(() => (questions.open[0]?.decide(decision), questions.open.length)).toBe(0);
	const save = () => execute(saveVersion, { creationId: target }, house.services);
	const refused = save();
	await expect
		.poll(() => questions.open[0]?.breakages)
		.toMatchObject([{ user: id, alias: 'greeter', isAdaptable: true }]);
	await answerWith('cancel');
	expect(await refused).toMatchObject({ ok: false, error: { type: 'change-cancelled' } });
	const landed = save();
	await expect.poll(() => questions.open.length).toBe(1);
	await answerWith('adapt');
	await done(landed);
	leave();
	expect(await hello(id)).toEqual([200, '{"text":"Hello Ada"}']);
	expect((await denials('change.breaks')).map(({ outcome }) => outcome)).toEqual(['denied', 'ok']);
});
