import { type Call, UsageError } from '../../shared/files/cli.ts';
import { toCsv, toMarkdown } from '../../shared/files/csv.ts';
import { tableOf } from '../../shared/files/table.ts';
import { entityOf, fieldOf } from './fields.ts';
import type { Entity } from './model.ts';
import { readEntries } from './store.ts';
import { type Entry, NUMERIC, showValue, type Value } from './values.ts';

export async function total(call: Call): Promise<void> {
	const entity = entityOf(call);
	const name = call.words[0];
	const field =
		name === undefined ? entity.fields.find(({ type }) => NUMERIC.has(type)) : fieldOf(entity, name);
	if (!field || !NUMERIC.has(field.type))
		throw new UsageError(`"${name ?? entity.plural}" cannot be added up.`);
	const by = call.value('by');
	const groups = new Map<string, number>();
	for (const entry of await readEntries(call.io.files, entity)) {
		const key = by === undefined ? 'Total' : groupOf(entity, entry, by);
		const value = entry[field.name];
		groups.set(key, (groups.get(key) ?? 0) + (typeof value === 'number' ? value : 0));
	}
	const text = (sum: number): string =>
		showValue(
			{ ...field, type: field.type === 'rating' ? 'number' : field.type },
			Number(sum.toPrecision(14)),
		);
	if (by === undefined) return call.print(text(groups.get('Total') ?? 0));
	const rows = [...groups]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, sum]) => [key || '(none)', text(sum)]);
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

export async function exportAll(call: Call): Promise<void> {
	const entity = entityOf(call);
	const entries = await readEntries(call.io.files, entity);
	const format = call.value('to') ?? 'csv';
	if (!['csv', 'json', 'markdown'].includes(format))
		throw new UsageError('--to needs csv, json or markdown.');
	if (format === 'json') return call.print(JSON.stringify(entries, null, 2));
	const cell = (value: Value | undefined): string =>
		typeof value === 'object' ? (value?.join(', ') ?? '') : String(value ?? '');
	const columns = ['id', ...entity.fields.map(({ name }) => name)];
	const table = { columns, rows: entries.map((entry) => columns.map((name) => cell(entry[name]))) };
	call.io.stdout.write(format === 'csv' ? toCsv(table) : toMarkdown(table));
}
