import type { KitRenderer } from '../../../kind.ts';
import type { Files } from '#lib/model/files.ts';
import type { Entity, Field } from '#lib/model/spec.ts';
import { documents, exampleLines, type Plan, type Sources } from '../shared/assemble.ts';

const templates = import.meta.glob<string>('./files/**/*.py', {
	query: '?raw',
	import: 'default',
	eager: true,
});

interface PythonPlan extends Omit<Plan, 'templates' | 'generated'> {
	/** Folder of its modules; those of `shared` go along. */
	readonly folder: string;
	/** Modules made from the spec, by name. */
	readonly generated?: Sources;
}

const MAP = [
	'`src/main.py`: the commands and their options. `src/about.py`: description and examples.',
	'`src/console.py`: how files are read and how the tool ends. `data/`: files to try it on.',
];

function assemble({ folder, generated = {}, data = {}, ...plan }: PythonPlan): Files {
	const own = Object.entries(templates).flatMap(([path, text]): [string, string][] => {
		const [, place, name] = /^\.\/files\/(\w+)\/(.+)$/.exec(path) ?? [];
		return place === folder || place === 'shared' ? [[`src/${name}`, text]] : [];
	});
	const files = [
		...own,
		...Object.entries({ ...generated, 'about.py': about(plan) }).map(([name, text]): [string, string] => [
			`src/${name}`,
			text,
		]),
		...documents(plan, MAP),
		...Object.entries(data),
	];
	return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `argparse` takes per cents for placeholders. */
const about = (
	plan: Pick<Plan, 'spec' | 'examples' | 'does'>,
): string => `"""What the help says of the tool."""

ABOUT = ${literal(plan.does.replaceAll('%', '%%'))}

EXAMPLES = """Examples:
${exampleLines(plan)
	.map((line) => `  ${line.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"').replaceAll('%', '%%')}`)
	.join('\n')}
"""
`;

/** A text of JSON is a text of Python. */
const literal = (text: string): string => JSON.stringify(text);

const POEM = `The boat goes out, the boat comes in,
the sea is wide, the wind is thin,
and who goes out with it comes in.
`;

/** Counts, searches, sorts and changes text. */
export const pythonText: KitRenderer = {
	render: (spec) =>
		assemble({
			...{ spec, folder: 'text', data: { 'data/poem.txt': POEM } },
			does: 'Counts, searches, sorts and changes the text of files or of a pipe.',
			commands: [
				['count', 'Count lines, words and characters'],
				['top', 'Show the most frequent words'],
				['search', 'Show the lines that hold something'],
				['replace', 'Replace something everywhere'],
				['sort', 'Sort lines'],
				['case', 'Change to upper, lower or title case'],
			],
			examples: [
				'count data/poem.txt',
				'top --number 3 data/poem.txt',
				'search --lines boat data/poem.txt',
				'replace boat ship data/poem.txt',
				'cat data/poem.txt | NAME sort --unique',
			],
		}),
};

const SALES = `id,region,item,units,price
1,North,Tea,12,4.50
2,South,Coffee,8,6.20
3,North,Coffee,6,6.20
4,West,Tea,9,4.50
`;

/** Selects, filters, sorts and sums tables. */
export const pythonCsv: KitRenderer = {
	render: (spec) =>
		assemble({
			...{ spec, folder: 'csv', data: { 'data/sales.csv': SALES } },
			does: 'Selects, filters, sorts and sums tables in CSV.',
			commands: [
				['select', 'Keep some columns'],
				['filter', 'Keep the rows whose column fits'],
				['sort', 'Sort rows'],
				['sum', 'Add up a column'],
				['show', 'Line the columns up'],
				['to-json', 'Turn the rows into JSON'],
			],
			examples: [
				'show --files data/sales.csv',
				'filter region = North --files data/sales.csv',
				'sum units --by region --files data/sales.csv',
				'sort price --reverse --files data/sales.csv',
				'cat data/sales.csv | NAME select item,units',
			],
		}),
};

const SHOP = `{
  "name": "Tea shop",
  "port": 8080,
  "items": [
    { "name": "Assam", "price": 4.5 },
    { "name": "Sencha", "price": 6.2 }
  ]
}
`;
const PEOPLE = 'name,town\nAda,London\nLinus,Helsinki\n';

/** Formats, asks, compares and converts JSON. */
export const pythonData: KitRenderer = {
	render: (spec) =>
		assemble({
			...{ spec, folder: 'data', data: { 'data/shop.json': SHOP, 'data/people.csv': PEOPLE } },
			does: 'Formats, checks, asks, compares and converts JSON.',
			commands: [
				['format', 'Print JSON in an orderly way'],
				['check', 'Say whether it is JSON'],
				['get', 'Print what stands at a path'],
				['keys', 'List every value with its path'],
				['to-csv', 'Turn a list of objects into a table'],
				['from-csv', 'Turn a table into a list of objects'],
				['diff', 'Show how two files differ'],
			],
			examples: [
				'format data/shop.json',
				'get items.0.name data/shop.json',
				'keys data/shop.json',
				'from-csv data/people.csv',
				'diff data/shop.json data/shop.json',
				'NAME get items data/shop.json | NAME to-csv',
			],
		}),
};

const ITEM: Entity = {
	name: 'item',
	label: 'Item',
	plural: 'Items',
	fields: [
		{ name: 'title', label: 'Title', type: 'text', required: true },
		{ name: 'done', label: 'Done', type: 'boolean' },
	],
};

/** Adds, lists, changes, totals and exports records of the first entity. */
export const pythonRecords: KitRenderer = {
	render: (spec) => {
		const [entity = ITEM] = spec.entities;
		const fields = fieldsOf(entity);
		const things = entity.plural.toLowerCase();
		return assemble({
			...{ spec, folder: 'records', generated: { 'model.py': modelSource(entity, fields) } },
			does: `Keeps ${things} in a file: add, list, change, remove, export.`,
			commands: [
				['add', 'Add a record'],
				['list', 'List records'],
				['change', 'Change a record'],
				['remove', 'Remove a record'],
				...(fields.some(isNumber) ? [['total', 'Add up a field'] as const] : []),
				['export', 'Print all records as JSON'],
			],
			examples: [`add ${example(fields[0])}`, 'list', 'list --reverse', 'export', 'remove 1'],
		});
	},
};

/** Names that every record and every parser has already. */
const TAKEN = new Set(['id', 'run', 'find', 'sort', 'reverse', 'field', 'help']);

/** A field that comes first is the one that is always given. */
function fieldsOf({ fields }: Entity): readonly Field[] {
	const given = fields.length > 0 ? fields : ITEM.fields;
	const named = given.map((field) => ({
		...field,
		name: TAKEN.has(field.name) ? `${field.name}Value` : field.name,
	}));
	const first =
		named.find(({ required }) => required) ?? named.find(({ type }) => type === 'text') ?? named[0];
	return [...named.filter((field) => field === first), ...named.filter((field) => field !== first)];
}

const READERS: Readonly<Partial<Record<Field['type'], string>>> = {
	...{ number: 'decimal', money: 'decimal', percent: 'decimal', duration: 'decimal' },
	...{ integer: 'whole', rating: 'whole', date: 'day', dateTime: 'moment', boolean: 'switch', tags: 'tags' },
};

const isNumber = ({ type }: Field): boolean => ['decimal', 'whole'].includes(READERS[type] ?? '');

const EXAMPLES: Readonly<Record<string, string>> = {
	...{ decimal: '12.5', whole: '3', day: '2026-03-31', moment: '2026-03-31T09:30', switch: 'yes' },
};

const example = (field: Field | undefined): string =>
	(field?.type === 'enum' ? JSON.stringify(field.options?.[0] ?? '') : undefined) ??
	EXAMPLES[READERS[field?.type ?? 'text'] ?? ''] ??
	'"Something new"';

function modelSource({ plural }: Entity, fields: readonly Field[]): string {
	const readers = [...new Set(fields.flatMap(({ type }) => READERS[type] ?? []))].sort();
	const lines = fields.map((field) => {
		const parts = [
			`"name": ${literal(field.name)}`,
			`"option": ${literal(optionOf(field.name))}`,
			`"label": ${literal(field.label.replaceAll('%', '%%'))}`,
			`"read": ${READERS[field.type] ?? 'str'}`,
			`"isNumber": ${isNumber(field) ? 'True' : 'False'}`,
			...(field.type === 'enum' && field.options
				? [`"choices": [${field.options.map(literal).join(', ')}]`]
				: []),
		];
		return `    {${parts.join(', ')}},\n`;
	});
	return `"""What the tool keeps. A field added here is an option of \`add\` and \`change\` as well."""

${readers.length > 0 ? `from values import ${readers.join(', ')}\n\n` : ''}FILE = ${literal(`${fileName(plural)}.json`)}

FIELDS = [
${lines.join('')}]
`;
}

/** `paidOn` → `paid-on`. */
const optionOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const fileName = (plural: string): string =>
	plural
		.toLowerCase()
		.replaceAll(/[^a-z\d]+/g, '-')
		.replaceAll(/^-+|-+$/g, '') || 'records';
