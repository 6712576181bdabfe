/** A table: the names of its columns and rows of the same length. */
export interface Table {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** Reads CSV by RFC 4180: quotes, doubled quotes and line breaks inside of quotes. The separator is found when not given. */
export function parseCsv(text: string, separator = separatorOf(text)): Table {
	const [columns = [], ...rows] = recordsOf(text.replace(/^\ufeff/, ''), separator);
	return {
		columns,
		rows: rows.map((row) => columns.map((_, index) => row[index] ?? '')),
	};
}

/** The sign among `,`, `;`, tab and `|` that parts the first line most often. */
export function separatorOf(text: string): string {
	const line = /^(?:"[^"]*"|[^"\n])*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
	const signs = [',', ';', '\t', '|'];
	return signs.reduce((best, sign) => (line.split(sign).length > line.split(best).length ? sign : best));
}

function recordsOf(text: string, separator: string): string[][] {
	const records: string[][] = [];
	let record: string[] = [];
	let cell = '';
	let isQuoted = false;
	const endCell = (): void => {
		record.push(cell);
		cell = '';
	};
	const endRecord = (): void => {
		endCell();
		if (record.length > 1 || record[0] !== '') records.push(record);
		record = [];
	};
	for (let at = 0; at < text.length; at++) {
		const sign = text[at] ?? '';
		if (isQuoted && sign === '"' && text[at + 1] === '"') {
			cell += '"';
			at++;
		} else if (sign === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
		else if (isQuoted) cell += sign;
		else if (sign === separator) endCell();
		else if (sign === '\n') endRecord();
		else if (sign !== '\r' || text[at + 1] !== '\n') cell += sign;
	}
	if (cell !== '' || record.length > 0) endRecord();
	return records;
}

/** CSV with quotes only where they are needed. */
export function toCsv({ columns, rows }: Table, separator = ','): string {
	const quoted = (cell: string): string =>
		cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
	return [columns, ...rows].map((row) => `${row.map(quoted).join(separator)}\n`).join('');
}

/** A Markdown table. */
export function toMarkdown({ columns, rows }: Table): string {
	const line = (cells: readonly string[]): string =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\r?\n/g, '<br>')).join(' | ')} |\n`;
	return line(columns) + line(columns.map(() => '---')) + rows.map(line).join('');
}

/** A value as JSON would have it: numbers, true, false and null are no texts. Zeros in front keep a code a text. */
export function typed(cell: string): unknown {
	if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell)) return Number(cell);
	if (cell === 'true' || cell === 'false') return cell === 'true';
	return cell === '' ? null : cell;
}

/** Rows as objects by column. */
export const toObjects = ({ columns, rows }: Table): Record<string, unknown>[] =>
	rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, typed(row[index] ?? '')])));

/** Objects as a table: every key of any of them is a column. What is nested stands there as JSON. */
export function fromObjects(objects: readonly object[]): Table {
	const columns = [...new Set(objects.flatMap((object) => Object.keys(object)))];
	return {
		columns,
		rows: objects.map((object) => columns.map((column) => cellOf(Reflect.get(object, column)))),
	};
}

function cellOf(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
