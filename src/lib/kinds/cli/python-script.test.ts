import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { err } from '#lib/model/result.ts';
import { check } from './check.ts';
import { cliKind } from './index.ts';
import { scriptOf } from './script.ts';
import { specOf } from './specs.fixture.ts';

/** An interpreter starts for each call; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 60_000 });

/** The interpreter itself: what finds one among several would do so anew at each call. */
const python = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
const hasPython = python.status === 0;
if (!hasPython) console.warn('There is no python3 here: what runs scripts under Python is not tested.');

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'aether-python-'));
});
afterAll(() => rm(folder, { recursive: true }));

const manifestOf = (entry: string): string =>
	JSON.stringify({
		...{ id: 'urn:aether:01J00000000000000000000000', name: 'trial', title: 'Trial' },
		...{ kind: 'cli', version: '1.0.0', entry },
	});

/** Takes the tool along and gives a function that runs it under the real Python. */
async function taken(files: Files, entry = 'src/main.py') {
	const build = () => Promise.resolve(err({ type: 'build-failed', message: 'Python is not built.' }));
	const script = await scriptOf(new Map([...files, [MANIFEST_PATH, manifestOf(entry)]]), build);
	if (!script.ok) throw new Error(script.error.message);
	const { name, content } = script.value;
	await writeFile(path.join(folder, name), content);
	return (argv: readonly string[], input = '') => {
		const { stdout, stderr, status } = spawnSync(python.stdout.trim(), [name, ...argv], {
			...{ cwd: folder, input, encoding: 'utf8' },
			env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
		});
		return { stdout, stderr, exitCode: status };
	};
}

describe.skipIf(!hasPython)('a tool of several files as one script', () => {
	const files = new Map<string, string | Uint8Array>([
		[
			'src/main.py',
			`import sys
from pathlib import Path
from words import shout
from deep.inner import twice
import deep.plain
print(shout(twice(Path("data/poem.txt").read_text(encoding="utf-8"))), sys.argv[1:], __name__, end="")
print(open("data/bytes.bin", "rb").read())
if len(sys.argv) > 1: deep.plain.fail()
`,
		],
		['src/words.py', 'def shout(text):\n    return text.upper()\n'],
		['src/deep/__init__.py', ''],
		['src/deep/inner.py', 'from .plain import times\ndef twice(text):\n    return text * times\n'],
		['src/deep/plain.py', 'times = 2\ndef fail():\n    return 1 / 0\n'],
		['data/poem.txt', 'Grüße 🌱 "q" \\n\n'],
		['data/bytes.bin', new Uint8Array([0, 255])],
	]);

	test('runs with its modules, packages and data', async () => {
		const run = await taken(files);
		expect(run([])).toEqual({
			stdout: `GRÜSSE 🌱 "Q" \\N\n`.repeat(2) + " [] __main__b'\\x00\\xff'\n",
			...{ stderr: '', exitCode: 0 },
		});
	});

	test('tells where it failed, with the line, and ends as Python does', async () => {
		const { stderr, exitCode } = (await taken(files))(['x']);
		expect(exitCode).toBe(1);
		expect(stderr).toContain('File "src/deep/plain.py", line 3, in fail\n    return 1 / 0');
	});

	test('a file of the folder counts before the one that came along', async () => {
		const run = await taken(new Map([...files, ['src/main.py', 'print(open("own.txt").read(), end="")']]));
		await writeFile(path.join(folder, 'own.txt'), 'mine');
		expect(run([]).stdout).toBe('mine');
		expect((await taken(new Map([...files, ['src/main.py', 'open("gone.txt")']])))([]).stderr).toContain(
			'FileNotFoundError',
		);
	});
});

test('a tool of one file is taken along as it is', async () => {
	const build = () => Promise.resolve(err({ type: 'build-failed', message: 'Python is not built.' }));
	const files = new Map([
		['main.py', 'print(1)\n'],
		[MANIFEST_PATH, manifestOf('main.py')],
	]);
	expect(await scriptOf(files, build)).toMatchObject({
		value: { name: 'trial.py', content: 'print(1)\n', howTo: 'python3 trial.py --help' },
	});
});

async function kit(id: string, sentence = 'a Python command line tool'): Promise<Files> {
	const files = await cliKind.render(specOf(id, 'Trial', { sentence }));
	if (!files.ok) throw new Error(files.error.message);
	return files.value;
}

describe.each(['cli-text', 'cli-csv', 'cli-data', 'cli-records'])('%s, asked for in Python', (id) => {
	test('is Python that passes the checks of its kind; otherwise it is not', async () => {
		const files = await kit(id);
		expect(cliKind.entryIn?.(files)).toBe('src/main.py');
		expect([...files.keys()].filter((each) => each.endsWith('.ts'))).toEqual([]);
		expect(check(new Map([...files, [MANIFEST_PATH, manifestOf('src/main.py')]]))).toEqual([]);
		expect(await kit(id)).toEqual(files);
		expect((await kit(id, 'a command line tool')).has('src/main.ts')).toBe(true);
	});

	test.skipIf(!hasPython)('explains itself, names a mistake with code 2, and its examples work', async () => {
		const files = await kit(id);
		const run = await taken(files);
		const help = run(['--help']);
		expect(help).toMatchObject({ exitCode: 0, stderr: '' });
		const commands = [...String(files.get('openapi.yaml')).matchAll(/^ {2}\/run\/([a-z-]+):/gm)].map(
			(match) => match[1] ?? '',
		);
		expect(commands.length).toBeGreaterThan(3);
		for (const command of commands) expect(help.stdout).toContain(command);
		expect(run(['no-such-command'])).toMatchObject({ exitCode: 2, stdout: '' });
		const lines = /```sh\n([\s\S]*?)\n```/.exec(String(files.get('README.md')))?.[1]?.split('\n') ?? [];
		expect(lines.length).toBeGreaterThan(3);
		for (const line of lines.filter((each) => !each.includes('|'))) {
			const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
			expect([line, run(words.slice(1))]).toEqual([
				line,
				expect.objectContaining({ exitCode: 0, stderr: '' }),
			]);
		}
	});
});

