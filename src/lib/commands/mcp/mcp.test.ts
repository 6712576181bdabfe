import { expect, test } from 'vitest';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { withMcp, type McpSend } from './client.ts';
import { isReadPath, toolsDocument } from './document.ts';
import { bookServer, listServer } from './mcp.test-data.ts';
import { listRemoteTools, MAX_TOOLS } from './tools.ts';
import { ToolServer } from './tool-server.ts';

const ENDPOINT = 'https://mcp.example.com/mcp';
const toolsOf = (send: McpSend) => withMcp(ENDPOINT, send, listRemoteTools);
const openapi = createOpenApi();

async function documentOf(send: McpSend) {
	const text = await toolsDocument(await toolsOf(send));
	const document = openapi.read(text);
	if (!document.ok) throw new Error(document.error.message);
	return { text, document: document.value };
}
const post = (path: string, body?: unknown) =>
	new Request(`https://books.test${path}`, {
		method: 'POST',
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});

test('the tools of a server are operations with their own schemas, and those that only read stand apart', async () => {
	const { document } = await documentOf(bookServer().send);
	expect(document.title).toBe('Book server');
	expect(document.notes).toEqual([]);
	expect(document.operations.map(({ id, path, isIdempotent }) => [id, path, isIdempotent])).toEqual([
		['find_book', '/read/find_book', true],
		['burn_book', '/call/burn_book', false],
		['fail', '/call/fail', false],
	]);
	expect(document.operations.map(({ path }) => isReadPath(path))).toEqual([true, false, false]);
	const [find] = document.operations;
	if (!find) throw new Error('no operation');
	const base = 'https://books.test';
	expect(openapi.requestOf(find, { body: { title: 'Emma' } }, base).ok).toBe(true);
	// What a reference inside of the tool's schema asks for counts.
	expect(openapi.requestOf(find, { body: { title: 'E' } }, base).ok).toBe(false);
	expect(openapi.requestOf(find, {}, base).ok).toBe(false);
});

test('equal servers give equal documents', async () => {
	expect((await documentOf(bookServer().send)).text).toBe((await documentOf(bookServer().send)).text);
});

test('a call is answered with what the tool gave: its shape, its texts, or what went wrong', async () => {
	const { send } = bookServer();
	const { text } = await documentOf(send);
	const server = new ToolServer(send);
	const found = await server.answer(ENDPOINT, text, post('/read/find_book', { title: 'Emma' }));
	expect([found.status, await found.json()]).toEqual([200, { title: 'Emma', pages: 300 }]);
	const burnt = await server.answer(ENDPOINT, text, post('/call/burn_book'));
	expect(await burnt.json()).toMatchObject({ text: 'burnt', other: [{ type: 'image' }] });
	const failed = await server.answer(ENDPOINT, text, post('/call/fail', {}));
	expect([failed.status, await failed.json()]).toMatchObject([422, { title: 'No such shelf.' }]);
	expect((await server.answer(ENDPOINT, text, post('/call/unknown', {}))).status).toBe(404);
	expect((await server.answer(ENDPOINT, text, post('/call/burn_book', [1]))).status).toBe(400);
	server.close();
});

