import type { RefTitle } from './format.ts';
import type { Entity, Field, Row } from './schema.ts';

/** RFC 4180 text with a heading line. */
export function toCsv(entity: Entity, rows: readonly Row[], refTitle: RefTitle): string {
	const lines = [
		entity.fields.map((field) => quote(field.label)),
		...rows.map((row) => entity.fields.map((field) => cell(field, row[field.name], refTitle))),
	];
	return lines.map((line) => line.join(',')).join('\r\n') + '\r\n';
}

/** Hands a file to the person. */
export function download(name: string, type: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function downloadCsv(entity: Entity, rows: readonly Row[], refTitle: RefTitle): void {
	// The mark at the front makes spreadsheets read UTF-8.
	download(`${entity.plural.toLowerCase()}.csv`, 'text/csv', `\ufeff${toCsv(entity, rows, refTitle)}`);
}

function cell(field: Field, value: unknown, refTitle: RefTitle): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const text = Array.isArray(value) ? value.join(', ') : String(value);
	return quote(field.type === 'ref' && field.ref ? refTitle(field.ref, text) : text);
}

function quote(text: string): string {
	// A leading = + - @ would be run as a formula by spreadsheets.
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
