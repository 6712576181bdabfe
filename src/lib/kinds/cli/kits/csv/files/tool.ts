import { about, examples } from '../../shared/files/about.ts';
import {
	type Call,
	type Command,
	Failure,
	type Option,
	type Tool,
	UsageError,
} from '../../shared/files/cli.ts';
import { fromObjects, parseCsv, type Table, toCsv, toMarkdown, toObjects } from '../../shared/files/csv.ts';
import { tableOf } from '../../shared/files/table.ts';
import { columnIndex, compareCells, conditionOf, join, numberOf, statistics, total } from './rows.ts';

const SEPARATOR: Option = {
	name: 'separator',
	short: 's',
	value: 'SIGN',
	help: 'What parts columns (default: found by itself)',
};
const COMMON: readonly Option[] = [
	SEPARATOR,
	{
		name: 'to',
		short: 't',
		value: 'FORMAT',
		help: 'csv, tsv, json, jsonl, markdown or table (default: csv)',
	},
];

const commands: readonly Command[] = [
	{
		name: 'show',
		usage: '[FILE]',
		help: 'Show the table with its columns lined up',
		options: [SEPARATOR, { name: 'first', short: 'n', value: 'N', help: 'Only the first N rows' }],
		run: async (call) => {
			const table = await read(call);
			const rows = call.has('first') ? table.rows.slice(0, call.count('first', 10)) : table.rows;
			call.io.stdout.write(tableOf([table.columns, ...rows]));
		},
	},
	{
		name: 'select',
		usage: 'COLUMN,… [FILE]',
		help: 'Only these columns, in this order',
		options: COMMON,
		run: (call) =>
			change(call, 1, (table) => {
				const places = call
					.word(0, 'The columns')
					.split(',')
					.map((name) => columnIndex(table, name));
				return pick(table, places);
			}),
	},
	{
		name: 'drop',
		usage: 'COLUMN,… [FILE]',
		help: 'All columns but these',
		options: COMMON,
		run: (call) =>
			change(call, 1, (table) => {
				const gone = call
					.word(0, 'The columns')
					.split(',')
					.map((name) => columnIndex(table, name));
				return pick(
					table,
					[...table.columns.keys()].filter((place) => !gone.includes(place)),
				);
			}),
	},
	{
		name: 'filter',
		usage: "'CONDITION' [FILE]",
		help: "Rows for which a condition holds: 'units>=5', 'region=North', 'product~tea', 'note!='; several with 'and'",
		options: COMMON,
		run: (call) =>
			change(call, 1, (table) => {
				const holds = conditionOf(table, call.word(0, 'The condition'));
				return { ...table, rows: table.rows.filter(holds) };
			}),
	},
	{
		name: 'sort',
		usage: 'COLUMN [FILE]',
		help: 'Sort by a column; numbers as numbers',
		options: [...COMMON, { name: 'reverse', short: 'r', help: 'Largest first' }],
		run: (call) =>
			change(call, 1, (table) => {
				const place = columnIndex(table, call.word(0, 'The column'));
				const sign = call.has('reverse') ? -1 : 1;
				const rows = [...table.rows].sort((a, b) => sign * compareCells(a[place] ?? '', b[place] ?? ''));
				return { ...table, rows };
			}),
	},
	{
		name: 'unique',
		usage: '[FILE]',
		help: 'Drop rows that came before: whole rows, or those with the same value in --by',
		options: [...COMMON, { name: 'by', short: 'b', value: 'COLUMN', help: 'Compare only this column' }],
		run: (call) =>
			change(call, 0, (table) => {
				const by = call.value('by');
				const place = by === undefined ? undefined : columnIndex(table, by);
				const seen = new Set<string>();
				const rows = table.rows.filter((row) => {
					const key = place === undefined ? JSON.stringify(row) : (row[place] ?? '');
					return !seen.has(key) && seen.add(key);
				});
				return { ...table, rows };
			}),
	},
	{
		name: 'sum',
		usage: 'COLUMN [FILE]',
		help: 'Add up a column, also per group',
		options: [
			...COMMON,
			{ name: 'by', short: 'b', value: 'COLUMN', help: 'One sum for each value of this column' },
		],
		run: sum,
	},
	{
		name: 'stats',
		usage: '[FILE]',
		help: 'For each column: how many values, how many different ones, least, largest and mean',
		options: COMMON,
		run: (call) => change(call, 0, statistics),
	},
	{
		name: 'join',
		usage: 'FILE FILE',
		help: 'Merge two files by a column they share',
		options: [
			...COMMON,
			{
				name: 'by',
				short: 'b',
				value: 'COLUMN',
				help: 'The shared column (default: the first that both have)',
			},
			{ name: 'all', short: 'a', help: 'Keep rows that have no partner' },
		],
		run: async (call) => {
			const [left, right] = [await read(call, 0, 'The first file'), await read(call, 1, 'The second file')];
			const by = call.value('by') ?? left.columns.find((name) => right.columns.includes(name));
			if (by === undefined)
				throw new Failure('The files have no column of the same name. Name one with --by.');
			write(call, join(left, right, by, call.has('all')));
		},
	},
	{
		name: 'append',
		usage: 'FILE…',
		help: 'Put the rows of several files one below the other',
		options: COMMON,
		run: async (call) => {
			if (call.words.length === 0) throw new UsageError('The files are missing.');
			const tables = await Promise.all(call.words.map((_, index) => read(call, index)));
			write(call, fromObjects(tables.flatMap(textObjects)));
		},
	},
	{
		name: 'convert',
		usage: '[FILE]',
		help: 'Turn CSV into another format, or JSON into CSV',
		options: COMMON,
		run: async (call) => write(call, await readAny(call), 'json'),
	},
];

