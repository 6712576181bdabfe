import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, Failure, type Option, type Tool, UsageError } from '../../shared/files/cli.ts';
import { parseCsv, toCsv, toMarkdown } from '../../shared/files/csv.ts';
import { isoDay, today } from '../../shared/files/dates.ts';
import { tableOf } from '../../shared/files/table.ts';
import { entities, type Entity, type Field } from './model.ts';
import { nextId, readEntries, writeEntries } from './store.ts';
import { compareValues, type Entry, NUMERIC, readValue, showValue, type Value, wanted } from './values.ts';

/** The commands for what is kept; those that need a certain field are there when the field is. */
export function commandsFor(kept: readonly [Entity, ...Entity[]]): readonly Command[] {
	const [main, ...others] = kept;
	const which: readonly Option[] = others.length > 0 ? [{ name: 'in', value: 'LIST', help: `${kept.map(({ plural }) => plural.toLowerCase()).join(', ')} (default: ${main.plural.toLowerCase()})` }] : [];
	const values = [...new Map(kept.flatMap(({ fields }) => fields.map((field) => [field.name, field]))).values()].map((field) => ({ name: optionName(field), value: 'VALUE', help: `${field.label}: ${wanted(field)}` }));
	const shown: readonly Option[] = [
		{ name: 'sort', short: 's', value: 'FIELD', help: 'Sort by a field' },
		{ name: 'reverse', short: 'r', help: 'Largest or latest first' },
		{ name: 'where', short: 'w', value: 'FIELD=VALUE', help: 'Only entries with this value' },
		{ name: 'json', help: 'As JSON, for other programs' },
		...which,
	];
	const noun = main.label.toLowerCase();
	const first = main.fields[0]?.label.toUpperCase().replace(/\W+/g, '-') ?? 'TEXT';
	const flag = main.fields.find(({ type }) => type === 'boolean');
	const isCounted = kept.some(({ fields }) => fields.some(({ type }) => NUMERIC.has(type)));
	return [
		{ name: 'add', usage: first, help: `Add a new ${noun}`, options: [...values, ...which], run: add },
		{ name: 'list', help: 'List all entries', options: shown, run: (call) => list(call, () => true) },
		{ name: 'search', usage: 'TEXT', help: 'Entries that hold a text anywhere', options: shown, run: search },
		{ name: 'show', usage: 'ID', help: 'Everything about one entry', options: which, run: show },
		{ name: 'edit', usage: 'ID', help: 'Change fields of an entry', options: [...values, ...which], run: edit },
		{ name: 'remove', usage: 'ID…', help: 'Remove entries', options: which, run: remove },
		...(flag
			? [
					{ name: 'done', usage: 'ID…', help: `Set "${flag.label}" to yes`, run: (call: Call) => mark(call, flag, true) },
					{ name: 'undone', usage: 'ID…', help: `Set "${flag.label}" to no`, run: (call: Call) => mark(call, flag, false) },
				]
			: []),
		...(isCounted
			? [
					{
						name: 'total',
						usage: '[FIELD]',
						help: 'Add up a field of numbers',
						options: [{ name: 'by', short: 'b', value: 'FIELD', help: 'One total for each value of a field; "month" for months' }, ...which],
						run: total,
					},
				]
			: []),
		{ name: 'export', help: 'Write all entries as CSV, JSON or Markdown', options: [{ name: 'to', short: 't', value: 'FORMAT', help: 'csv, json or markdown (default: csv)' }, ...which], run: exportAll },
		{ name: 'import', usage: '[FILE]', help: 'Add entries from CSV with a heading', options: which, run: importAll },
	]; // prettier-ignore
}

export const tool: Tool = { ...about, commands: commandsFor(entities), examples };

/** `dueDate` is written --due-date. */
const optionName = ({ name }: Field): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function entityOf(call: Call): Entity {
	const wish = call.value('in')?.toLowerCase();
	if (wish === undefined) return entities[0];
	const found = entities.find(({ plural, label }) => [plural, label].some((name) => name.toLowerCase() === wish));
	if (found) return found;
	throw new UsageError(`--in needs one of ${entities.map(({ plural }) => plural.toLowerCase()).join(', ')}.`);
}

function fieldOf({ fields }: Entity, name: string): Field {
	const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
	const field = fields.find((each) => plain(each.name) === plain(name) || plain(each.label) === plain(name));
	if (field) return field;
	throw new UsageError(`There is no field "${name}". There are: ${fields.map(optionName).join(', ')}.`);
}

function given(call: Call, { fields }: Entity): Record<string, Value> {
	const named = fields.filter((field) => call.has(optionName(field)));
	return Object.fromEntries(named.map((field) => [field.name, readValue(field, call.value(optionName(field)) ?? '')]));
}

