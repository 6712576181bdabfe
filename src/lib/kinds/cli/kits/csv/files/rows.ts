import { Failure, UsageError } from '../../shared/files/cli.ts';
import type { Table } from '../../shared/files/csv.ts';

type Row = readonly string[];

/** Place of a column by its name, in any case, or by its number from 1. */
export function columnIndex({ columns }: Table, name: string): number {
	const wanted = name.trim();
	const exact = columns.indexOf(wanted);
	if (exact >= 0) return exact;
	const close = columns.findIndex((column) => column.trim().toLowerCase() === wanted.toLowerCase());
	if (close >= 0) return close;
	const place = Number(wanted);
	if (Number.isInteger(place) && place >= 1 && place <= columns.length) return place - 1;
	throw new Failure(`There is no column "${wanted}". There are: ${columns.join(', ')}.`);
}

/** Numbers by size, the rest by letters; empty cells last. */
export function compareCells(a: string, b: string): number {
	if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
	const [left, right] = [Number(a), Number(b)];
	if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
	return a.localeCompare(b, 'en', { numeric: true });
}

const CONDITION = /^\s*(.+?)\s*(<=|>=|!=|==|=|<|>|!~|~)\s*(.*?)\s*$/;

/** A condition such as `units>=5 and region=North`. */
export function conditionOf(table: Table, text: string): (row: Row) => boolean {
	const tests = text.split(/\s+and\s+/i).map((part) => {
		const [, column = '', sign = '', value = ''] = CONDITION.exec(part) ?? [];
		if (column === '')
			throw new UsageError(`"${part}" is no condition. Write for example 'units>=5' or 'region=North'.`);
		const place = columnIndex(table, column);
		const wanted = value.replace(/^(["'])(.*)\1$/, '$2');
		return (row: Row): boolean => holds(row[place] ?? '', sign, wanted);
	});
	return (row) => tests.every((test) => test(row));
}

function holds(cell: string, sign: string, wanted: string): boolean {
	const order = compareCells(cell, wanted);
	switch (sign) {
		case '~':
			return cell.toLowerCase().includes(wanted.toLowerCase());
		case '!~':
			return !cell.toLowerCase().includes(wanted.toLowerCase());
		case '!=':
			return cell !== wanted && order !== 0;
		case '<':
			return cell !== '' && order < 0;
		case '<=':
			return cell !== '' && order <= 0;
		case '>':
			return cell !== '' && order > 0;
		case '>=':
			return cell !== '' && order >= 0;
		default:
			return cell === wanted || (cell !== '' && order === 0);
	}
}

/** Sum of a column. A cell that is no number is an error, an empty one is not. */
export function total(rows: readonly Row[], place: number): number {
	return rows.reduce((sum, row) => {
		const cell = row[place] ?? '';
		const value = Number(cell.replace(/[€$£\s_]/g, ''));
		if (Number.isNaN(value)) throw new Failure(`"${cell}" is not a number.`);
		return sum + value;
	}, 0);
}

/** Without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
export const numberOf = (value: number): string => String(Number(value.toPrecision(14)));

export function statistics({ columns, rows }: Table): Table {
	return {
		columns: ['column', 'values', 'different', 'least', 'largest', 'mean'],
		rows: columns.map((column, place) => {
			const cells = rows.map((row) => row[place] ?? '').filter((cell) => cell !== '');
			const sorted = [...cells].sort(compareCells);
			const isNumeric = cells.length > 0 && cells.every((cell) => !Number.isNaN(Number(cell)));
			const mean = isNumeric ? numberOf(Number((total(rows, place) / cells.length).toFixed(4))) : '';
			const different = String(new Set(cells).size);
			return [column, String(cells.length), different, sorted[0] ?? '', sorted.at(-1) ?? '', mean];
		}),
	};
}

/** Rows of both that have the same value in `by`; with `isAll` also those without a partner. */
export function join(left: Table, right: Table, by: string, isAll: boolean): Table {
	const [leftPlace, rightPlace] = [columnIndex(left, by), columnIndex(right, by)];
	const others = right.columns.map((_, place) => place).filter((place) => place !== rightPlace);
	const names = others.map((place) => right.columns[place] ?? '');
	const columns = [
		...left.columns,
		...names.map((name) => (left.columns.includes(name) ? `${name} 2` : name)),
	];
	const partners = new Map<string, Row[]>();
	for (const row of right.rows)
		partners.set(row[rightPlace] ?? '', [...(partners.get(row[rightPlace] ?? '') ?? []), row]);
	const found = new Set<string>();
	const rows = left.rows.flatMap((row) => {
		const key = row[leftPlace] ?? '';
		const matches = partners.get(key) ?? [];
		if (matches.length > 0) found.add(key);
		if (matches.length === 0) return isAll ? [[...row, ...names.map(() => '')]] : [];
		return matches.map((match) => [...row, ...others.map((place) => match[place] ?? '')]);
	});
	const alone = isAll ? right.rows.filter((row) => !found.has(row[rightPlace] ?? '')) : [];
	const rest = alone.map((row) => [
		...left.columns.map((_, place) => (place === leftPlace ? (row[rightPlace] ?? '') : '')),
		...others.map((place) => row[place] ?? ''),
	]);
	return { columns, rows: [...rows, ...rest] };
}
