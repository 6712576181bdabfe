import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, Failure, type Tool, UsageError } from '../../shared/files/cli.ts';
import { linesOf, tableOf } from '../../shared/files/table.ts';
import { compareLines } from './compare.ts';
import { columns, numberLines, wrap } from './layout.ts';
import { CASES, compareNatural, patternOf, uniqueLines, wordsOf } from './words.ts';

const IGNORE_CASE = { name: 'ignore-case', short: 'i', help: 'Take capital and small letters for the same' };

const commands: readonly Command[] = [
	{
		name: 'count',
		usage: '[FILE…]',
		help: 'Count lines, words, characters and bytes',
		options: [
			{ name: 'lines', short: 'l', help: 'Only the number of lines' },
			{ name: 'words', short: 'w', help: 'Only the number of words' },
			{ name: 'characters', short: 'c', help: 'Only the number of characters' },
		],
		run: count,
	},
	{
		name: 'top',
		usage: '[FILE…]',
		help: 'The most frequent words',
		options: [
			{ name: 'number', short: 'n', value: 'N', help: 'How many (default 10)' },
			{ name: 'length', value: 'N', help: 'Only words of at least N letters' },
			{ name: 'letters', help: 'Letters instead of words' },
		],
		run: top,
	},
	{
		name: 'sort',
		usage: '[FILE…]',
		help: 'Sort lines; numbers in them count as numbers',
		options: [
			{ name: 'reverse', short: 'r', help: 'Last first' },
			{ name: 'unique', short: 'u', help: 'Each line once' },
			{ name: 'length', help: 'By length' },
			{ name: 'random', help: 'In random order' },
			IGNORE_CASE,
		],
		run: sort,
	},
	{
		name: 'unique',
		usage: '[FILE…]',
		help: 'Drop lines that came before, wherever they stand',
		options: [
			{ name: 'count', short: 'c', help: 'Show how often each line comes' },
			{ name: 'repeated', short: 'd', help: 'Only lines that come more than once' },
			IGNORE_CASE,
		],
		run: async (call) => {
			const lines = uniqueLines(linesOf(await call.text()), call.has('ignore-case'));
			for (const { line, times } of lines)
				if (!call.has('repeated') || times > 1) call.print(call.has('count') ? `${times}\t${line}` : line);
		},
	},
	{
		name: 'search',
		usage: 'PATTERN [FILE…]',
		help: 'Lines in which a text or a regular expression is found; exit code 1 when there are none',
		options: [
			{ name: 'regex', short: 'e', help: 'PATTERN is a regular expression' },
			{ name: 'invert', short: 'v', help: 'Lines in which it is not found' },
			{ name: 'number', short: 'n', help: 'With line numbers' },
			{ name: 'count', short: 'c', help: 'Only how many lines' },
			{ name: 'only', short: 'o', help: 'Only what was found' },
			IGNORE_CASE,
		],
		run: search,
	},
	{
		name: 'replace',
		usage: 'OLD NEW [FILE…]',
		help: 'Replace a text, or a regular expression with $1, $2 in NEW',
		options: [
			{ name: 'regex', short: 'e', help: 'OLD is a regular expression' },
			{ name: 'write', short: 'w', help: 'Change the files themselves' },
			IGNORE_CASE,
		],
		run: replace,
	},
	{
		name: 'case',
		usage: `${Object.keys(CASES).join('|')} [FILE…]`,
		help: 'Change capital and small letters, or the way words are joined',
		run: async (call) => {
			const change = CASES[call.word(0, 'The case')];
			if (!change) throw new UsageError(`The case must be one of ${Object.keys(CASES).join(', ')}.`);
			for (const line of linesOf(await call.text(1))) call.print(change(line));
		},
	},
	{
		name: 'lines',
		usage: '[FILE…]',
		help: 'A part of the lines, in order, backwards or numbered',
		options: [
			{ name: 'first', short: 'f', value: 'N', help: 'The first N lines' },
			{ name: 'last', short: 'l', value: 'N', help: 'The last N lines' },
			{ name: 'reverse', short: 'r', help: 'Last line first' },
			{ name: 'number', short: 'n', help: 'With line numbers' },
			{ name: 'trim', short: 't', help: 'Without space around lines, and without empty lines' },
		],
		run: lines,
	},
	{
		name: 'wrap',
		usage: '[FILE…]',
		help: 'Break long lines between words',
		options: [{ name: 'width', short: 'w', value: 'N', help: 'Longest line (default 72)' }],
		run: async (call) => {
			for (const line of wrap(await call.text(), call.count('width', 72))) call.print(line);
		},
	},
	{
		name: 'compare',
		usage: 'FILE FILE',
		help: 'Lines that are only in the first (-) or only in the second file (+); exit code 1 when they differ',
		options: [{ name: 'all', short: 'a', help: 'Show the lines that are the same as well' }],
		run: async (call) => {
			const [left, right] = [
				await call.read(call.word(0, 'The first file')),
				await call.read(call.word(1, 'The second file')),
			];
			const result = compareLines(linesOf(left), linesOf(right));
			for (const line of result) if (call.has('all') || !line.startsWith(' ')) call.print(line);
			return result.some((line) => !line.startsWith(' ')) ? 1 : 0;
		},
	},
	{
		name: 'columns',
		usage: '[FILE…]',
		help: 'Line up, resize or choose columns',
		options: [
			{ name: 'separator', short: 's', value: 'TEXT', help: 'What parts columns (default: space)' },
			{ name: 'width', short: 'w', value: 'N', help: 'Cut and fill each column to N letters' },
			{ name: 'choose', short: 'c', value: 'N,N', help: 'Only these columns, counted from 1, in this order' },
			{ name: 'join', short: 'j', value: 'TEXT', help: 'What stands between columns (default: two spaces)' },
		],
		run: async (call) => {
			const result = columns(linesOf(await call.text()), {
				separator: call.value('separator'),
				width: call.has('width') ? call.count('width', 0) : undefined,
				choose: call.value('choose'),
				join: call.value('join') ?? '  ',
			});
			for (const line of result) call.print(line);
		},
	},
];

