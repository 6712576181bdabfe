import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import { ok } from '#lib/model/result.ts';
import { createEmbeddedSandbox } from '#lib/services/sandbox/embedded.ts';
import type { AppBytes, Output, Sandbox, Session } from '#lib/services/sandbox/sandbox.ts';
import { optionsFor } from '#lib/services/sandbox/sandbox.suite.ts';
import { cliKind } from './index.ts';
import { specOf } from './specs.fixture.ts';
import { program } from './program.ts';

/** The first start fetches the builder and the shell. ms. */
vi.setConfig({ testTimeout: 60_000 });

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = createEmbeddedSandbox();
	await sandbox.warm();
});
afterAll(() => sandbox.resetAll());

function memoryBytes(rows: Map<string, Uint8Array>): AppBytes {
	return {
		read: () => Promise.resolve(ok(new Map(rows))),
		write: (changes) => {
			for (const [key, value] of changes)
				if (value) rows.set(key, value);
				else rows.delete(key);
			return Promise.resolve(ok(undefined));
		},
		close: () => undefined,
	};
}

async function start(files: Files, rows = new Map<string, Uint8Array>()): Promise<Session> {
	const options = optionsFor({
		kind: 'cli',
		files: Object.fromEntries(files),
		ports: { bytes: memoryBytes(rows) },
	});
	const session = await sandbox.start({ ...options, prepare: (each) => Promise.resolve(program(each)) });
	if (!session.ok) throw new Error(JSON.stringify(session.error));
	return session.value;
}

async function post(session: Session, path: string, body: object): Promise<Record<string, unknown>> {
	const answer = await session.request(
		new Request(`https://tool.test${path}`, { method: 'POST', body: JSON.stringify(body) }),
	);
	if (!answer.ok) return { problem: answer.error.type };
	return (await answer.value.json()) as Record<string, unknown>;
}

async function kit(id: string): Promise<Files> {
	const files = await cliKind.render(specOf(id, 'Tool'));
	if (!files.ok) throw new Error(files.error.message);
	return files.value;
}

const main = (source: string): Files => new Map([['src/main.ts', source]]);

test('a kit runs in the sandbox, in pipes with the shell, and its files outlive the session', async () => {
	const rows = new Map<string, Uint8Array>();
	const session = await start(await kit('cli-text'), rows);
	const { stdout } = await post(session, '/run', { argv: ['count', '--lines'], stdin: 'a\nb\n' });
	expect(stdout).toBe('2\n');
	const line = 'cat data/names.txt | tool sort --unique --ignore-case | head -2 > out.txt; cat out.txt';
	expect((await post(session, '/shell', { line })).stdout).toBe('Adam\nbob\n');
	session.stop();
	expect([...rows.keys()]).toEqual(['file:out.txt']);
	const again = await start(await kit('cli-text'), rows);
	expect((await post(again, '/shell', { line: 'cat out.txt' })).stdout).toBe('Adam\nbob\n');
	again.stop();
});

test('output is seen while the command runs, and what is typed reaches it', async () => {
	const session = await start(
		main(`export default async ({ stdin, stdout }) => {
			stdout.write('Name? ');
			for await (const line of stdin.lines()) { stdout.write('Hello ' + line + '\\n'); break; }
			console.log(process.argv.length);
		};`),
	);
	const seen: Output[] = [];
	const asked = new Promise<void>((resolve) =>
		session.on('output', (output) => {
			seen.push(output);
			if (output.channel === 'stdin/r1') resolve();
		}),
	);
	const answer = post(session, '/run', { run: 'r1' });
	await asked;
	await post(session, '/stdin', { run: 'r1', text: 'Ann\n' }).catch(() => undefined);
	expect(await answer).toMatchObject({ stdout: 'Name? Hello Ann\n2\n', exitCode: 0 });
	const shown = seen.filter(({ channel }) => channel === 'stdout/r1').map(({ text }) => text);
	expect(shown.join('')).toBe('Name? Hello Ann\n2\n');
	session.stop();
});

test.each([
	['an endless loop', 'export default () => { let n = 0; while (true) n++; };', 'A loop ran for more than'],
	[
		'endless recursion',
		'const f = (n) => f(n + 1) + 1; export default () => f(0);',
		'called itself too often',
	],
	[
		'100 MB of output',
		`export default ({ stdout }) => { for (let i = 0; i < 100; i++) stdout.write('x'.repeat(1e6)); };`,
		'above 1 MB',
	],
])('%s is stopped with a reason', async (_, source, reason) => {
	const session = await start(main(source));
	const ran = await post(session, '/run', {});
	expect(ran).toMatchObject({ exitCode: 137 });
	expect(ran.stderr).toContain(reason);
	session.stop();
});

test('a command that never ends is given up, what it wrote stays, and the next one works', async () => {
	const rows = new Map<string, Uint8Array>();
	const session = await start(
		main(`export default async ({ argv, files, stdout }) => {
			if (argv[0] === 'read') return stdout.write(await files.read('kept.txt'));
			await files.write('kept.txt', 'kept');
			await new Promise(() => {});
		};`),
		rows,
	);
	const controller = new AbortController();
	const request = new Request('https://tool.test/run', {
		method: 'POST',
		body: '{}',
		signal: controller.signal,
	});
	const answer = session.request(request);
	await expect.poll(() => rows.has('file:kept.txt')).toBe(true);
	controller.abort();
	expect(await answer).toMatchObject({ ok: false, error: { type: 'request-stopped' } });
	expect(await post(session, '/run', { argv: ['read'] })).toMatchObject({ stdout: 'kept' });
	session.stop();
});
