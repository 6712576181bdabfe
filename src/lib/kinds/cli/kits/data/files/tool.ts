import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, Failure, type Tool, UsageError } from '../../shared/files/cli.ts';
import { difference, flatten, merge, query, schemaOf, sortKeys } from './query.ts';
import { FORMATS, formatOf, parse, print } from './formats.ts';

const FROM = {
	name: 'from',
	short: 'f',
	value: 'FORMAT',
	help: `${FORMATS.join(', ')} (default: by name and content)`,
};
const TO = { name: 'to', short: 't', value: 'FORMAT', help: `${FORMATS.join(', ')} (default: json)` };

const commands: readonly Command[] = [
	{
		name: 'convert',
		usage: '[FILE]',
		help: 'Turn JSON, YAML, CSV, TSV, INI and JSON lines into each other',
		options: [FROM, TO],
		run: async (call) => show(call, await read(call, 0), formatFrom(call, 'to') ?? 'json'),
	},
	{
		name: 'format',
		usage: '[FILE]',
		help: 'Format JSON (or YAML) so that people can read it',
		options: [
			{ name: 'compact', short: 'c', help: 'On one line' },
			{ name: 'indent', short: 'i', value: 'N', help: 'Spaces per level (default 2)' },
			{ name: 'sort', short: 's', help: 'Keys in order of letters' },
			FROM,
		],
		run: format,
	},
	{
		name: 'query',
		usage: 'PATH [FILE]',
		help: "A part of the data: 'city', '[0].name', '[].tags[0]', '[].{name, age}'",
		options: [{ name: 'raw', short: 'r', help: 'Texts without quotes, lists line by line' }, FROM, TO],
		run: async (call) => {
			const found = query(await read(call, 1), call.word(0, 'The path'));
			if (found === undefined) throw new Failure('Nothing is there.');
			if (!call.has('raw')) return show(call, found, formatFrom(call, 'to') ?? 'json');
			for (const item of Array.isArray(found) ? found : [found])
				call.print(typeof item === 'string' ? item : JSON.stringify(item));
		},
	},
	{
		name: 'validate',
		usage: '[FILE…]',
		help: 'Say whether files are well formed, and where not',
		options: [FROM],
		run: validate,
	},
	{
		name: 'diff',
		usage: 'FILE FILE',
		help: 'What differs between two files; exit code 1 when something does',
		options: [FROM],
		run: async (call) => {
			call.word(1, 'The second file');
			const lines = difference(await read(call, 0), await read(call, 1));
			for (const line of lines) call.print(line);
			return lines.length > 0 ? 1 : 0;
		},
	},
	{
		name: 'merge',
		usage: 'FILE FILE…',
		help: 'Put files together: maps key by key, the later file wins; lists one after the other',
		options: [FROM, TO],
		run: async (call) => {
			call.word(1, 'The second file');
			const [first, ...rest] = await Promise.all(call.words.map((_, place) => read(call, place)));
			show(call, rest.reduce(merge, first), formatFrom(call, 'to') ?? 'json');
		},
	},
	{
		name: 'keys',
		usage: '[FILE]',
		help: 'All paths with the values that stand there',
		options: [FROM],
		run: async (call) => {
			for (const [path, value] of flatten(await read(call, 0)))
				call.print(`${path} = ${JSON.stringify(value)}`);
		},
	},
	{
		name: 'schema',
		usage: '[FILE]',
		help: 'A JSON Schema that fits the data',
		options: [FROM, TO],
		run: async (call) => show(call, schemaOf(await read(call, 0)), formatFrom(call, 'to') ?? 'json'),
	},
];

export const tool: Tool = { ...about, commands, examples };

function formatFrom(call: Call, name: 'from' | 'to'): string | undefined {
	const format = call.value(name)?.replace('yml', 'yaml').replace('ndjson', 'jsonl');
	if (format !== undefined && !FORMATS.includes(format))
		throw new UsageError(`--${name} needs one of ${FORMATS.join(', ')}.`);
	return format;
}

async function read(call: Call, place: number): Promise<unknown> {
	const path = call.words[place] ?? '-';
	const text = await call.read(path);
	return parse(text, formatFrom(call, 'from') ?? formatOf(path, text));
}

function show(call: Call, value: unknown, format: string): void {
	call.io.stdout.write(print(value, format));
}

async function format(call: Call): Promise<void> {
	const value = await read(call, 0);
	const sorted = call.has('sort') ? sortKeys(value) : value;
	const indent = call.has('compact') ? undefined : call.count('indent', 2, 0);
	call.print(JSON.stringify(sorted, null, indent));
}

async function validate(call: Call): Promise<number> {
	let wrong = 0;
	const paths = call.words.length > 0 ? call.words : ['-'];
	for (const path of paths) {
		const name = path === '-' ? 'Input' : path;
		const text = await call.read(path);
		const kind = formatFrom(call, 'from') ?? formatOf(path, text);
		try {
			parse(text, kind);
			call.print(`${name}: fine (${kind})`);
		} catch (error) {
			wrong++;
			call.print(`${name}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	return wrong > 0 ? 1 : 0;
}
