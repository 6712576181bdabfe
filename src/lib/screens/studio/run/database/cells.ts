import type { Column, Row } from '#lib/kinds/database/runtime/face.ts';

export type CellValue = Row[string];

/** A value as a person reads it in a grid. */
export function shown(value: CellValue | undefined): string {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'object') return JSON.stringify(value);
	return String(value);
}

/** A value as an input holds it. */
export function inputText(column: Column, value: CellValue): string {
	if (value === null) return '';
	if (typeof value === 'object') return JSON.stringify(value);
	const text = String(value);
	if (column.input === 'dateTime') return text.slice(0, 19).replace(' ', 'T');
	return text;
}

/** What an input holds as a value; empty numbers and dates are null. */
export function valueOf(column: Column, text: string): CellValue {
	if (column.input === 'number') return text.trim() === '' ? null : text.trim();
	if (column.input === 'boolean') return text === '' ? null : text === 'true';
	if (column.input === 'date' || column.input === 'time' || column.input === 'dateTime')
		return text === '' ? null : text;
	if (column.input === 'enum') return text === '' ? null : text;
	return column.type.endsWith('[]') ? arrayOf(text) : text;
}

/** `["a","b"]` as JSON, or words between commas. */
function arrayOf(text: string): CellValue {
	if (text.trim() === '') return null;
	try {
		const parsed: unknown = JSON.parse(text);
		if (Array.isArray(parsed)) return parsed.map((item): CellValue => (item === null ? null : String(item)));
	} catch {
		// Not JSON: words.
	}
	return text.split(',').map((item) => item.trim());
}