export const tool: Tool = { ...about, commands, examples };

async function count(call: Call): Promise<void> {
	const paths = call.words.length > 0 ? call.words : ['-'];
	const rows: (readonly [number, number, number, number, string])[] = [];
	for (const path of paths) {
		const text = await call.read(path);
		const bytes = new TextEncoder().encode(text).length;
		rows.push([
			linesOf(text).length,
			wordsOf(text).length,
			[...text].length,
			bytes,
			path === '-' ? '' : path,
		]);
	}
	const total = (column: 0 | 1 | 2 | 3) => rows.reduce((sum, row) => sum + row[column], 0);
	if (call.has('lines')) return call.print(String(total(0)));
	if (call.has('words')) return call.print(String(total(1)));
	if (call.has('characters')) return call.print(String(total(2)));
	const all = rows.length > 1 ? [[total(0), total(1), total(2), total(3), 'total']] : [];
	const cells = [['Lines', 'Words', 'Characters', 'Bytes', ''], ...rows, ...all].map((row) =>
		row.map(String),
	);
	call.io.stdout.write(tableOf(cells));
}

async function top(call: Call): Promise<void> {
	const text = await call.text();
	const least = call.count('length', 1);
	const all = call.has('letters')
		? [...text.toLowerCase()].filter((each) => /\p{L}/u.test(each))
		: wordsOf(text);
	const times = new Map<string, number>();
	for (const word of all.map((each) => each.toLowerCase()))
		if ([...word].length >= least) times.set(word, (times.get(word) ?? 0) + 1);
	const best = [...times]
		.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
		.slice(0, call.count('number', 10));
	for (const [word, number] of best) call.print(`${String(number).padStart(6)}  ${word}`);
}

async function sort(call: Call): Promise<void> {
	let all = linesOf(await call.text());
	const isSame = call.has('ignore-case');
	if (call.has('unique')) all = uniqueLines(all, isSame).map(({ line }) => line);
	if (call.has('random'))
		all = all
			.map((line) => ({ line, at: Math.random() }))
			.sort((a, b) => a.at - b.at)
			.map(({ line }) => line);
	else if (call.has('length'))
		all.sort((a, b) => [...a].length - [...b].length || compareNatural(a, b, isSame));
	else all.sort((a, b) => compareNatural(a, b, isSame));
	if (call.has('reverse')) all.reverse();
	for (const line of all) call.print(line);
}

async function search(call: Call): Promise<number> {
	const pattern = patternOf(call.word(0, 'The pattern'), call.has('regex'), call.has('ignore-case'));
	const paths = call.words.length > 1 ? call.words.slice(1) : ['-'];
	let found = 0;
	for (const path of paths) {
		const prefix = paths.length > 1 ? `${path}:` : '';
		for (const [index, line] of linesOf(await call.read(path)).entries()) {
			const hits = [...line.matchAll(pattern)];
			if (hits.length > 0 === call.has('invert')) continue;
			found++;
			if (call.has('count')) continue;
			const number = call.has('number') ? `${index + 1}:` : '';
			const shown = call.has('only') && hits.length > 0 ? hits.map(([text]) => text) : [line];
			for (const text of shown) call.print(prefix + number + text);
		}
	}
	if (call.has('count')) call.print(String(found));
	return found > 0 ? 0 : 1;
}

async function replace(call: Call): Promise<void> {
	const isRegex = call.has('regex');
	const pattern = patternOf(call.word(0, 'What to replace'), isRegex, call.has('ignore-case'));
	const by = call.word(1, 'The new text');
	const change = (text: string): string =>
		isRegex ? text.replace(pattern, by) : text.replace(pattern, () => by);
	if (!call.has('write')) {
		call.io.stdout.write(change(await call.text(2)));
		return;
	}
	if (call.words.length < 3) throw new UsageError('--write needs files to change.');
	for (const path of call.words.slice(2)) {
		const text = await call.read(path);
		const times = [...text.matchAll(pattern)].length;
		if (times > 0) await call.io.files.write(path, change(text));
		call.print(`${path}: ${times} replaced`);
	}
}

async function lines(call: Call): Promise<void> {
	let all = linesOf(await call.text());
	if (call.has('trim')) all = all.map((line) => line.trim()).filter(Boolean);
	if (call.has('first') && call.has('last'))
		throw new Failure('Ask for the first lines or the last ones, not both.');
	if (call.has('first')) all = all.slice(0, call.count('first', 10));
	if (call.has('last')) all = all.slice(-call.count('last', 10));
	if (call.has('reverse')) all.reverse();
	for (const line of call.has('number') ? numberLines(all) : all) call.print(line);
}
