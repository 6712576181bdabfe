import { type Call, UsageError } from '../../shared/files/cli.ts';
import { tableOf } from '../../shared/files/table.ts';
import { entityOf, fieldOf, find } from './fields.ts';
import type { Entity } from './model.ts';
import { readEntries } from './store.ts';
import { compareValues, type Entry, readValue, showValue } from './values.ts';

export async function list(call: Call, matches: (entry: Entry, entity: Entity) => boolean): Promise<number> {
	const entity = entityOf(call);
	const all = await readEntries(call.io.files, entity);
	const entries = sorted(
		call,
		entity,
		all.filter((entry) => matches(entry, entity) && isWhere(call, entity, entry)),
	);
	if (call.has('json')) call.print(JSON.stringify(entries, null, 2));
	else if (entries.length > 0) call.io.stdout.write(tableOf(cellsOf(entity, entries)));
	else if (all.length === 0) call.print(`No ${entity.plural.toLowerCase()} yet. "add" makes the first one.`);
	else call.print(`No ${entity.label.toLowerCase()} matches.`);
	return 0;
}

function cellsOf({ fields }: Entity, entries: readonly Entry[]): string[][] {
	const used = fields.filter(({ name }) =>
		entries.some((entry) => entry[name] !== null && entry[name] !== undefined && entry[name] !== ''),
	);
	const shorten = (text: string): string => {
		const line = text.replace(/\s+/g, ' ');
		return line.length > 48 ? `${line.slice(0, 47)}…` : line;
	};
	const rows = entries.map((entry) => [
		String(entry.id),
		...used.map((field) => shorten(showValue(field, entry[field.name]))),
	]);
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
	if (typeof has === 'object' && has !== null)
		return typeof wish === 'object' && wish !== null && wish.every((tag) => has.includes(tag));
	if (typeof has === 'string' && typeof wish === 'string') return has.toLowerCase() === wish.toLowerCase();
	return has === wish;
}

function sorted(call: Call, entity: Entity, entries: readonly Entry[]): Entry[] {
	const by = call.value('sort');
	const name = by === undefined || by === 'id' ? 'id' : fieldOf(entity, by).name;
	const sign = call.has('reverse') ? -1 : 1;
	return [...entries].sort((a, b) => sign * compareValues(a[name], b[name]));
}

export async function search(call: Call): Promise<number> {
	call.word(0, 'The text');
	const words = call.words.map((word) => word.toLowerCase());
	return list(call, (entry, { fields }) => {
		const text = fields
			.map((field) => showValue(field, entry[field.name]))
			.join('\n')
			.toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

export async function show(call: Call): Promise<void> {
	const entity = entityOf(call);
	const entry = find(entity, await readEntries(call.io.files, entity), call.word(0, 'The number'));
	const rows = entity.fields.map((field) => [field.label, showValue(field, entry[field.name])]);
	call.io.stdout.write(tableOf([['ID', String(entry.id)], ...rows], false));
}