async function add(call: Call): Promise<void> {
	const entity = entityOf(call);
	const values = { ...startValues(entity), ...fromWords(call.words, entity), ...given(call, entity) };
	const [first] = entity.fields;
	if (first && (values[first.name] === null || values[first.name] === undefined))
		throw new UsageError(`${first.label} is missing.`);
	const entries = await readEntries(call.io.files, entity);
	const entry = { ...values, id: nextId(entries) };
	await writeEntries(call.io.files, entity, [...entries, entry]);
	call.print(`Added ${entity.label.toLowerCase()} ${entry.id}: ${nameOf(entity, entry)}`);
}

/** New entries are not done, and of today. */
function startValues({ fields }: Entity): Record<string, Value> {
	return Object.fromEntries(
		fields.map(({ name, type }) => {
			if (type === 'boolean') return [name, false];
			if (type === 'date' && /^(?:date|day|created|added|createdAt|on)$/i.test(name)) return [name, isoDay(today())];
			return [name, type === 'tags' ? [] : null];
		}),
	);
}

/** Words without an option go to the first field; after a number or a date the rest goes to the second. */
function fromWords(words: readonly string[], { fields }: Entity): Record<string, Value> {
	const [first, second] = fields;
	const [word, ...rest] = words;
	if (!first || word === undefined) return {};
	if (isTextual(first)) return { [first.name]: readValue(first, words.join(' ')) };
	const values = { [first.name]: readValue(first, word) };
	if (rest.length === 0) return values;
	if (!second) throw new UsageError(`"${rest.join(' ')}" is too much: there is only one field.`);
	return { ...values, [second.name]: readValue(second, rest.join(' ')) };
}

const isTextual = ({ type }: Field): boolean => ['text', 'longText', 'url', 'ref', 'tags'].includes(type);

const nameOf = ({ fields }: Entity, entry: Entry): string => (fields[0] ? showValue(fields[0], entry[fields[0].name]) : '');

async function list(call: Call, matches: (entry: Entry, entity: Entity) => boolean): Promise<number> {
	const entity = entityOf(call);
	const all = await readEntries(call.io.files, entity);
	const entries = sorted(call, entity, all.filter((entry) => matches(entry, entity) && isWhere(call, entity, entry)));
	if (call.has('json')) call.print(JSON.stringify(entries, null, 2));
	else if (entries.length > 0) call.io.stdout.write(tableOf(cellsOf(entity, entries)));
	else if (all.length === 0) call.print(`No ${entity.plural.toLowerCase()} yet. "add" makes the first one.`);
	else call.print(`No ${entity.label.toLowerCase()} matches.`);
	return 0;
}

function cellsOf({ fields }: Entity, entries: readonly Entry[]): string[][] {
	const used = fields.filter(({ name }) => entries.some((entry) => entry[name] !== null && entry[name] !== undefined && entry[name] !== ''));
	const shorten = (text: string): string => {
		const line = text.replace(/\s+/g, ' ');
		return line.length > 48 ? `${line.slice(0, 47)}…` : line;
	};
	const rows = entries.map((entry) => [String(entry.id), ...used.map((field) => shorten(showValue(field, entry[field.name])))]);
	return [['ID', ...used.map(({ label }) => label)], ...rows];
}

function isWhere(call: Call, entity: Entity, entry: Entry): boolean {
	const text = call.value('where');
	if (text === undefined) return true;
	const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
	if (name === '') throw new UsageError('--where needs FIELD=VALUE, such as done=no.');
	const field = fieldOf(entity, name);
	const wish = readValue(field, value);
	const has = entry[field.name] ?? null;
	if (typeof has === 'object' && has !== null) return typeof wish === 'object' && wish !== null && wish.every((tag) => has.includes(tag));
	if (typeof has === 'string' && typeof wish === 'string') return has.toLowerCase() === wish.toLowerCase();
	return has === wish;
}

function sorted(call: Call, entity: Entity, entries: readonly Entry[]): Entry[] {
	const by = call.value('sort');
	const name = by === undefined || by === 'id' ? 'id' : fieldOf(entity, by).name;
	const sign = call.has('reverse') ? -1 : 1;
	return [...entries].sort((a, b) => sign * compareValues(a[name], b[name]));
}

