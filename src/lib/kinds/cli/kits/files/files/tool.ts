import { about, examples } from '../../shared/files/about.ts';
import {
	type Call,
	type Command,
	Failure,
	type Option,
	type Tool,
	UsageError,
} from '../../shared/files/cli.ts';
import { linesOf, tableOf } from '../../shared/files/table.ts';
import { codeLines } from './code.ts';
import { matcher, sizeOf, sizeText } from './names.ts';

const NAME: Option = { name: 'name', short: 'n', value: 'PATTERN', help: "Only files such as '*.txt'" };

const commands: readonly Command[] = [
	{
		name: 'find',
		usage: '[FOLDER]',
		help: 'Files by name, size or content, largest first',
		options: [
			NAME,
			{ name: 'larger', short: 'l', value: 'SIZE', help: 'Larger than 500, 10k or 2M' },
			{ name: 'smaller', short: 's', value: 'SIZE', help: 'Smaller than this' },
			{ name: 'holds', value: 'TEXT', help: 'With this text in them' },
			{ name: 'first', short: 'f', value: 'N', help: 'Only the first N' },
		],
		run: find,
	},
	{
		name: 'search',
		usage: 'PATTERN [FOLDER]',
		help: 'Lines of all files in which a regular expression is found; exit code 1 when there are none',
		options: [
			NAME,
			{ name: 'ignore-case', short: 'i', help: 'Capital and small letters alike' },
			{ name: 'files', help: 'Only the names of files' },
		],
		run: search,
	},
	{
		name: 'rename',
		usage: 'PATTERN NEW [FOLDER]',
		help: 'Rename many files: a regular expression, and what stands there instead. $1 is a group, {n} a number that counts. Shows what would happen; --go does it',
		options: [
			NAME,
			{ name: 'go', short: 'g', help: 'Really rename' },
			{ name: 'start', value: 'N', help: 'Number to count from (default 1)' },
		],
		run: rename,
	},
	{
		name: 'lines',
		usage: '[FOLDER]',
		help: 'Lines of code by language: code, comments, empty',
		run: lines,
	},
	{
		name: 'duplicates',
		usage: '[FOLDER]',
		help: 'Files with the same content',
		run: duplicates,
	},
	{
		name: 'tree',
		usage: '[FOLDER]',
		help: 'Folders and files as a tree, with sizes',
		run: async (call) => {
			for (const line of treeOf(await sizes(call, call.words[0]))) call.print(line);
		},
	},
	{
		name: 'size',
		usage: '[FOLDER]',
		help: 'How large the files are together, and by ending',
		run: size,
	},
];

export const tool: Tool = { ...about, commands, examples };

interface Sized {
	readonly path: string;
	readonly bytes: Uint8Array;
}

async function sizes(call: Call, folder: string | undefined): Promise<Sized[]> {
	const matches = matcher(call.value('name'));
	const paths = (await call.io.files.list(folder)).filter((path) => matches(path));
	const found: Sized[] = [];
	for (const path of paths) found.push({ path, bytes: await call.io.files.readBytes(path) });
	return found;
}

async function find(call: Call): Promise<number> {
	const [least, most] = [sizeOf(call, 'larger') ?? -1, sizeOf(call, 'smaller') ?? Infinity];
	const text = call.value('holds');
	const found = (await sizes(call, call.words[0]))
		.filter(({ bytes }) => bytes.length > least && bytes.length < most)
		.filter(({ bytes }) => text === undefined || new TextDecoder().decode(bytes).includes(text))
		.sort((a, b) => b.bytes.length - a.bytes.length || (a.path < b.path ? -1 : 1));
	for (const { path, bytes } of found.slice(0, call.count('first', found.length, 0)))
		call.print(`${sizeText(bytes.length).padStart(8)}  ${path}`);
	return found.length > 0 ? 0 : 1;
}

function patternOf(call: Call, flags: string): RegExp {
	try {
		return new RegExp(call.word(0, 'The pattern'), flags);
	} catch (error) {
		if (error instanceof UsageError) throw error;
		throw new UsageError(error instanceof Error ? `${error.message}.` : 'This is no regular expression.');
	}
}

async function search(call: Call): Promise<number> {
	const pattern = patternOf(call, call.has('ignore-case') ? 'iu' : 'u');
	let found = 0;
	for (const { path, bytes } of await sizes(call, call.words[1])) {
		if (bytes.includes(0)) continue;
		const hits = linesOf(new TextDecoder().decode(bytes)).flatMap((line, index) =>
			pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
		);
		found += hits.length;
		for (const hit of call.has('files') ? (hits.length > 0 ? [path] : []) : hits) call.print(hit);
	}
	return found > 0 ? 0 : 1;
}

