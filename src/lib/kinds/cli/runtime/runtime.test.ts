import { describe, expect, test } from 'vitest';
import { processOf } from './globals.ts';
import { serve, type CliMain } from './index.ts';
import { inputOf, TypedInput, inputFrom } from './input.ts';
import { inspect, formatAll } from './inspect.ts';

const upper: CliMain = async ({ argv, stdin, stdout }) => {
	const text = await stdin.text();
	stdout.write(argv.includes('--upper') ? text.toUpperCase() : text);
};

interface Ran {
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number;
	readonly cwd: string;
	readonly rest: { readonly stdout: string; readonly stderr: string };
	readonly files: Record<string, unknown>;
}

type Options = Partial<Parameters<typeof serve>[1]>;

function tool(main: CliMain, options: Options = {}) {
	const served = serve(main, { name: 'tool', files: { 'data/names.txt': 'zoe\nadam\nbob\n' }, ...options });
	const send = (method: string, path: string, body?: unknown): Promise<Response> =>
		served.fetch(
			new Request(`http://tool${path}`, {
				method,
				...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			}),
		);
	const post = async (path: string, body: unknown): Promise<Ran> =>
		(await send('POST', path, body)).json() as Promise<Ran>;
	return {
		send,
		run: (argv: readonly string[], more: object = {}) => post('/run', { argv, ...more }),
		shell: (line: string, more: object = {}) => post('/shell', { line, ...more }),
	};
}

describe('a run', () => {
	test('gives what was written, the exit code and the files that changed', async () => {
		const ran = await tool(async ({ argv, stdout, stderr, files }) => {
			stdout.write(`${argv.join('+')}\n`);
			stderr.write('careful\n');
			await files.write('out/list.txt', await files.read('data/names.txt'));
			await files.write('raw.bin', Uint8Array.of(0xff, 0xfe));
			await files.remove('data/names.txt');
			return 3;
		}).run(['a', 'b']);
		expect(ran).toEqual({
			stdout: 'a+b\n',
			stderr: 'careful\n',
			exitCode: 3,
			files: { 'out/list.txt': 'zoe\nadam\nbob\n', 'raw.bin': { base64: '//4=' }, 'data/names.txt': null },
		});
	});

	test('a sub-command may stand in the address, and files may be brought along', async () => {
		const { send } = tool(async ({ argv, stdout, files }) =>
			stdout.write(`${argv.join(' ')}: ${await files.read('in.txt')}`),
		);
		const answer = await send('POST', '/run/count', { argv: ['-l'], files: { 'in.txt': 'hello' } });
		expect(await answer.json()).toMatchObject({ stdout: 'count -l: hello', exitCode: 0 });
	});

	test('a file that is absent, a folder and what lies outside are told apart', async () => {
		const { run } = tool(async ({ files, stdout }) => {
			for (const path of ['no.txt', 'data', '../../etc/passwd', '/etc/passwd'])
				await files.read(path).catch((error: { code: string; message: string }) => {
					stdout.write(`${error.code} ${error.message}\n`);
				});
		});
		expect((await run([])).stdout).toBe(
			'ENOENT There is no file "no.txt".\nEISDIR "data" is a folder.\n' +
				'EACCES "../../etc/passwd" lies outside the files of this tool.\n' +
				'EACCES "/etc/passwd" lies outside the files of this tool.\n',
		);
	});

	test('an error ends with code 1 and its message, no stack', async () => {
		const ran = await tool(async ({ files }) => void (await files.read('no.txt'))).run([]);
		expect(ran).toMatchObject({ exitCode: 1, stderr: 'tool: There is no file "no.txt".\n' });
	});

	test('a hundred megabytes are stopped after the first', async () => {
		const ran = await tool(({ stdout }) => {
			for (let index = 0; index < 100; index++) stdout.write('x'.repeat(1_000_000));
		}).run([]);
		expect(ran.exitCode).toBe(137);
		expect(ran.stdout).toHaveLength(1_000_000);
		expect(ran.stderr).toContain('the output grew above 1 MB');
	});

	test('endless recursion is stopped with a reason', async () => {
		const deeper = (depth: number): number => deeper(depth + 1) + 1;
		const ran = await tool(() => deeper(0)).run([]);
		expect(ran).toMatchObject({
			exitCode: 137,
			stderr: 'tool: Stopped: a function called itself too often.\n',
		});
	});

	test('what the loop guard throws counts as stopped', async () => {
		const ran = await tool(() => {
			throw new Error('A loop ran for more than 2000 ms without a pause and was stopped.');
		}).run([]);
		expect(ran).toMatchObject({ exitCode: 137 });
	});

	test('the console writes into the run', async () => {
		const { console: page } = globalThis;
		const ran = await tool(() => {
			page.log('%s has %d', 'list', 2, { a: [1, 'b'] });
			page.error('no');
		}).run([]);
		expect(ran).toMatchObject({ stdout: 'list has 2 { a: [ 1, "b" ] }\n', stderr: 'no\n' });
	});

	test('a body that is wrong is answered with what is wrong', async () => {
		const { send } = tool(upper);
		expect((await send('POST', '/run', { argv: 'no' })).status).toBe(400);
		expect((await send('POST', '/run', '{')).status).toBe(400);
		expect((await send('GET', '/nothing')).status).toBe(404);
	});
});

