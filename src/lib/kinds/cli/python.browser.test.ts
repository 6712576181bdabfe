import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import { ok } from '#lib/model/result.ts';
import { createEmbeddedSandbox } from '#lib/services/sandbox/embedded.ts';
import type { AppBytes, Output, Sandbox, Session } from '#lib/services/sandbox/sandbox.ts';
import { optionsFor } from '#lib/services/sandbox/sandbox.suite.ts';
import { program } from './program.ts';

/** The interpreter starts once for all of them. ms. */
vi.setConfig({ testTimeout: 150_000 });

const MAIN = `import argparse, os, sys
from words import shout

parser = argparse.ArgumentParser(description="Shouts.")
parser.add_argument("words", nargs="*")
parser.add_argument("--fail", type=int, default=0)
parser.add_argument("--flood", action="store_true")
options = parser.parse_args()
while options.flood:
    print("x" * 100000)
text = " ".join(options.words) or sys.stdin.read()
print(shout(text), end="")
with open("data/log.txt", "a") as log:
    log.write("called\\n")
if options.fail:
    print("as you wish", file=sys.stderr)
    sys.exit(options.fail)
`;
const MANIFEST = JSON.stringify({
	id: 'urn:aether:01J00000000000000000000000',
	name: 'trial',
	title: 'Trial',
	kind: 'cli',
	version: '1.0.0',
	entry: 'src/main.py',
});
const TOOL: Files = new Map([
	['src/main.py', MAIN],
	['src/words.py', 'def shout(text):\n    return text.upper()\n'],
	['data/poem.txt', 'eine Grüße\n'],
]);

let sandbox: Sandbox;
let session: Session;
const rows = new Map<string, Uint8Array>();

const memory: AppBytes = {
	read: () => Promise.resolve(ok(new Map(rows))),
	write: (changes) => {
		for (const [key, value] of changes)
			if (value) rows.set(key, value);
			else rows.delete(key);
		return Promise.resolve(ok(undefined));
	},
	close: () => undefined,
};

beforeAll(async () => {
	sandbox = createEmbeddedSandbox();
	const options = optionsFor({
		kind: 'cli',
		entry: 'src/main.py',
		files: { ...Object.fromEntries(TOOL), 'aether.json': MANIFEST },
		ports: { bytes: memory },
	});
	const started = await sandbox.start({ ...options, prepare: (each) => Promise.resolve(program(each)) });
	if (!started.ok) throw new Error(JSON.stringify(started.error));
	session = started.value;
});
afterAll(() => sandbox.resetAll());

interface Ran {
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number;
	readonly files: Record<string, unknown>;
}

async function post(path: string, body: object, signal?: AbortSignal): Promise<Ran> {
	const init = { method: 'POST', body: JSON.stringify(body), ...(signal ? { signal } : {}) };
	const answer = await session.request(new Request(`https://tool.test${path}`, init), { timeoutMs: 100_000 });
	if (!answer.ok) throw new Error(answer.error.type);
	return (await answer.value.json()) as Ran;
}
const run = (argv: readonly string[], more: object = {}): Promise<Ran> => post('/run', { argv, ...more });
const shell = (line: string): Promise<Ran> => post('/shell', { line });

describe('a tool whose entry is Python', () => {
	test('takes arguments and input, writes output and files, imports its own modules', async () => {
		expect(await run(['good', 'day'])).toEqual({
			stdout: 'GOOD DAY',
			stderr: '',
			exitCode: 0,
			files: { 'data/log.txt': 'called\n' },
		});
		expect(await run([], { stdin: 'Grüße' })).toMatchObject({
			stdout: 'GRÜSSE',
			files: { 'data/log.txt': 'called\ncalled\n' },
		});
		expect(new TextDecoder().decode(rows.get('file:data/log.txt'))).toBe('called\ncalled\n');
	});

	test('has its help and its exit codes', async () => {
		const help = await run(['--help']);
		expect(help).toMatchObject({ exitCode: 0, stderr: '' });
		expect(help.stdout).toMatch(/^usage: trial \[-h\] \[--fail FAIL\] \[--flood\]/);
		expect(await run(['x', '--fail', '3'])).toMatchObject({ exitCode: 3, stderr: 'as you wish\n' });
		const wrong = await run(['--nonsense']);
		expect(wrong.exitCode).toBe(2);
		expect(wrong.stderr).toContain('unrecognized arguments: --nonsense');
	});

	test('stands in pipes of the shell', async () => {
		expect((await shell('cat data/poem.txt | trial | tr E 3')).stdout).toBe('3IN3 GRÜSS3\n');
	});

	test('100 MB of output is stopped with a reason', async () => {
		const ran = await run(['--flood']);
		expect(ran).toMatchObject({ exitCode: 137 });
		expect(ran.stderr).toContain('above 1 MB');
	});
});