describe.skipIf(!hasPython)('what the Python kits do', () => {
	test('words and lines are counted, found and changed', async () => {
		const run = await taken(await kit('cli-text', 'a Python command line tool that counts words'));
		expect(run(['count'], 'Grüße\nan alle\n').stdout).toBe('lines 2\nwords 3\ncharacters 14\n');
		expect(run(['top', '--number', '1'], 'b a b').stdout).toBe('     2  b\n');
		expect(run(['search', 'absent'], 'text')).toMatchObject({ exitCode: 1, stdout: '' });
		expect(run(['replace', 'a', '$1'], 'a.a').stdout).toBe('$1.$1');
		expect(run(['count', 'no.txt'])).toMatchObject({
			exitCode: 1,
			stderr: 'no.txt: No such file or directory\n',
		});
	});

	test('tables are filtered, sorted and summed', async () => {
		const run = await taken(await kit('cli-csv'));
		const table = 'id,name,units\n1,"Lee, Ann",5\n2,Bob,10\n';
		expect(run(['filter', 'units', '>', '5'], table).stdout).toBe('id,name,units\n2,Bob,10\n');
		expect(run(['sort', 'units', '--reverse'], table).stdout).toBe(
			'id,name,units\n2,Bob,10\n1,"Lee, Ann",5\n',
		);
		expect(run(['sum', 'units'], table).stdout).toBe('15\n');
		expect(run(['select', 'size'], table)).toMatchObject({
			...{ exitCode: 1, stdout: '' },
			stderr: 'There is no column "size". There are: id, name, units\n',
		});
	});

	test('JSON is formatted, asked and turned into a table', async () => {
		const run = await taken(await kit('cli-data'));
		const json = '{"b":[{"c":1},{"c":"x,y"}]}';
		expect(run(['format'], json).stdout).toBe(
			'{\n  "b": [\n    {\n      "c": 1\n    },\n    {\n      "c": "x,y"\n    }\n  ]\n}\n',
		);
		expect(run(['get', 'b.1.c'], json).stdout).toBe('"x,y"\n');
		expect(run(['get', 'b.7'], json)).toMatchObject({ exitCode: 1, stderr: 'There is nothing at "b.7".\n' });
		expect(run(['to-csv'], '[{"c":1},{"c":"x,y"}]').stdout).toBe('c\n1\n"x,y"\n');
		expect(run(['check'], '{ broken')).toMatchObject({ exitCode: 1 });
	});

	test('records are added, changed, listed and kept', async () => {
		const files = await cliKind.render(
			specOf('cli-records', 'Expenses', {
				sentence: 'an expense tracker in Python',
				entities: [
					{
						name: 'expense',
						label: 'Expense',
						plural: 'Expenses',
						fields: [
							{ name: 'what', label: 'What', type: 'text', required: true },
							{ name: 'amount', label: 'Amount', type: 'money' },
							{ name: 'paidOn', label: 'Paid on', type: 'date' },
							{ name: 'kind', label: 'Kind', type: 'enum', options: ['Food', "Kids' things"] },
							{ name: 'isShared', label: 'Shared', type: 'boolean' },
						],
					},
				],
			}),
		);
		if (!files.ok) throw new Error(files.error.message);
		const run = await taken(files.value);
		expect(run(['add', 'Lunch', '--amount', '12.5', '--kind', 'Food', '--is-shared', 'yes'])).toMatchObject({
			...{ exitCode: 0, stderr: '' },
		});
		run(['add', 'Bus', '--paid-on', '2026-03-31']);
		expect(run(['add', 'Odd', '--amount', 'much'])).toMatchObject({ exitCode: 2 });
		expect(run(['add', 'Odd', '--paid-on', 'soon'])).toMatchObject({ exitCode: 2 });
		expect(run(['change', '2', '--amount', '3']).exitCode).toBe(0);
		expect(run(['total', 'amount']).stdout).toBe('15.5\n');
		expect(run(['list', '--find', 'lun']).stdout).toContain('Lunch');
		expect(run(['remove', '1']).exitCode).toBe(0);
		expect(run(['remove', '1'])).toMatchObject({ exitCode: 1, stderr: 'There is no record 1.\n' });
		expect(JSON.parse(run(['export']).stdout)).toEqual([
			{ id: 2, what: 'Bus', amount: 3, paidOn: '2026-03-31', kind: null, isShared: null },
		]);
	});
});