describe('the shell', () => {
	test('pipes run through the own command, into files and back', async () => {
		const { shell, send } = tool(upper);
		const ran = await shell('cat data/names.txt | tool --upper | sort | head -2 > out.txt');
		expect(ran).toMatchObject({ exitCode: 0, stdout: '', files: { 'out.txt': 'ADAM\nBOB\n' } });
		expect(await (await send('GET', '/files/out.txt')).text()).toBe('ADAM\nBOB\n');
		expect((await shell('wc -l < out.txt')).stdout.trim()).toBe('2');
	});

	test('keeps the folder, variables and files from line to line', async () => {
		const { shell } = tool(async ({ files, stdout, env }) =>
			stdout.write(`${env['COLOUR']} ${await files.read('names.txt')}`),
		);
		const moved = await shell('export COLOUR=red; cd data; mkdir new; echo one > names.txt');
		expect(moved).toMatchObject({ cwd: '/home/data', exitCode: 0 });
		expect((await shell('tool', { cwd: moved.cwd })).stdout).toBe('red one\n');
		expect((await shell('ls', { cwd: moved.cwd })).stdout).toBe('names.txt\nnew\n');
	});

	test('the home holds the files of the tool and nothing else', async () => {
		expect((await tool(upper).shell('ls ~')).stdout).toBe('data\n');
	});

	test('exit codes reach && and $?', async () => {
		const { shell } = tool(({ argv }) => Number(argv[0]));
		expect((await shell('tool 4; echo $?')).stdout).toBe('4\n');
		expect((await shell('tool 1 && echo yes || echo no')).stdout).toBe('no\n');
		expect((await shell('absent')).exitCode).toBe(127);
	});

	test('letters beyond ASCII survive the pipe both ways', async () => {
		const { shell } = tool(upper);
		expect((await shell("printf 'grüße\\n' | tool --upper | cat")).stdout).toBe('GRÜSSE\n');
	});

	test.each(['while true; do :; done', 'f() { f; }; f', 'seq 1 9999999'])(
		'“%s” ends with a reason',
		async (line) => {
			const ran = await tool(upper).shell(line);
			expect(ran.exitCode).not.toBe(0);
			expect(ran.stderr).not.toBe('');
		},
	);

	test('a removed file of the creation stays removed', async () => {
		const kept = new Map<string, Uint8Array>();
		const store = {
			read: async () => kept,
			write: async (changes: ReadonlyMap<string, Uint8Array | null>) => {
				for (const [key, bytes] of changes)
					if (bytes) kept.set(key, bytes);
					else kept.delete(key);
			},
		};
		await tool(upper, { store }).shell('rm data/names.txt; echo hi > note.txt');
		expect([...kept.keys()].sort()).toEqual(['file:note.txt', 'gone:data/names.txt']);
		const again = tool(upper, { store });
		expect((await again.shell('ls')).stdout).toBe('note.txt\n');
		await again.shell('mkdir -p data; echo new > data/names.txt');
		expect((await tool(upper, { store }).shell('cat data/names.txt')).stdout).toBe('new\n');
	});

	test('a storage that is full refuses the file and says so', async () => {
		const store = { read: async () => new Map(), write: () => Promise.reject(new Error('full')) };
		const ran = await tool(({ files }) => files.write('big', 'x'), { store }).run([]);
		expect(ran).toMatchObject({
			exitCode: 1,
			stderr: 'tool: "big" does not fit: the storage of this tool is full.\n',
		});
	});

	test('a storage that another tab has is said, and work goes on in memory', async () => {
		const store = {
			read: () => Promise.reject(new Error('Open in another tab.')),
			write: async () => undefined,
		};
		const { shell, send } = tool(upper, { store });
		expect((await shell('echo a > b; cat b')).stdout).toBe('a\n');
		expect(await (await send('GET', '/files')).json()).toMatchObject({ trouble: 'Open in another tab.' });
	});

	test('all commands are named, the own one among them', async () => {
		const { shell, send } = tool(upper);
		await shell('true');
		const { commands } = (await (await send('GET', '/commands')).json()) as { commands: string[] };
		expect(commands).toEqual(expect.arrayContaining(['tool', 'grep', 'sort']));
	});
});

