import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import type { Spec } from '#lib/model/spec.ts';
import { err, ok } from '#lib/model/result.ts';
import { Builds } from '#lib/services/sandbox/builder/build.ts';
import { createStarter } from '#lib/services/starter/create-starter.ts';
import type { BuildModule } from '../alone.ts';
import { apiVocabulary } from './cues.ts';
import { apiKind } from './index.ts';
import { start } from './program.fixture.ts';
import { standaloneServer } from './standalone.ts';
import { todoSuite } from './todo.suite.ts';

/** A Node starts for each server; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const outside = globalThis.fetch;
const children: ChildProcess[] = [];
let folder: string;
let build: BuildModule;

/** The bundler of the product is made for browsers and fetches its WebAssembly: here from the disk. */
async function fetchFromDisk(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
	const request = new Request(input, init);
	if (!request.url.startsWith('file:')) return outside(request);
	const bytes = await readFile(new URL(request.url));
	return new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
}

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'aether-api-'));
	vi.stubGlobal('fetch', fetchFromDisk);
	const builds = new Builds();
	build = async (files, entry) => {
		const outcome = await builds.build({ key: 'export', files, entry, libraries: new Map() }, () => false);
		if (outcome.type !== 'built') return err({ type: 'build-failed', message: JSON.stringify(outcome) });
		return ok({ code: outcome.program.module, libraries: new Map() });
	};
});
afterAll(async () => {
	for (const child of children) child.kill();
	vi.unstubAllGlobals();
	await rm(folder, { recursive: true });
});

function specFor(sentence: string): Spec {
	const understood = createStarter(apiVocabulary).understand(sentence);
	if (understood.type !== 'understood') throw new Error(`"${sentence}" is not understood.`);
	return understood.spec;
}

/** Writes the server of `files` to the disk as `NAME.mjs`. */
async function saved(name: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<string> {
	const manifest = JSON.stringify({
		...{ id: 'urn:aether:01J00000000000000000000000', name, title: name, kind: 'api' },
		...{ version: '1.0.0', entry: 'src/index.ts' },
	});
	const made = await standaloneServer(new Map([...files, [MANIFEST_PATH, manifest]]), build);
	if (!made.ok) throw new Error(made.error.message);
	await writeFile(path.join(folder, `${name}.mjs`), made.value);
	return `${name}.mjs`;
}

/** Starts a saved server on a free port and gives its address. */
function served(script: string, ...argv: string[]): Promise<{ base: string; child: ChildProcess }> {
	const child = spawn(process.execPath, [script, '--port', '0', ...argv], { cwd: folder });
	children.push(child);
	return new Promise((resolve, reject) => {
		let said = '';
		child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
		child.stdout.on('data', (piece: Buffer) => {
			const base = /listens at (http:\S+)/.exec(piece.toString())?.[1];
			if (base !== undefined) resolve({ base, child });
		});
		child.on('close', () => reject(new Error(`It ended: ${said}`)));
	});
}

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
	let made: Promise<Value> | undefined;
	return () => (made ??= make());
};

describe.each([
	['a todo API', '/todos'],
	['a Todo-Backend API', '/'],
])('%s', (sentence, list) => {
	const program = once(() => start(specFor(sentence)));

	describe('by its fetch', () => {
		todoSuite(async () => {
			const { call } = await program();
			const base = 'https://todo.creation.invalid';
			const fetch = async (request: Request) =>
				call(
					request.method,
					request.url,
					request.body === null ? undefined : await request.text(),
					request.headers,
				);
			return { fetch, list: base + list };
		});
	});

	describe('as a server under Node, over HTTP', () => {
		const server = once(async () =>
			served(await saved(list === '/' ? 'root' : 'todos', (await program()).files)),
		);
		todoSuite(async () => ({ fetch: (request) => outside(request), list: (await server()).base + list }));
	});
});

test('what a server keeps outlives it, and a second one beside it keeps its own', async () => {
	const files = await apiKind.render(specFor('a todo API'));
	if (!files.ok) throw new Error(files.error.message);
	const script = await saved('kept', files.value);
	const { base, child } = await served(script);
	const body = JSON.stringify({ title: 'Buy milk' });
	await outside(`${base}/todos`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	child.kill('SIGKILL');
	const again = await served(script);
	expect(await (await outside(`${again.base}/todos`)).json()).toMatchObject([{ title: 'Buy milk' }]);
	const other = await served(script, '--data', 'other.json');
	expect(await (await outside(`${other.base}/todos`)).json()).toEqual([]);
});

test('an API that knows nothing of other origins is served to them all the same, and reaches its links', async () => {
	const plain = `export default { fetch: async (request) => {
		if (request.method === 'OPTIONS') return new Response(null, { status: 405 });
		if (new URL(request.url).pathname === '/broken') throw new Error('on purpose');
		if (new URL(request.url).pathname === '/linked') return fetch('https://log.link.invalid/plain?a=1');
		return Response.json([request.method, new URL(request.url).search, await request.text()]);
	} };`;
	const script = await saved('plain', new Map([['src/index.ts', plain]]));
	const first = await served(script);
	const { base } = await served(script, `--link=log=${first.base}`);
	const asked = { method: 'OPTIONS', headers: { 'access-control-request-method': 'PUT' } };
	const preflight = await outside(base, asked);
	expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
		204,
		expect.stringContaining('PUT'),
	]);
	expect(await (await outside(`${base}/linked`)).json()).toEqual(['GET', '?a=1', '']);
	const broken = await outside(`${base}/broken`);
	expect([broken.status, broken.headers.get('access-control-allow-origin')]).toEqual([500, '*']);
	expect(await (await outside(`${base}/linked`)).json()).toEqual(['GET', '?a=1', '']);
});

test('it says how it is started, and what is wrong with an option', async () => {
	const script = await saved(
		'help',
		new Map([['src/index.ts', 'export default { fetch: () => new Response() };']]),
	);
	const run = (...argv: string[]) =>
		new Promise<string>((resolve) => {
			const child = spawn(process.execPath, [script, ...argv], { cwd: folder });
			let said = '';
			for (const stream of [child.stdout, child.stderr])
				stream.on('data', (piece: Buffer) => (said += piece.toString()));
			child.on('close', (code) => resolve(`${code} ${said}`));
		});
	expect(await run('--help')).toMatch(/^0 [^]*--port NUMBER/);
	expect(await run('--nonsense')).toBe('2 There is no --nonsense. Try --help.\n');
	expect(await run('--port', 'many')).toBe('2 --port has to be from 0 to 65535. Try --help.\n');
});
