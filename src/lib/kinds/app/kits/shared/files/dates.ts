/** Days are local `YYYY-MM-DD` strings: they sort as text and know no time zone. */
export function isoOf(date: Date): string {
	const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
	return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export const today = (): string => isoOf(new Date());

/** Noon, so that a change of clocks never moves the day. */
export function dateOf(iso: string): Date {
	const [year = 1970, month = 1, day = 1] = iso.slice(0, 10).split('-').map(Number);
	return new Date(year, month - 1, day, 12);
}

export function addDays(iso: string, days: number): string {
	const date = dateOf(iso);
	date.setDate(date.getDate() + days);
	return isoOf(date);
}

export function addMonths(iso: string, months: number): string {
	const date = dateOf(iso);
	date.setDate(1);
	date.setMonth(date.getMonth() + months);
	return isoOf(date);
}

export const isDay = (value: unknown): value is string =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(dateOf(value).getTime());

/** 0 Sunday … 6 Saturday, as the person's language has it; Monday where the browser does not say. */
export function firstWeekday(): number {
	const locale: Intl.Locale & { getWeekInfo?: () => { readonly firstDay: number } } = new Intl.Locale(
		navigator.language,
	);
	return (locale.getWeekInfo?.().firstDay ?? 1) % 7;
}

export function startOfWeek(iso: string): string {
	const back = (dateOf(iso).getDay() - firstWeekday() + 7) % 7;
	return addDays(iso, -back);
}

/** The seven days of the week that `iso` lies in. */
export function weekOf(iso: string): readonly string[] {
	const start = startOfWeek(iso);
	return Array.from({ length: 7 }, (_, index) => addDays(start, index));
}

/** Whole weeks that cover the month of `iso`. */
export function weeksOfMonth(iso: string): readonly (readonly string[])[] {
	const month = iso.slice(0, 7);
	const weeks: (readonly string[])[] = [];
	let week = weekOf(`${month}-01`);
	while (week.some((day) => day.startsWith(month))) {
		weeks.push(week);
		week = weekOf(addDays(week[0] ?? iso, 7));
	}
	return weeks;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function formatDate(
	iso: string,
	options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' },
): string {
	const key = JSON.stringify(options);
	const format = formats.get(key) ?? new Intl.DateTimeFormat(undefined, options);
	formats.set(key, format);
	return format.format(iso.includes('T') ? new Date(iso) : dateOf(iso));
}