describe('a watched run', () => {
	test('shows output while it runs and asks for lines', async () => {
		const heard: string[] = [];
		let asked = (): void => undefined;
		const waiting = new Promise<void>((resolve) => (asked = resolve));
		const served = tool(
			async ({ stdin, stdout }) => {
				stdout.write('Name? ');
				for await (const line of stdin.lines()) stdout.write(`Hello ${line}\n`);
			},
			{
				emit: (channel, text) => {
					heard.push(`${channel} ${text}`);
					if (channel === 'stdin/r1') asked();
				},
			},
		);
		const ran = served.shell('tool', { run: 'r1' });
		await waiting;
		await served.send('POST', '/stdin', { run: 'r1', text: 'Ann\n' });
		await served.send('POST', '/stdin', { run: 'r1', text: 'Bob', end: true });
		expect(await ran).toMatchObject({
			stdout: 'Name? Hello Ann\nHello Bob\n',
			rest: { stdout: '', stderr: '' },
		});
		const shown = heard.filter((each) => each.startsWith('stdout/r1')).map((each) => each.slice(10));
		expect(shown.join('')).toBe('Name? Hello Ann\nHello Bob\n');
		expect((await served.send('POST', '/stdin', { run: 'r1', text: 'late' })).status).toBe(404);
	});

	test('where nothing can be shown meanwhile, all comes with the answer', async () => {
		const ran = await tool(upper).shell('echo a | tool --upper', { run: 'r9' });
		expect(ran.rest).toEqual({ stdout: 'A\n', stderr: '' });
	});

	test('only what goes to the terminal is shown at once; the rest comes with the answer', async () => {
		const heard: string[] = [];
		const { shell } = tool(upper, { emit: (channel, text) => void heard.push(channel + text) });
		const piped = await shell('echo a | tool --upper | cat', { run: 'r2' });
		expect(piped.rest.stdout).toBe('A\n');
		const last = await shell('ls nowhere | tool; true', { run: 'r3' });
		expect(last.rest.stderr).toContain('nowhere');
		const shown = await shell('ls nowhere | tool', { run: 'r4' });
		expect(shown.rest.stderr).toContain('nowhere');
		expect(heard.filter((each) => each.startsWith('stdout'))).toEqual([]);
		await shell('echo b | tool --upper', { run: 'r5' });
		expect(heard.filter((each) => each.startsWith('stdout'))).toEqual(['stdout/r5B\n']);
	});
});

test('input is read once, whichever way', async () => {
	const input = inputOf('one\r\ntwo\nthree');
	for await (const line of input.lines()) {
		expect(line).toBe('one');
		break;
	}
	expect(await inputOf('').text()).toBe('');
	const typed = new TypedInput(() => undefined);
	typed.push('a', false);
	typed.push('b\n', true);
	const lines: string[] = [];
	for await (const line of inputFrom(() => typed.pieces()).lines()) lines.push(line);
	expect(lines).toEqual(['ab']);
});

test('values are shown as people expect them', () => {
	const loop: Record<string, unknown> = { name: 'x' };
	loop['self'] = loop;
	expect(inspect(loop)).toBe('{ name: "x", self: [Circular] }');
	expect(inspect(new Map([['a', new Set([1])]]))).toBe('Map(1) { "a" => Set(1) { 1 } }');
	expect(formatAll(['100%', null, undefined, 1n, [], {}])).toBe('100% null undefined 1n [] {}');
	expect(inspect({ deep: { deep: { deep: { deep: { deep: { deep: 1 } } } } } })).toContain('{…}');
});

test('process gives arguments, output and an exit', () => {
	const written: string[] = [];
	const io = {
		argv: ['-x'],
		env: { PWD: '/home' },
		stdin: inputOf(''),
		stdout: { write: (text: string) => void written.push(text) },
		stderr: { write: () => undefined },
		files: undefined as never,
	};
	const run = { exitCode: 0 };
	const process = processOf('tool', io, run) as NodeJS.Process;
	process.exitCode = 4;
	expect([process.argv, process.cwd(), run.exitCode]).toEqual([['node', 'tool', '-x'], '/home', 4]);
	expect(() => process.exit(2)).toThrow('exit 2');
});
