import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Builds } from '#lib/services/sandbox/builder/build.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { err, ok } from '#lib/model/result.ts';
import type { BuildModule } from '../alone.ts';
import { specOf } from './specs.fixture.ts';
import { standalone } from './standalone.ts';
import { toolOf, type Tool } from './testing/tool.ts';

/** A Node starts for each call; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let build: BuildModule;

/** The bundler of the product is made for browsers and fetches its WebAssembly: here from the disk. */
async function fetchFromDisk(input: RequestInfo | URL): Promise<Response> {
	const bytes = await readFile(new URL(input instanceof Request ? input.url : input));
	return new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
}

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'aether-cli-'));
	vi.stubGlobal('fetch', fetchFromDisk);
	const builds = new Builds();
	build = async (files, entry) => {
		const libraries = new Map([['zod', ['z']]]);
		const outcome = await builds.build({ key: 'export', files, entry, libraries }, () => false);
		if (outcome.type !== 'built') return err({ type: 'build-failed', message: JSON.stringify(outcome) });
		const texts = new Map([
			['zod', `import { brand } from "aether-vendor:shared.js"; export const z = { brand };`],
			['shared.js', `export const brand = 'real';`],
		]);
		return ok({ code: outcome.program.module, libraries: texts });
	};
}, 60_000);
afterAll(async () => {
	vi.unstubAllGlobals();
	await rm(folder, { recursive: true });
});

async function exported(tool: Tool, name: string): Promise<string> {
	const manifest = JSON.stringify({
		id: 'urn:aether:01J00000000000000000000000',
		name,
		title: name,
		kind: 'cli',
		version: '1.0.0',
		entry: 'src/main.ts',
	});
	const file = await standalone(new Map([...tool.files, [MANIFEST_PATH, manifest]]), build);
	if (!file.ok) throw new Error(file.error.message);
	const target = path.join(folder, `${name}.mjs`);
	await writeFile(target, file.value, { mode: 0o755 });
	return target;
}

interface Ended {
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number | null;
}

function run(command: string, argv: readonly string[], stdin = ''): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, argv, { cwd: folder });
		const ended = { stdout: '', stderr: '' };
		child.stdout.on('data', (piece: Buffer) => (ended.stdout += piece.toString()));
		child.stderr.on('data', (piece: Buffer) => (ended.stderr += piece.toString()));
		child.on('error', reject);
		child.on('close', (exitCode) => resolve({ ...ended, exitCode }));
		child.stdin.end(stdin);
	});
}

const node = (file: string, argv: readonly string[], stdin?: string): Promise<Ended> =>
	run(process.execPath, [file, ...argv], stdin);

test('a tool stands alone under Node and does there what it does in the sandbox', async () => {
	const tool = await toolOf(specOf('cli-text', 'Text tool'), 'text-tool');
	const file = await exported(tool, 'text-tool');
	for (const [argv, stdin] of [
		[['--help']],
		[['count'], 'Grüße\nan alle\n'],
		[['top', '-n', '3', 'data/poem.txt']],
		[['case', 'upper'], 'a\nb'],
		[['search', 'absent'], 'text'],
		[['sort', '--nonsense'], ''],
		[['count', 'no.txt'], ''],
	] as const) {
		const { stdout, stderr, exitCode } = await tool.run(argv, stdin);
		expect(await node(file, argv, stdin)).toEqual({ stdout, stderr, exitCode });
	}
});

test('it works in a real pipe, is a program of its own, and closes quietly when nobody reads', async () => {
	const tool = await toolOf(specOf('cli-text', 'Text tool'), 'text-tool');
	const file = await exported(tool, 'text-tool');
	const line = `printf 'b\\na\\nb\\n' | '${file}' unique | '${file}' sort | head -1`;
	expect(await run('sh', ['-c', line])).toEqual({ stdout: 'a\n', stderr: '', exitCode: 0 });
	const long = `seq 1 200000 | '${file}' case upper | head -1; echo done`;
	expect(await run('sh', ['-c', long])).toMatchObject({ stdout: '1\ndone\n' });
});

test('files are real ones', async () => {
	const tool = await toolOf(specOf('cli-records', 'Todos'), 'todos');
	const file = await exported(tool, 'todos');
	expect(await node(file, ['add', 'Buy', 'milk'])).toMatchObject({ exitCode: 0, stderr: '' });
	expect((await node(file, ['list'])).stdout).toContain('Buy milk');
	expect(JSON.parse(await readFile(path.join(folder, 'items.json'), 'utf8'))).toMatchObject([
		{ title: 'Buy milk' },
	]);
});

test('libraries go along, and one that is missing is named', async () => {
	const main = (library: string): string =>
		`import { z } from '${library}';\nexport default ({ stdout }) => stdout.write(z.brand + ' --help\\n');`;
	const tool = { files: new Map([['src/main.ts', main('zod')]]) };
	const ready = await standalone(tool.files, build);
	if (!ready.ok) throw new Error(ready.error.message);
	const target = path.join(folder, 'library.mjs');
	await writeFile(target, ready.value);
	expect((await node(target, [])).stdout).toBe('real --help\n');
	const without: BuildModule = async (files, entry) => {
		const built = await build(files, entry);
		return built.ok ? ok({ ...built.value, libraries: new Map() }) : built;
	};
	expect(await standalone(tool.files, without)).toMatchObject({
		ok: false,
		error: { type: 'library-missing' },
	});
});
