import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { runEditsCases } from './edits.ts';

const FOLDER = join(process.env.AETHER_FIXTURES ?? '../shared/fixtures', 'edits');

function filesOf(folder: string): Record<string, string> {
	const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
	const files = paths.filter((path) => statSync(path).isFile());
	return Object.fromEntries(files.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

const failures = async (files: Readonly<Record<string, string>>) =>
	(await runEditsCases(files)).filter(({ differences }) => differences.length > 0);

test.skipIf(!existsSync(FOLDER))(`all cases of ${FOLDER} pass`, async () => {
	const results = await runEditsCases(filesOf(FOLDER));
	expect(results.length).toBeGreaterThan(0);
	expect(results.filter(({ differences }) => differences.length > 0)).toEqual([]);
});

const blocks = (expected: string | null, search = 'b') =>
	JSON.stringify({
		id: 1,
		name: 'n',
		file: { path: 'f', text: 'a\nb\n' },
		blocks: [{ search, replace: 'c' }],
		expected,
	});

test('blocks pass when they give the expected text or are rightly rejected', async () => {
	expect(await failures({ 'cases.jsonl': `${blocks('a\nc\n')}\n${blocks(null, 'x')}\n` })).toEqual([]);
});

test('another text, a wrong rejection and an acceptance that should be none are failures', async () => {
	const lines = [blocks('c\nb\n'), blocks('a\nc\n', 'x'), blocks(null)];
	expect(await failures({ 'cases.jsonl': lines.join('\n') })).toHaveLength(3);
});

test('a patch folder passes when the tree becomes the expected one', async () => {
	const files = {
		'patches/one/patch.txt':
			'*** Begin Patch\n*** Update File: a.txt\n@@\n-x\n+y\n*** Delete File: d/b.txt\n*** End Patch\n',
		'patches/one/input/a.txt': 'x\n',
		'patches/one/input/d/b.txt': 'b\n',
		'patches/one/expected/a.txt': 'y\n',
	};
	expect(await failures(files)).toEqual([]);
	const [failure] = await failures({ ...files, 'patches/one/expected/c.txt': 'c' });
	expect(failure).toMatchObject({
		id: 'patches/one',
		differences: ['c.txt is no file instead of "c" (whole)'],
	});
});

test('a reply passes when the files become the expected ones for every chunking', async () => {
	const reply = {
		id: 'r',
		reply: '```ts file=a.ts\nconst a = 1;\n```\n',
		files: { 'b.ts': 'b' },
		expected: { 'a.ts': 'const a = 1;\n', 'b.ts': 'b' },
	};
	expect(await failures({ 'replies.jsonl': JSON.stringify(reply) })).toEqual([]);
	expect(await failures({ 'replies.jsonl': JSON.stringify({ ...reply, expected: {} }) })).toHaveLength(1);
});

test('a line that is no case is a failure', async () => {
	expect(await failures({ 'cases.jsonl': '{"id":1}\nnonsense' })).toHaveLength(2);
});
