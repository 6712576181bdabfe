import { expect, test } from 'vitest';
import { completionOf } from './completion.ts';
import { examplesOf, subcommandsOf } from './hints.ts';
import { LineEditor } from './line-editor.ts';

function open(columns = 80) {
	const seen = { lines: [] as string[], written: '', controls: [] as string[] };
	const editor: LineEditor = new LineEditor({
		write: (text) => (seen.written += text),
		columns: () => columns,
		prompt: () => ({ plain: '$ ', coloured: '$ ' }),
		onLine: (line) => {
			seen.lines.push(line);
			editor.remember(line);
			editor.open();
		},
		onControl: (key) => seen.controls.push(key),
		complete: (before) =>
			before === 'ca' ? { insert: 't ', options: ['cat'] } : { insert: '', options: ['a', 'b'] },
	});
	editor.open();
	return { editor, seen };
}

test.each([
	['plain', 'ls\r', 'ls'],
	['backspace', 'lss\u007f\r', 'ls'],
	['left and insert', 'ac\u001b[Db\r', 'abc'],
	['home, delete, end', 'xab\u0001\u001b[3~\u0005c\r', 'abc'],
	['delete a word', 'one two\u0017\r', 'one '],
	['delete to the start and to the end', 'ab\u0015cd\u001b[D\u000b\r', 'c'],
	['words', 'one two\u001b[1;5Dx\r', 'one xtwo'],
	['signs of several characters', 'a👩‍🚀\u007fb\r', 'ab'],
	['answers of the terminal that nobody typed', 'a\u001b[?1;2c\u001b]11;rgb:00/00/00\u0007b\r', 'ab'],
	['completion', 'ca\tx\r', 'cat x'],
])('%s', (_, typed, line) => {
	const { editor, seen } = open();
	// eslint-disable-next-line no-control-regex -- keys are control characters
	for (const key of typed.match(/\u001b(?:\[[\d;?]*[A-Za-z~]|\][^\u0007]*\u0007)|[^\u001b]/gu) ?? [])
		editor.input(key);
	expect(seen.lines).toEqual([line]);
});

test('the arrows walk through the history and back to what was begun', () => {
	const { editor, seen } = open();
	editor.input('one\r');
	editor.input('two\r');
	editor.input('dra');
	editor.input('\u001b[A');
	editor.input('\u001b[A');
	expect(editor.text).toBe('one');
	editor.input('\u001b[A');
	editor.input('\u001b[B');
	editor.input('\u001b[B');
	expect(editor.text).toBe('dra');
	editor.input('ft\r');
	expect(seen.lines).toEqual(['one', 'two', 'draft']);
});

test('of several pasted lines the first is taken and the rest handed back', () => {
	const { editor, seen } = open();
	expect(editor.input('one\r\ntwo\rthree')).toBe('two\rthree');
	expect(seen.lines).toEqual(['one']);
});

test('Ctrl+C, Ctrl+L and Ctrl+D are told; Ctrl+D only on an empty line', () => {
	const { editor, seen } = open();
	for (const key of ['\u0003', '\u000c', '\u0004', 'a', '\u0004']) editor.input(key);
	expect(seen.controls).toEqual(['interrupt', 'clear', 'end']);
});

test('a line that is longer than the terminal is drawn over several rows', () => {
	const { editor, seen } = open(10);
	editor.input('abcdefgh');
	expect(seen.written.endsWith('$ abcdefgh\r\n\r')).toBe(true);
	seen.written = '';
	editor.input('i');
	expect(seen.written.startsWith('\u001b[1A\r\u001b[J')).toBe(true);
});

const KNOWN = {
	commands: ['cat', 'cut', 'text-tool', 'sort'],
	name: 'text-tool',
	subcommands: ['count', 'case', 'sort'],
	paths: ['data/names.txt', 'data/poem.txt', 'out.csv', 'data/deep/x'],
	folder: '',
};

test.each([
	['te', 'xt-tool '],
	['c', ''],
	['text-tool co', 'unt '],
	['text-tool count da', 'ta/'],
	['text-tool count data/n', 'ames.txt '],
	['cat data/poem.txt | so', 'rt '],
	['cat data/d', 'eep/'],
	['nothing-like', ''],
])('after “%s” Tab adds “%s”', (before, insert) => {
	expect(completionOf(before, KNOWN).insert).toBe(insert);
});

test('files are completed from the folder one is in', () => {
	expect(completionOf('cat po', { ...KNOWN, folder: 'data' }).insert).toBe('em.txt ');
});

test('examples come from the README, else from the help', () => {
	const readme = '# Tool\n\n## Examples\n\n```sh\n$ tool a\n# a comment\ntool b | sort\n```\n';
	expect(examplesOf(readme, '')).toEqual(['tool a', 'tool b | sort']);
	const help =
		'Usage: tool\n\nCommands:\n  add TEXT  Add\n            more\n  list      List\n\nExamples:\n  tool add x\n  tool list\n';
	expect(examplesOf(undefined, help)).toEqual(['tool add x', 'tool list']);
	expect(subcommandsOf(help)).toEqual(['add', 'list']);
	expect(examplesOf('# No', 'no')).toEqual([]);
});
