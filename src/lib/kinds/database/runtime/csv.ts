import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Engine } from './engine.ts';
import type { Table } from './face.ts';
import { qualified, quoteName } from './sql/identifier.ts';

/** A table as CSV with a heading, in the order of its key. */
export async function tableToCsv(engine: Engine, table: Table): Promise<Blob> {
	const order = table.primaryKey.length > 0 ? ` ORDER BY ${table.primaryKey.map(quoteName).join(', ')}` : '';
	const { blob } = await engine.execute(
		`COPY (SELECT * FROM ${qualified(table.schema, table.name)}${order}) TO '/dev/blob' WITH (FORMAT csv, HEADER)`,
	);
	return blob ?? new Blob();
}

/** Adds the rows of a CSV whose heading names columns of the table; all of them or none. Throws PostgreSQL's error. */
export async function csvToTable(
	engine: Engine,
	table: Table,
	csv: string,
): Promise<Result<number, Problem>> {
	const text = csv.replace(/^\uFEFF/, '');
	const separator = separatorOf(text);
	const heading = firstRecord(text, separator);
	const known = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
	const unknown = heading.filter((name) => !known.has(name.trim().toLowerCase()));
	if (unknown.length > 0)
		return err({
			type: 'csv-heading-wrong',
			message: `The first line must name columns of ${table.id}. It has no column ${unknown.map((name) => `"${name}"`).join(', ')}.`,
			action: `Use these: ${table.columns.map(({ name }) => name).join(', ')}`,
		});
	const columns = heading.flatMap((name) => known.get(name.trim().toLowerCase()) ?? []);
	const generated = columns.find((column) => column.isGenerated);
	if (generated)
		return err({
			type: 'csv-heading-wrong',
			message: `The column ${generated.name} is computed; leave it out.`,
		});
	const names = columns.map(({ name }) => quoteName(name)).join(', ');
	const { count } = await engine.execute(
		`COPY ${qualified(table.schema, table.name)} (${names}) FROM '/dev/blob' WITH (FORMAT csv, HEADER, DELIMITER '${separator}')`,
		new Blob([text]),
	);
	return ok(count);
}

/** Spreadsheets of half of Europe write semicolons. */
function separatorOf(text: string): string {
	const line = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '');
	const counts = [',', ';', '\t'].map((separator) => [separator, line.split(separator).length] as const);
	return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function firstRecord(text: string, separator: string): readonly string[] {
	const fields: string[] = [];
	let field = '';
	let isQuoted = false;
	for (let at = 0; at < text.length; at++) {
		const character = text[at] ?? '';
		if (character === '"' && isQuoted && text[at + 1] === '"') field += text[++at];
		else if (character === '"') isQuoted = !isQuoted;
		else if (!isQuoted && character === separator) {
			fields.push(field);
			field = '';
		} else if (!isQuoted && /[\r\n]/.test(character)) break;
		else field += character;
	}
	return [...fields, field];
}