test('a tool that its server describes otherwise than when it was added is not called', async () => {
	const { text } = await documentOf(bookServer().send);
	const called: string[] = [];
	const turned = bookServer((server) => {
		server.registerTool('late', {}, () => ({ content: [] }));
	});
	const server = new ToolServer(async (request) => {
		called.push(await request.clone().text());
		return turned.send(request);
	});
	// A new tool beside it changes nothing for those that are known, and is not called unasked.
	expect((await server.answer(ENDPOINT, text, post('/call/burn_book', {}))).status).toBe(200);
	expect((await server.answer(ENDPOINT, text, post('/call/late', {}))).status).toBe(404);
	const pinnedElse = text.replaceAll(/"x-aether-digest": "sha256-../g, '"x-aether-digest": "sha256-zz');
	const before = called.length;
	const answer = await server.answer(ENDPOINT, pinnedElse, post('/call/burn_book', {}));
	expect([answer.status, await answer.json()]).toMatchObject([409, { type: 'tool-changed' }]);
	// An operation that was moved to where nobody is asked is no longer what the server says it is.
	const moved = text.replace('/call/burn_book', '/read/burn_book');
	expect((await server.answer(ENDPOINT, moved, post('/read/burn_book', {}))).status).toBe(409);
	expect(called.slice(before).filter((each) => each.includes('tools/call'))).toEqual([]);
});

const tool = (name: string, rest: object = {}) => ({
	name,
	inputSchema: { type: 'object' as const },
	...rest,
});

test('ten thousand tools, circles of pages and names twice end at what a person can read', async () => {
	const many = Array.from({ length: 10_000 }, (_each, index) => tool(`tool_${index}`));
	const all = await toolsOf(listServer([{ tools: many }]).send);
	expect([all.tools.length, all.leftOut]).toEqual([MAX_TOOLS, 10_000 - MAX_TOOLS]);
	const circle = listServer([
		{ tools: [tool('a')], nextCursor: '1' },
		{ tools: [tool('a'), tool('b')], nextCursor: '1' },
	]);
	const { tools, leftOut } = await toolsOf(circle.send);
	expect([tools.map(({ name }) => name), leftOut]).toEqual([['a', 'b'], 1]);
});

test('a description of five megabytes is cut, marks that turn text around are taken out, odd names are left out', async () => {
	const told = listServer([
		{
			tools: [
				tool('long', { description: 'x'.repeat(5_000_000), title: '\u202Ereversed\u0000' }),
				tool('../../escape'),
				tool('__proto__'),
			],
		},
	]);
	const { tools, leftOut } = await toolsOf(told.send);
	expect(tools.map(({ name, title, description }) => [name, title, description.length])).toEqual([
		['long', 'reversed', 2_000],
	]);
	expect(leftOut).toBe(2);
});

test('schemas that lead in circles, elsewhere or too deep do no harm', async () => {
	let deep: object = { type: 'string' };
	for (let level = 0; level < 60; level++) deep = { type: 'object', properties: { a: deep } };
	const told = listServer([
		{
			tools: [
				tool('ring', {
					inputSchema: {
						type: 'object',
						properties: { next: { $ref: '#' }, self: { $ref: '#/$defs/loop' } },
						$defs: { loop: { $ref: '#/$defs/loop' } },
					},
				}),
				tool('away', {
					inputSchema: {
						type: 'object',
						$id: 'https://evil.example.com/x',
						properties: { a: { $ref: 'https://evil.example.com/schema' } },
					},
				}),
				tool('deep', { inputSchema: deep }),
			],
		},
	]);
	const { document } = await documentOf(told.send);
	const [ring, away, bottom] = document.operations;
	if (!ring || !away || !bottom) throw new Error('an operation is missing');
	const fits = (operation: typeof ring, body: unknown) =>
		openapi.requestOf(operation, { body }, 'https://x.test').ok;
	expect(fits(ring, { next: { next: {} } })).toBe(true);
	expect(fits(ring, { next: 'no' })).toBe(false);
	expect(fits(away, { a: 1 })).toBe(true);
	expect(fits(bottom, { a: 1 })).toBe(true);
});

test('a server that speaks something else says so', async () => {
	const page: McpSend = () => Promise.resolve(new Response('<h1>hello</h1>', { status: 200 }));
	await expect(toolsOf(page)).rejects.toThrow();
	const server = new ToolServer(page);
	const { text } = await documentOf(bookServer().send);
	const answer = await server.answer(ENDPOINT, text, post('/call/burn_book', {}));
	expect([answer.status, await answer.json()]).toMatchObject([502, { type: 'tool-failed' }]);
});
