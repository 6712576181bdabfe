import { type Call, Failure, UsageError } from '../../shared/files/cli.ts';
import { parseCsv } from '../../shared/files/csv.ts';
import { isoDay, today } from '../../shared/files/dates.ts';
import { entityOf, find, given, nameOf, optionName } from './fields.ts';
import { entities, type Entity, type Field } from './model.ts';
import { nextId, readEntries, writeEntries } from './store.ts';
import { readValue, type Value } from './values.ts';

export async function add(call: Call): Promise<void> {
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
		fields.map(({ name, type }): [string, Value] => {
			if (type === 'boolean') return [name, false];
			if (type === 'date' && /^(?:date|day|created|added|createdAt|on)$/i.test(name))
				return [name, isoDay(today())];
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

export async function edit(call: Call): Promise<void> {
	const entity = entityOf(call);
	const entries = await readEntries(call.io.files, entity);
	const entry = find(entity, entries, call.word(0, 'The number'));
	const changes = given(call, entity);
	if (Object.keys(changes).length === 0)
		throw new UsageError(
			'Nothing to change. Name a field, such as --' +
				entity.fields.map(optionName).slice(0, 1).join('') +
				' VALUE.',
		);
	const changed = { ...entry, ...changes };
	await writeEntries(
		call.io.files,
		entity,
		entries.map((each) => (each === entry ? changed : each)),
	);
	call.print(`Changed ${entity.label.toLowerCase()} ${entry.id}: ${nameOf(entity, changed)}`);
}

export async function remove(call: Call): Promise<void> {
	const entity = entityOf(call);
	const entries = await readEntries(call.io.files, entity);
	call.word(0, 'The number');
	const gone = call.words.map((word) => find(entity, entries, word));
	await writeEntries(
		call.io.files,
		entity,
		entries.filter((entry) => !gone.includes(entry)),
	);
	for (const entry of gone)
		call.print(`Removed ${entity.label.toLowerCase()} ${entry.id}: ${nameOf(entity, entry)}`);
}

export async function mark(call: Call, field: Field, isDone: boolean): Promise<void> {
	const [entity] = entities;
	const entries = await readEntries(call.io.files, entity);
	call.word(0, 'The number');
	const marked = call.words.map((word) => find(entity, entries, word));
	await writeEntries(
		call.io.files,
		entity,
		entries.map((entry) => (marked.includes(entry) ? { ...entry, [field.name]: isDone } : entry)),
	);
	for (const entry of marked)
		call.print(`${field.label}: ${isDone ? 'yes' : 'no'}, ${nameOf(entity, entry)}`);
}

export async function importAll(call: Call): Promise<void> {
	const entity = entityOf(call);
	const { columns, rows } = parseCsv(await call.text());
	const entries = await readEntries(call.io.files, entity);
	const known = columns.flatMap((column, index) => {
		const field = entity.fields.find(({ name, label }) =>
			[name, label].some((each) => each.toLowerCase() === column.trim().toLowerCase()),
		);
		return field ? [{ field, index }] : [];
	});
	if (known.length === 0)
		throw new Failure(
			`No column is a field. The fields are: ${entity.fields.map(({ name }) => name).join(', ')}.`,
		);
	const start = nextId(entries);
	const added = rows.map((row, index) => ({
		...startValues(entity),
		...Object.fromEntries(
			known.map(({ field, index: place }) => [field.name, readValue(field, row[place] ?? '')]),
		),
		id: start + index,
	}));
	await writeEntries(call.io.files, entity, [...entries, ...added]);
	call.print(`Added ${added.length} ${(added.length === 1 ? entity.label : entity.plural).toLowerCase()}.`);
}
