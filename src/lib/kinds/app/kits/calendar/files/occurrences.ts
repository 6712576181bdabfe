import { dateOf, isDay, isoOf } from '../../shared/files/dates.ts';
import type { Row } from '../../shared/files/schema.ts';
import { dayField, repeatsYearly } from './model.ts';

/** A row on one of its days. */
export interface Occurrence {
	readonly row: Row;
	readonly day: string;
	/** Years since its own date; 0 when it does not come back. */
	readonly years: number;
}

/** Everything on a day, earliest first. */
export function occurrencesOn(rows: readonly Row[], day: string): readonly Occurrence[] {
	return rows
		.flatMap((row) => {
			const occurrence = occurrenceIn(row, Number(day.slice(0, 4)));
			return occurrence?.day === day ? [occurrence] : [];
		})
		.sort((a, b) => timeOf(a.row).localeCompare(timeOf(b.row)));
}

/** The next time of each row from `from` on, soonest first. */
export function upcoming(rows: readonly Row[], from: string): readonly Occurrence[] {
	const year = Number(from.slice(0, 4));
	return rows
		.flatMap((row) => {
			const next = [occurrenceIn(row, year), occurrenceIn(row, year + 1), ownDay(row)].find(
				(occurrence) => occurrence && occurrence.day >= from,
			);
			return next ? [next] : [];
		})
		.sort((a, b) => (a.day + timeOf(a.row) < b.day + timeOf(b.row) ? -1 : 1));
}

/** What does not come back and lies before `before`, latest first. */
export function past(rows: readonly Row[], before: string): readonly Occurrence[] {
	return rows
		.flatMap((row) => ownDay(row) ?? [])
		.filter(({ day }) => !repeatsYearly && day < before)
		.sort((a, b) => (a.day < b.day ? 1 : -1));
}

/** "14:30", or empty for all day. */
export function timeOf(row: Row): string {
	const day = row[dayField];
	if (typeof day === 'string' && day.includes('T')) return day.slice(11, 16);
	return typeof row['time'] === 'string' ? row['time'] : '';
}

function ownDay(row: Row): Occurrence | undefined {
	const day = row[dayField];
	return isDay(day) ? { row, day: day.slice(0, 10), years: 0 } : undefined;
}

function occurrenceIn(row: Row, year: number): Occurrence | undefined {
	const own = ownDay(row);
	if (!own) return undefined;
	const years = year - Number(own.day.slice(0, 4));
	if (!repeatsYearly || years < 0) return years === 0 ? own : undefined;
	return { row, day: inYear(own.day, year), years };
}

/** The 29th of February becomes the 28th where there is none. */
function inYear(day: string, year: number): string {
	const [, month, date] = day.split('-');
	const moved = `${year}-${month}-${date}`;
	return isoOf(dateOf(moved)) === moved ? moved : `${year}-02-28`;
}
