import { addDays, isoDay, isoWeek } from '../../shared/files/dates.ts';

export interface CalendarOptions {
	readonly isSunday: boolean;
	readonly hasWeeks: boolean;
	/** The day that gets a star. */
	readonly now: Date;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

/** One month, a week per line, today with a star. */
export function monthLines(
	year: number,
	month: number,
	{ isSunday, hasWeeks, now }: CalendarOptions,
): string[] {
	const first = new Date(Date.UTC(year, month, 1));
	first.setUTCFullYear(year);
	const before = (first.getUTCDay() + (isSunday ? 0 : 6)) % 7;
	const names = isSunday ? 'Su  Mo  Tu  We  Th  Fr  Sa' : 'Mo  Tu  We  Th  Fr  Sa  Su';
	const lines: string[] = [];
	for (
		let start = addDays(first, -before);
		start.getTime() <= lastOf(year, month).getTime();
		start = addDays(start, 7)
	) {
		const cells = Array.from({ length: 7 }, (_, index) => cellOf(addDays(start, index), month, now));
		const week = hasWeeks ? `${String(isoWeek(addDays(start, 3)).week).padStart(2)} ` : '';
		lines.push((week + cells.join('')).trimEnd());
	}
	const indent = hasWeeks ? '   ' : '';
	return [
		`${indent}${`${MONTHS[month] ?? ''} ${year}`.padStart(18)}`.trimEnd(),
		`${indent} ${names}`,
		...lines,
	];
}

function lastOf(year: number, month: number): Date {
	const last = new Date(Date.UTC(2000, month + 1, 0));
	last.setUTCFullYear(year, month + 1, 0);
	return last;
}

function cellOf(day: Date, month: number, now: Date): string {
	if (day.getUTCMonth() !== month) return '    ';
	return `${String(day.getUTCDate()).padStart(3)}${isoDay(day) === isoDay(now) ? '*' : ' '}`;
}

/** Twelve months, one below the other. */
export function yearLines(year: number, options: CalendarOptions): string[] {
	return MONTHS.flatMap((_, month) => [...monthLines(year, month, options), '']).slice(0, -1);
}