export const tool: Tool = { ...about, commands, examples };

const textObjects = ({ columns, rows }: Table): object[] =>
	rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])));

const pick = (table: Table, places: readonly number[]): Table => ({
	columns: places.map((place) => table.columns[place] ?? ''),
	rows: table.rows.map((row) => places.map((place) => row[place] ?? '')),
});

function separator(call: Call): string | undefined {
	const sign = call.value('separator')?.replace(/^(?:\\t|tab)$/i, '\t');
	if (sign !== undefined && sign.length !== 1) throw new UsageError('--separator needs one sign, or "tab".');
	return sign;
}

async function read(call: Call, place = 0, what?: string): Promise<Table> {
	if (what !== undefined) call.word(place, what);
	const text = await call.read(call.words[place] ?? '-');
	return parseCsv(text, separator(call));
}

async function readAny(call: Call): Promise<Table> {
	const text = await call.read(call.words[0] ?? '-');
	if (!/^\s*[[{]/.test(text)) return parseCsv(text, separator(call));
	const value: unknown = JSON.parse(text);
	const list: unknown[] = Array.isArray(value) ? value : [value];
	return fromObjects(
		list.map((each) => (typeof each === 'object' && each !== null ? each : { value: each })),
	);
}

async function change(call: Call, place: number, by: (table: Table) => Table): Promise<void> {
	const table = await read(call, place);
	write(call, by(table));
}

function write(call: Call, table: Table, otherwise = 'csv'): void {
	const isJson = /\.json$/.test(call.words[0] ?? '');
	const format = call.value('to') ?? (isJson ? 'csv' : otherwise);
	const print = FORMATS[format];
	if (!print) throw new UsageError(`--to needs one of ${Object.keys(FORMATS).join(', ')}.`);
	call.io.stdout.write(print(table, separator(call)));
}

const FORMATS: Readonly<Record<string, (table: Table, sign: string | undefined) => string>> = {
	csv: (table, sign) => toCsv(table, sign),
	tsv: (table) => toCsv(table, '\t'),
	json: (table) => `${JSON.stringify(toObjects(table), null, 2)}\n`,
	jsonl: (table) =>
		toObjects(table)
			.map((object) => `${JSON.stringify(object)}\n`)
			.join(''),
	markdown: toMarkdown,
	table: (table) => tableOf([table.columns, ...table.rows]),
};

async function sum(call: Call): Promise<void> {
	const table = await read(call, 1);
	const place = columnIndex(table, call.word(0, 'The column'));
	const by = call.value('by');
	if (by === undefined) return call.print(numberOf(total(table.rows, place)));
	const group = columnIndex(table, by);
	const groups = new Map<string, (readonly string[])[]>();
	for (const row of table.rows) groups.set(row[group] ?? '', [...(groups.get(row[group] ?? '') ?? []), row]);
	const rows = [...groups].map(([name, members]) => [name, numberOf(total(members, place))]);
	write(call, { columns: [by, table.columns[place] ?? ''], rows }, 'table');
}
