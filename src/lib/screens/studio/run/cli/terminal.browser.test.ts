import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import '../../../../../app.css';
import { entity, specOf } from '#lib/kinds/cli/specs.fixture.ts';
import { toolOf } from '#lib/kinds/cli/testing/tool.ts';
import { serve, type CliMain } from '#lib/kinds/cli/runtime/index.ts';
import type { Files } from '#lib/model/files.ts';
import { err, ok } from '#lib/model/result.ts';
import { seriousFindings } from '../../../../../../tests/support/accessibility.ts';
import type { Runner } from './runner.ts';
import Terminal from './Terminal.svelte';

/** The shell and the terminal are fetched by the first test. ms. */
type Fetch = (request: Request) => Promise<Response>;
type Emit = NonNullable<Parameters<typeof serve>[1]['emit']>;

/** A session whose tool runs in this page; what is aborted is left alone. */
function runnerOf(make: (emit: Emit) => Fetch): Runner {
	const listeners = new Set<Parameters<Runner['on']>[1]>();
	const fetch = make((channel, text) => listeners.forEach((listener) => listener({ channel, text })));
	return {
		on: (_, listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		request: (request) =>
			new Promise((resolve) => {
				const stop = () => resolve(err({ type: 'request-stopped', message: 'The request was stopped.' }));
				request.signal.addEventListener('abort', stop);
				void fetch(request).then((response) => resolve(ok(response)));
			}),
	};
}

const ofMain = (main: CliMain, files: Record<string, string> = {}): Runner =>
	runnerOf((emit) => serve(main, { name: 'tool', files, emit }).fetch);

const README: Files = new Map([
	['aether.json', '{ "name": "tool" }'],
	['README.md', '# Tool\n\n## Examples\n\n```sh\ntool hello\ntool --help\n```\n'],
]);

const region = page.getByRole('region', { name: 'Terminal' });
const status = region.getByRole('status', { name: 'Last command' });
const input = () => region.getByRole('textbox', { name: 'Terminal input' });
/** Rows as they are drawn. */
const drawn = (): string =>
	[...document.querySelectorAll('.xterm-rows > div')]
		.map((row) => row.textContent.trimEnd())
		.join('\n')
		.trimEnd();

beforeEach(async () => page.viewport(1000, 700));
afterEach(() => cleanup());

async function type(text: string): Promise<void> {
	await expect.poll(drawn).toMatch(/\$$/);
	input().element().focus();
	await userEvent.keyboard(text);
}

test('somebody who has never seen the tool gets a result with one press', async () => {
	const spec = specOf('cli-records', 'Todos', {
		entities: [
			entity(
				'todo',
				'Todos',
				{ name: 'title', label: 'Title', type: 'text' },
				{ name: 'done', label: 'Done', type: 'boolean' },
			),
		],
	});
	const tool = await toolOf(spec, 'todos');
	const files = new Map([...tool.files, ['aether.json', '{ "name": "todos" }']]);
	await render(Terminal, { session: runnerOf(() => tool.fetch), files });
	await expect.poll(drawn).toBe('~ $');
	await region.getByRole('button', { name: 'todos add "Buy milk" --done no' }).click();
	await expect.poll(drawn).toContain('Added todo 1: Buy milk\n~ $');
	await expect.element(status).toHaveTextContent('Done');
	expect(await seriousFindings()).toEqual([]);
});

test('pipes, folders and exit codes', async () => {
	const upper: CliMain = async ({ stdin, stdout }) => stdout.write((await stdin.text()).toUpperCase());
	await render(Terminal, { session: ofMain(upper, { 'data/names.txt': 'bob\nann\n' }), files: README });
	await type('cat data/na{Tab}| tool | sort{Enter}');
	await expect.poll(drawn).toContain('cat data/names.txt | tool | sort\nANN\nBOB\n~ $');
	await type('cd data{Enter}');
	await expect.poll(drawn).toMatch(/~\/data \$$/);
	await type('cat absent{Enter}');
	await expect.poll(drawn).toContain('exit code 1');
	await expect.element(status).toHaveTextContent('Ended with exit code 1');
	await type('{ArrowUp}{ArrowUp}{ArrowUp}{Enter}');
	await expect.poll(drawn).toMatch(/cat data\/names\.txt \| tool \| sort\n.*No such file/);
});

test('a question of the tool is answered in its line', async () => {
	const greet: CliMain = async ({ stdin, stdout }) => {
		stdout.write('Name? ');
		for await (const line of stdin.lines()) {
			stdout.write(`Hello ${line}\n`);
			return;
		}
	};
	await render(Terminal, { session: ofMain(greet), files: README });
	await type('tool{Enter}');
	await expect.poll(drawn).toMatch(/Name\?$/);
	await userEvent.keyboard('Anx{Backspace}n{Enter}');
	await expect.poll(drawn).toContain('Name? Ann\nHello Ann\n~ $');
});

test('Ctrl+C stops what never ends, and so does the button', async () => {
	const endless: CliMain = ({ stdout }) => {
		stdout.write('working\n');
		return new Promise(() => undefined);
	};
	await render(Terminal, { session: ofMain(endless), files: README });
	await type('tool{Enter}');
	await expect.poll(drawn).toContain('working');
	await userEvent.keyboard('{Control>}c{/Control}');
	await expect.poll(drawn).toMatch(/\^C\nexit code 130\n~ \$$/);
	await type('tool{Enter}');
	await region.getByRole('button', { name: 'Stop' }).click();
	await expect.poll(() => drawn().split('exit code 130').length).toBe(3);
});

test('several pasted lines run one after the other', async () => {
	await render(Terminal, { session: ofMain(() => undefined), files: README });
	await expect.poll(drawn).toBe('~ $');
	const data = new DataTransfer();
	data.setData('text/plain', 'echo one\necho two\necho thr');
	input()
		.element()
		.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
	await expect.poll(drawn).toBe('~ $ echo one\none\n~ $ echo two\ntwo\n~ $ echo thr');
	input().element().focus();
	await userEvent.keyboard('{Control>}l{/Control}');
	await expect.poll(drawn).toBe('~ $ echo thr');
});

test('files are brought in, shown, taken out and deleted', async () => {
	const saved: string[] = [];
	const ondownload = (name: string, bytes: Uint8Array): void =>
		void saved.push(`${name}: ${new TextDecoder().decode(bytes)}`);
	await render(Terminal, { session: ofMain(() => undefined), files: README, ondownload });
	await type('echo hi > note.txt{Enter}');
	await region.getByText(/^Files \d/).click();
	await region.getByRole('button', { name: 'Download note.txt' }).click();
	await expect.poll(() => saved).toEqual(['note.txt: hi\n']);
	const data = new DataTransfer();
	data.items.add(new File(['dropped'], 'drop.csv'));
	region
		.element()
		.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
	await expect.element(region.getByRole('button', { name: 'Delete drop.csv' })).toBeVisible();
	await region.getByRole('button', { name: 'Delete note.txt' }).click();
	await expect.element(region.getByText('note.txt', { exact: true })).not.toBeInTheDocument();
	await type('cat drop.csv{Enter}');
	await expect.poll(drawn).toContain('dropped');
	expect(await seriousFindings()).toEqual([]);
});

test('on a phone nothing is wider than the screen; without a session it says so', async () => {
	await page.viewport(390, 700);
	const { rerender } = await render(Terminal, { session: null, files: README });
	await expect.poll(drawn).toBe('The tool is not running.');
	await rerender({
		session: ofMain(({ stdout }) => stdout.write('x'.repeat(100))),
		files: README,
		appearance: 'dark',
	});
	await expect.poll(drawn).toContain('~ $');
	await region.getByRole('button', { name: 'tool hello' }).click();
	await expect.poll(() => drawn().replaceAll('\n', '')).toContain('x'.repeat(100));
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
