const DAY_MS = 86_400_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A day as text: `2026-01-31`. Days are counted in UTC, so that no clock change shifts them. */
export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/** Today where the person is. */
export function today(now = new Date()): Date {
	return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

export const addDays = (day: Date, days: number): Date => new Date(day.getTime() + days * DAY_MS);

export const daysBetween = (from: Date, to: Date): number =>
	Math.round((to.getTime() - from.getTime()) / DAY_MS);

/** Months later; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Date, months: number): Date {
	const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
	const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	return addDays(first, Math.min(day.getUTCDate(), last) - 1);
}

/** A day as people write it: 2026-01-31, 31.1.2026, "31 Jan 2026", today, tomorrow, +3d, -2w, monday. */
export function parseDay(text: string, base = today()): Date | undefined {
	const word = text.trim().toLowerCase();
	const named = { today: 0, now: 0, tomorrow: 1, yesterday: -1 }[word];
	if (named !== undefined) return addDays(base, named);
	const shift = /^([+-])(\d+)\s*(d|w|m|y)[a-z]*$/.exec(word);
	if (shift) return shifted(base, Number(`${shift[1] ?? ''}${shift[2] ?? ''}`), shift[3] ?? 'd');
	const weekday = WEEKDAYS.findIndex(
		(name) => word.length >= 3 && name.startsWith(word.replace(/^next /, '')),
	);
	if (weekday >= 0) return addDays(base, ((weekday - base.getUTCDay() + 6) % 7) + 1);
	return written(word);
}

/** Days, weeks, months or years later. */
export function shifted(day: Date, number: number, unit: string): Date {
	if (unit === 'd') return addDays(day, number);
	if (unit === 'w') return addDays(day, number * 7);
	return addMonths(day, unit === 'y' ? number * 12 : number);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function written(word: string): Date | undefined {
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(word);
	if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(word);
	if (dotted) return dayOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
	const [day, month, year] = /^\d/.test(word) ? word.split(/[\s-]+/) : swapped(word.split(/[\s,]+/));
	const place = MONTHS.indexOf((month ?? '').slice(0, 3));
	return place < 0 ? undefined : dayOf(Number(year), place + 1, Number(/^\d+/.exec(day ?? '')?.[0]));
}

const swapped = ([month = '', day = '', year = '']: readonly string[]): string[] => [day, month, year];

function dayOf(year: number, month: number, day: number): Date | undefined {
	const date = new Date(Date.UTC(year, month - 1, day));
	if (year < 100) date.setUTCFullYear(year);
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}

export const weekdayName = (day: Date): string => {
	const name = WEEKDAYS[day.getUTCDay()] ?? '';
	return name.charAt(0).toUpperCase() + name.slice(1);
};

/** Week of the year by ISO 8601: weeks begin on Monday, the first one holds the first Thursday. */
export function isoWeek(day: Date): { readonly year: number; readonly week: number } {
	const thursday = addDays(day, 3 - ((day.getUTCDay() + 6) % 7));
	const start = new Date(Date.UTC(thursday.getUTCFullYear(), 0, 1));
	return { year: thursday.getUTCFullYear(), week: Math.floor(daysBetween(start, thursday) / 7) + 1 };
}

/** Minutes of "1h30", "90m", "1:30", "2 hours" or "45". */
export function parseMinutes(text: string): number | undefined {
	const word = text.trim().toLowerCase();
	const clock = /^(\d+):([0-5]\d)$/.exec(word);
	if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
	const parts = /^(?:(\d+(?:\.\d+)?)\s*h[a-z]*)?\s*(?:(\d+(?:\.\d+)?)\s*(?:m[a-z]*)?)?$/.exec(word);
	if (!parts || (parts[1] === undefined && parts[2] === undefined)) return undefined;
	return Number(parts[1] ?? 0) * 60 + Number(parts[2] ?? 0);
}

/** "1 h 30 min". */
export function minutesText(minutes: number): string {
	const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
	return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : '']
		.filter(Boolean)
		.join(' ');
}