async function rename(call: Call): Promise<void> {
	const pattern = patternOf(call, 'u');
	const by = call.word(1, 'The new name');
	let number = call.count('start', 1, 0);
	const all = await call.io.files.list();
	const matches = matcher(call.value('name'));
	const moves = (await call.io.files.list(call.words[2])).flatMap((path) => {
		const [folder, name] = [path.replace(/[^/]*$/, ''), path.replace(/^.*\//, '')];
		if (!pattern.test(name) || !matches(path)) return [];
		const to =
			folder +
			name.replace(
				pattern,
				by.replace(/\{(n+)\}/g, (_, width: string) => String(number).padStart(width.length, '0')),
			);
		number++;
		return to === path ? [] : [{ from: path, to }];
	});
	const taken = moves.find(
		({ to }, index) =>
			(all.includes(to) && !moves.some(({ from }) => from === to)) ||
			moves.findIndex((move) => move.to === to) !== index,
	);
	if (taken)
		throw new Failure(
			`Two files would be called ${taken.to}. Nothing was renamed. {n} in the new name counts.`,
		);
	for (const { from, to } of moves) call.print(`${from} -> ${to}`);
	if (moves.length === 0) call.print('No file has such a name.');
	else if (!call.has('go')) return call.io.stderr.write('Nothing was renamed yet. --go does it.\n');
	// All are read first, since one may take the name of another.
	const contents: { readonly to: string; readonly bytes: Uint8Array }[] = [];
	for (const { from, to } of moves) contents.push({ to, bytes: await call.io.files.readBytes(from) });
	for (const { from } of moves) await call.io.files.remove(from);
	for (const { to, bytes } of contents) await call.io.files.write(to, bytes);
}

async function lines(call: Call): Promise<void> {
	const counts = new Map<string, { files: number; code: number; comments: number; empty: number }>();
	for (const { path, bytes } of await sizes(call, call.words[0])) {
		const counted = bytes.includes(0) ? undefined : codeLines(path, new TextDecoder().decode(bytes));
		if (!counted) continue;
		const sum = counts.get(counted.language) ?? { files: 0, code: 0, comments: 0, empty: 0 };
		counts.set(counted.language, {
			files: sum.files + 1,
			code: sum.code + counted.code,
			comments: sum.comments + counted.comments,
			empty: sum.empty + counted.empty,
		});
	}
	const rows = [...counts]
		.sort(([, a], [, b]) => b.code - a.code)
		.map(([language, each]) => [language, each.files, each.code, each.comments, each.empty].map(String));
	const total = (column: number): string => String(rows.reduce((sum, row) => sum + Number(row[column]), 0));
	call.io.stdout.write(
		tableOf([
			['Language', 'Files', 'Code', 'Comments', 'Empty'],
			...rows,
			['Total', total(1), total(2), total(3), total(4)],
		]),
	);
}

async function duplicates(call: Call): Promise<number> {
	const groups = new Map<string, string[]>();
	for (const { path, bytes } of await sizes(call, call.words[0])) {
		const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice()));
		const key = digest.join('-');
		groups.set(key, [...(groups.get(key) ?? []), path]);
	}
	const same = [...groups.values()].filter((paths) => paths.length > 1);
	for (const paths of same) call.print(paths.join('\n  = '));
	if (same.length === 0) call.print('No two files are the same.');
	return 0;
}

function treeOf(files: readonly Sized[]): string[] {
	const lines: string[] = [];
	let before: readonly string[] = [];
	for (const { path, bytes } of files) {
		const segments = path.split('/');
		segments.forEach((segment, depth) => {
			const isNew = segments.slice(0, depth + 1).join('/') !== before.slice(0, depth + 1).join('/');
			const isFile = depth === segments.length - 1;
			if (isNew) lines.push(`${'  '.repeat(depth)}${segment}${isFile ? `  ${sizeText(bytes.length)}` : '/'}`);
		});
		before = segments;
	}
	return lines;
}

async function size(call: Call): Promise<void> {
	const files = await sizes(call, call.words[0]);
	const byEnding = new Map<string, number>();
	for (const { path, bytes } of files) {
		const ending = /\.[^./]+$/.exec(path)?.[0] ?? '(none)';
		byEnding.set(ending, (byEnding.get(ending) ?? 0) + bytes.length);
	}
	for (const [ending, bytes] of [...byEnding].sort(([, a], [, b]) => b - a))
		call.print(`${sizeText(bytes).padStart(8)}  ${ending}`);
	call.print(
		`${sizeText(files.reduce((sum, { bytes }) => sum + bytes.length, 0)).padStart(8)}  in ${files.length} files`,
	);
}
