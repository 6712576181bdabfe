import { about, examples } from '../../shared/files/about.ts';
import type { Call, Command, Option, Tool } from '../../shared/files/cli.ts';
import { add, edit, importAll, mark, remove } from './changes.ts';
import { optionName } from './fields.ts';
import { entities, type Entity } from './model.ts';
import { exportAll, total } from './totals.ts';
import { NUMERIC, wanted } from './values.ts';
import { list, search, show } from './views.ts';

/** The commands for what is kept; those that need a certain field are there when the field is. */
export function commandsFor(kept: readonly [Entity, ...Entity[]]): readonly Command[] {
	const [main] = kept;
	const which = listOption(kept);
	const values = [...valueOptions(kept), ...which];
	const noun = main.label.toLowerCase();
	const first = main.fields[0]?.label.toUpperCase().replace(/\W+/g, '-') ?? 'TEXT';
	return [
		{ name: 'add', usage: first, help: `Add a new ${noun}`, options: values, run: add },
		...viewCommands(which),
		{ name: 'edit', usage: 'ID', help: 'Change fields of an entry', options: values, run: edit },
		{ name: 'remove', usage: 'ID…', help: 'Remove entries', options: which, run: remove },
		...markCommands(main),
		...totalCommands(kept, which),
		{
			name: 'export',
			help: 'Write all entries as CSV, JSON or Markdown',
			options: [
				{ name: 'to', short: 't', value: 'FORMAT', help: 'csv, json or markdown (default: csv)' },
				...which,
			],
			run: exportAll,
		},
		{
			name: 'import',
			usage: '[FILE]',
			help: 'Add entries from CSV with a heading',
			options: which,
			run: importAll,
		},
	];
}

export const tool: Tool = { ...about, commands: commandsFor(entities), examples };

function listOption(kept: readonly Entity[]): readonly Option[] {
	const names = kept.map(({ plural }) => plural.toLowerCase());
	if (names.length < 2) return [];
	return [{ name: 'in', value: 'LIST', help: `${names.join(', ')} (default: ${names[0] ?? ''})` }];
}

function valueOptions(kept: readonly Entity[]): readonly Option[] {
	const fields = new Map(kept.flatMap((entity) => entity.fields.map((field) => [field.name, field])));
	return [...fields.values()].map((field) => ({
		name: optionName(field),
		value: 'VALUE',
		help: `${field.label}: ${wanted(field)}`,
	}));
}

function viewCommands(which: readonly Option[]): readonly Command[] {
	const options: readonly Option[] = [
		{ name: 'sort', short: 's', value: 'FIELD', help: 'Sort by a field' },
		{ name: 'reverse', short: 'r', help: 'Largest or latest first' },
		{ name: 'where', short: 'w', value: 'FIELD=VALUE', help: 'Only entries with this value' },
		{ name: 'json', help: 'As JSON, for other programs' },
		...which,
	];
	return [
		{ name: 'list', help: 'List all entries', options, run: (call) => list(call, () => true) },
		{ name: 'search', usage: 'TEXT', help: 'Entries that hold a text anywhere', options, run: search },
		{ name: 'show', usage: 'ID', help: 'Everything about one entry', options: which, run: show },
	];
}

function markCommands({ fields }: Entity): readonly Command[] {
	const flag = fields.find(({ type }) => type === 'boolean');
	if (!flag) return [];
	const command = (name: string, isDone: boolean): Command => ({
		name,
		usage: 'ID…',
		help: `Set "${flag.label}" to ${isDone ? 'yes' : 'no'}`,
		run: (call: Call) => mark(call, flag, isDone),
	});
	return [command('done', true), command('undone', false)];
}

function totalCommands(kept: readonly Entity[], which: readonly Option[]): readonly Command[] {
	if (!kept.some(({ fields }) => fields.some(({ type }) => NUMERIC.has(type)))) return [];
	const help = 'One total for each value of a field; "month" for months';
	return [
		{
			name: 'total',
			usage: '[FIELD]',
			help: 'Add up a field of numbers',
			options: [{ name: 'by', short: 'b', value: 'FIELD', help }, ...which],
			run: total,
		},
	];
}
