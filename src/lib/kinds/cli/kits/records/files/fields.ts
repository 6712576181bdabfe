import { type Call, Failure, UsageError } from '../../shared/files/cli.ts';
import { entities, type Entity, type Field } from './model.ts';
import { type Entry, readValue, showValue, type Value } from './values.ts';

/** `dueDate` is written --due-date. */
export const optionName = ({ name }: Field): string =>
	name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export function entityOf(call: Call): Entity {
	const wish = call.value('in')?.toLowerCase();
	if (wish === undefined) return entities[0];
	const found = entities.find(({ plural, label }) =>
		[plural, label].some((name) => name.toLowerCase() === wish),
	);
	if (found) return found;
	throw new UsageError(`--in needs one of ${entities.map(({ plural }) => plural.toLowerCase()).join(', ')}.`);
}

export function fieldOf({ fields }: Entity, name: string): Field {
	const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
	const field = fields.find((each) => plain(each.name) === plain(name) || plain(each.label) === plain(name));
	if (field) return field;
	throw new UsageError(`There is no field "${name}". There are: ${fields.map(optionName).join(', ')}.`);
}

export function given(call: Call, { fields }: Entity): Record<string, Value> {
	const named = fields.filter((field) => call.has(optionName(field)));
	return Object.fromEntries(
		named.map((field) => [field.name, readValue(field, call.value(optionName(field)) ?? '')]),
	);
}

export function find(entity: Entity, entries: readonly Entry[], word: string): Entry {
	const entry = entries.find(({ id }) => String(id) === word.replace(/^#/, ''));
	if (entry) return entry;
	throw new Failure(`There is no ${entity.label.toLowerCase()} ${word}. "list" shows the numbers.`);
}

export const nameOf = ({ fields }: Entity, entry: Entry): string =>
	fields[0] ? showValue(fields[0], entry[fields[0].name]) : '';