describe('python in the shell', () => {
	test('runs a file with arguments, code, a module and what is piped in', async () => {
		await shell(`echo 'import sys; print(sys.argv, __name__)' > show.py`);
		expect((await shell('python show.py a b')).stdout).toBe("['show.py', 'a', 'b'] __main__\n");
		expect((await shell(`python3 -c 'import sys; print(2**64, sys.argv)' x`)).stdout).toBe(
			"18446744073709551616 ['-c', 'x']\n",
		);
		expect((await shell(`echo '{"a":1}' | python -m json.tool --compact`)).stdout).toBe('{"a":1}\n');
		expect((await shell(`echo 'print(1 + 1)' | python -`)).stdout).toBe('2\n');
	});

	test('says what goes wrong as Python does, with its exit code, and nothing is left for the next run', async () => {
		expect(await shell('python gone.py')).toMatchObject({ exitCode: 2 });
		await shell(`echo 'def f():\n    return 1 / 0\nf()' > wrong.py`);
		const wrong = await shell('python wrong.py');
		expect(wrong.exitCode).toBe(1);
		expect(wrong.stderr).toMatch(/^Traceback.*\n {2}File "\/home\/wrong\.py", line \d/);
		expect(wrong.stderr).toContain('ZeroDivisionError: division by zero');
		const numpy = await shell(`python -c 'import numpy'`);
		expect(numpy.stderr).toContain("Only Python's standard library");
		expect((await shell(`python -c 'f'`)).stderr).toContain("name 'f' is not defined");
	});

	test('files that Python moves and removes are moved and removed for the shell', async () => {
		await shell('echo one > one.txt');
		await shell(`python -c 'import os; os.rename("one.txt", "two.txt"); os.remove("data/poem.txt")'`);
		expect((await shell('cat two.txt; ls data')).stdout).toBe('one\nlog.txt\n');
	});

	test('output is seen while it runs, and what is typed reaches it', async () => {
		const seen: Output[] = [];
		const asked = new Promise<void>((resolve) =>
			session.on('output', (output) => {
				seen.push(output);
				if (output.channel === 'stdin/r1') resolve();
			}),
		);
		const answer = post('/shell', { line: `python -c 'print("Hello", input("Name? "))'`, run: 'r1' });
		await asked;
		const typed = new Request('https://tool.test/stdin', {
			method: 'POST',
			body: JSON.stringify({ run: 'r1', text: 'Ann\n' }),
		});
		await session.request(typed);
		expect(await answer).toMatchObject({ stdout: 'Name? Hello Ann\n', exitCode: 0 });
		const shown = seen.filter(({ channel }) => channel === 'stdout/r1').map(({ text }) => text);
		expect(shown.join('')).toBe('Name? Hello Ann\n');
	});

	test('an endless loop ends when it is given up, and the next run works', async () => {
		const controller = new AbortController();
		const started = new Promise<void>((resolve) =>
			session.on('output', ({ channel }) => {
				if (channel === 'stdout/loop') resolve();
			}),
		);
		const line = `python -c 'print("on my way")\nwhile True: pass'`;
		const answer = post('/shell', { line, run: 'loop' }, controller.signal);
		await started;
		controller.abort();
		await expect(answer).rejects.toThrow('request-stopped');
		expect((await shell(`python -c 'print("back")'`)).stdout).toBe('back\n');
	});
});
