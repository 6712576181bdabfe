import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { BuildModule } from '#lib/kinds/alone.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { err, ok } from '#lib/model/result.ts';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { Builds } from '#lib/services/sandbox/builder/build.ts';
import { mcpScript } from './mcp-script.ts';

vi.setConfig({ testTimeout: 120_000 });

let folder: string;
const openapi = createOpenApi();

/** The bundler of the product is made for browsers and fetches its WebAssembly: here from the disk. */
async function fetchFromDisk(input: RequestInfo | URL): Promise<Response> {
	const bytes = await readFile(new URL(input instanceof Request ? input.url : input));
	return new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
}
const build: BuildModule = async (files, entry) => {
	const request = { key: 'export', files, entry, libraries: new Map<string, readonly string[]>() };
	const outcome = await new Builds().build(request, () => false);
	if (outcome.type !== 'built') return err({ type: 'build-failed', message: JSON.stringify(outcome) });
	return ok({ code: outcome.program.module, libraries: new Map() });
};

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'aether-mcp-'));
	vi.stubGlobal('fetch', fetchFromDisk);
});
afterAll(async () => {
	vi.unstubAllGlobals();
	await rm(folder, { recursive: true });
});

const manifestOf = (facts: Pick<Manifest, 'kind' | 'name'>): Manifest => ({
	...{ id: 'urn:aether:01J00000000000000000000000', title: facts.name, version: '1.2.0' },
	entry: 'src/main.ts',
	...facts,
});

/** The script of a creation, and a real client that started it under Node. */
async function started(
	facts: Pick<Manifest, 'kind' | 'name'>,
	source: string,
	text: string,
): Promise<Client> {
	const manifest = manifestOf(facts);
	const document = openapi.read(text);
	if (!document.ok) throw new Error(document.error.message);
	const files = new Map([
		['src/main.ts', source],
		[MANIFEST_PATH, JSON.stringify(manifest)],
	]);
	const script = await mcpScript({ files, manifest, document: document.value }, openapi, build);
	if (!script.ok) throw new Error(script.error.message);
	const target = path.join(folder, `${manifest.name}.mcp.mjs`);
	await writeFile(target, script.value);
	const client = new Client({ name: 'test', version: '1' });
	await client.connect(
		new StdioClientTransport({ command: process.execPath, args: [target], cwd: folder, stderr: 'ignore' }),
		{
			timeout: 100_000,
		},
	);
	return client;
}

const BOOKS = `openapi: 3.1.0
info: { title: Books, version: '1' }
paths:
  /books:
    get: { operationId: listBooks, summary: List books, responses: { 200: { description: All } } }
    post:
      operationId: addBook
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, properties: { title: { type: string } }, required: [title] }
      responses: { 201: { description: Added } }
  /books/{id}:
    get:
      operationId: getBook
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { 200: { description: One }, 404: { description: None } }
`;
const BOOK_PROGRAM = `import { get, set, list } from 'aether:storage';
export default { async fetch(request: Request): Promise<Response> {
	console.log('a line that is no part of the protocol');
	const [, , id] = new URL(request.url).pathname.split('/');
	if (request.method === 'POST') {
		const { title } = await request.json();
		await set('book:' + title, title);
		return Response.json({ id: title }, { status: 201 });
	}
	if (!id) return Response.json(await list('book:'));
	const found = await get('book:' + decodeURIComponent(id));
	return found ? Response.json({ title: found }) : Response.json({ title: 'There is no such book.' }, { status: 404 });
} };
`;

test('an API runs as an MCP server under Node: a real client lists its operations and calls them', async () => {
	const client = await started({ kind: 'api', name: 'books' }, BOOK_PROGRAM, BOOKS);
	const { tools } = await client.listTools();
	expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
		['listBooks', true],
		['addBook', false],
		['getBook', true],
	]);
	expect(tools[1]?.inputSchema).toMatchObject({ properties: { body: { required: ['title'] } } });
	expect(client.getServerVersion()).toMatchObject({ name: 'books', version: '1.2.0' });
	const say = async (name: string, input: Record<string, unknown> = {}) =>
		client.callTool({ name, arguments: input });
	expect(JSON.stringify(await say('addBook', { body: { title: 'War & Peace' } }))).toContain('War & Peace');
	expect(JSON.stringify(await say('getBook', { id: 'War & Peace' }))).toContain('War & Peace');
	expect(await say('getBook', { id: 'none' })).toMatchObject({ isError: true });
	await expect(say('burnBook')).rejects.toThrow('no tool');
	await client.close();
	// What it keeps lies beside the script.
	const again = await started({ kind: 'api', name: 'books' }, BOOK_PROGRAM, BOOKS);
	expect(JSON.stringify(await again.callTool({ name: 'listBooks' }))).toContain('War & Peace');
	await again.close();
});

test('a command line tool is served by what it takes and prints', async () => {
	const source = `export default async ({ argv, stdin, stdout }) => {
	stdout.write([...argv, await stdin.text()].join(' ').toUpperCase());
	return argv.includes('fail') ? 3 : 0;
};`;
	const document = `openapi: 3.1.0
info: { title: Shout, version: '1' }
paths:
  /run/loud:
    post:
      operationId: loud
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { 200: { description: Ran } }
`;
	const client = await started({ kind: 'cli', name: 'shout' }, source, document);
	const ran = async (body: object) =>
		JSON.stringify(await client.callTool({ name: 'loud', arguments: { body } }));
	expect(await ran({ argv: ['hello'], stdin: 'you' })).toContain('LOUD HELLO YOU');
	expect(await ran({ argv: ['fail'] })).toContain('\\"exitCode\\": 3');
	await client.close();
});