async function search(call: Call): Promise<number> {
	call.word(0, 'The text');
	const words = call.words.map((word) => word.toLowerCase());
	return list(call, (entry, { fields }) => {
		const text = fields.map((field) => showValue(field, entry[field.name])).join('\n').toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

function find(entity: Entity, entries: readonly Entry[], word: string): Entry {
	const entry = entries.find(({ id }) => String(id) === word.replace(/^#/, ''));
	if (entry) return entry;
	throw new Failure(`There is no ${entity.label.toLowerCase()} ${word}. "list" shows the numbers.`);
}

async function show(call: Call): Promise<void> {
	const entity = entityOf(call);
	const entry = find(entity, await readEntries(call.io.files, entity), call.word(0, 'The number'));
	const rows = entity.fields.map((field) => [field.label, showValue(field, entry[field.name])]);
	call.io.stdout.write(tableOf([['ID', String(entry.id)], ...rows], false));
}

async function edit(call: Call): Promise<void> {
	const entity = entityOf(call);
	const entries = await readEntries(call.io.files, entity);
	const entry = find(entity, entries, call.word(0, 'The number'));
	const changes = given(call, entity);
	if (Object.keys(changes).length === 0) throw new UsageError('Nothing to change. Name a field, such as --' + entity.fields.map(optionName).slice(0, 1).join('') + ' VALUE.');
	const changed = { ...entry, ...changes };
	await writeEntries(call.io.files, entity, entries.map((each) => (each === entry ? changed : each)));
	call.print(`Changed ${entity.label.toLowerCase()} ${entry.id}: ${nameOf(entity, changed)}`);
}

async function remove(call: Call): Promise<void> {
	const entity = entityOf(call);
	const entries = await readEntries(call.io.files, entity);
	call.word(0, 'The number');
	const gone = call.words.map((word) => find(entity, entries, word));
	await writeEntries(call.io.files, entity, entries.filter((entry) => !gone.includes(entry)));
	for (const entry of gone) call.print(`Removed ${entity.label.toLowerCase()} ${entry.id}: ${nameOf(entity, entry)}`);
}

async function mark(call: Call, field: Field, isDone: boolean): Promise<void> {
	const [entity] = entities;
	const entries = await readEntries(call.io.files, entity);
	call.word(0, 'The number');
	const marked = call.words.map((word) => find(entity, entries, word));
	await writeEntries(call.io.files, entity, entries.map((entry) => (marked.includes(entry) ? { ...entry, [field.name]: isDone } : entry)));
	for (const entry of marked) call.print(`${field.label}: ${isDone ? 'yes' : 'no'}, ${nameOf(entity, entry)}`);
}

async function total(call: Call): Promise<void> {
	const entity = entityOf(call);
	const name = call.words[0];
	const field = name === undefined ? entity.fields.find(({ type }) => NUMERIC.has(type)) : fieldOf(entity, name);
	if (!field || !NUMERIC.has(field.type)) throw new UsageError(`"${name ?? entity.plural}" cannot be added up.`);
	const by = call.value('by');
	const groups = new Map<string, number>();
	for (const entry of await readEntries(call.io.files, entity)) {
		const key = by === undefined ? 'Total' : groupOf(entity, entry, by);
		const value = entry[field.name];
		groups.set(key, (groups.get(key) ?? 0) + (typeof value === 'number' ? value : 0));
	}
	const text = (sum: number): string => showValue({ ...field, type: field.type === 'rating' ? 'number' : field.type }, Number(sum.toPrecision(14)));
	if (by === undefined) return call.print(text(groups.get('Total') ?? 0));
	const rows = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => [key || '(none)', text(sum)]);
	call.io.stdout.write(tableOf([[by, field.label], ...rows]));
}

function groupOf(entity: Entity, entry: Entry, by: string): string {
	const day = entity.fields.find(({ type }) => type === 'date' || type === 'dateTime');
	const span = { day: 10, month: 7, year: 4 }[by.toLowerCase()];
	const isField = entity.fields.some(({ name }) => name.toLowerCase() === by.toLowerCase());
	if (span !== undefined && day && !isField) return String(entry[day.name] ?? '').slice(0, span);
	const field = fieldOf(entity, by);
	return showValue(field, entry[field.name]);
}

async function exportAll(call: Call): Promise<void> {
	const entity = entityOf(call);
	const entries = await readEntries(call.io.files, entity);
	const format = call.value('to') ?? 'csv';
	if (!['csv', 'json', 'markdown'].includes(format)) throw new UsageError('--to needs csv, json or markdown.');
	if (format === 'json') return call.print(JSON.stringify(entries, null, 2));
	const cell = (value: Value | undefined): string => (typeof value === 'object' ? (value?.join(', ') ?? '') : String(value ?? ''));
	const columns = ['id', ...entity.fields.map(({ name }) => name)];
	const table = { columns, rows: entries.map((entry) => columns.map((name) => cell(entry[name]))) };
	call.io.stdout.write(format === 'csv' ? toCsv(table) : toMarkdown(table));
}

async function importAll(call: Call): Promise<void> {
	const entity = entityOf(call);
	const { columns, rows } = parseCsv(await call.text());
	const entries = await readEntries(call.io.files, entity);
	const known = columns.flatMap((column, index) => {
		const field = entity.fields.find(({ name, label }) => [name, label].some((each) => each.toLowerCase() === column.trim().toLowerCase()));
		return field ? [{ field, index }] : [];
	});
	if (known.length === 0) throw new Failure(`No column is a field. The fields are: ${entity.fields.map(({ name }) => name).join(', ')}.`);
	const start = nextId(entries);
	const added = rows.map((row, index) => ({
		...startValues(entity),
		...Object.fromEntries(known.map(({ field, index: place }) => [field.name, readValue(field, row[place] ?? '')])),
		id: start + index,
	}));
	await writeEntries(call.io.files, entity, [...entries, ...added]);
	call.print(`Added ${added.length} ${(added.length === 1 ? entity.label : entity.plural).toLowerCase()}.`);
}
