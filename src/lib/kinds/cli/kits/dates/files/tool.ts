import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, type Tool, UsageError } from '../../shared/files/cli.ts';
import {
	addDays,
	addMonths,
	daysBetween,
	isoDay,
	isoWeek,
	parseDay,
	shifted,
	today,
	weekdayName,
} from '../../shared/files/dates.ts';
import { monthLines, yearLines } from './calendar.ts';

const commands: readonly Command[] = [
	{
		name: 'calendar',
		usage: '[MONTH] [YEAR]',
		help: 'A calendar of this or another month: calendar 2 2027, calendar 2027-02',
		options: [
			{ name: 'year', short: 'y', help: 'The whole year' },
			{ name: 'sunday', short: 's', help: 'Weeks begin on Sunday' },
			{ name: 'weeks', short: 'w', help: 'With the numbers of the weeks' },
		],
		run: calendar,
	},
	{
		name: 'between',
		usage: 'DATE [DATE]',
		help: 'How long it is from one date to another, or to today',
		options: [{ name: 'workdays', short: 'w', help: 'Count Monday to Friday only' }],
		run: between,
	},
	{
		name: 'add',
		usage: 'DATE SPAN…',
		help: 'A date so much later or earlier: add today 3 weeks, add 2026-01-31 1 month, add today -10 days',
		run: (call) => {
			const spans = call.words.slice(1).join(' ');
			const parts = [...spans.matchAll(/([+-]?\s*\d+)\s*(d|w|m|y)[a-z]*/gi)];
			if (parts.length === 0) throw new UsageError('The span is missing, such as 3 weeks.');
			const start = day(call, 0);
			const end = parts.reduce(
				(date, [, number = '0', unit = 'd']) =>
					shifted(date, Number(number.replace(/\s/g, '')), unit.toLowerCase()),
				start,
			);
			call.print(`${isoDay(end)} ${weekdayName(end)}`);
		},
	},
	{
		name: 'info',
		usage: '[DATE]',
		help: 'Weekday, week, day of the year and more of a date',
		run: info,
	},
	{
		name: 'age',
		usage: 'DATE [DATE]',
		help: 'Age of somebody born on a date, and the next birthday',
		run: age,
	},
	{
		name: 'countdown',
		usage: 'DATE',
		help: 'Days until a date',
		run: (call) => {
			const days = daysBetween(today(), day(call, 0));
			call.print(days === 0 ? 'Today!' : days > 0 ? `${days} days to go` : `${-days} days ago`);
		},
	},
	{
		name: 'time',
		usage: '[ZONE…]',
		help: 'The time now, or in other places: time Europe/Oslo Asia/Tokyo',
		run: (call) => {
			const zones = call.words.length > 0 ? call.words : [undefined];
			for (const zone of zones) call.print(timeIn(zone));
		},
	},
	{
		name: 'stamp',
		usage: '[NUMBER|DATE]',
		help: 'Unix time stamps, both ways',
		run: (call) => {
			const text = call.words.join(' ');
			if (text === '') return call.print(String(Math.floor(Date.now() / 1000)));
			if (!/^\d{5,14}$/.test(text)) return call.print(String(day(call, 0).getTime() / 1000));
			const date = new Date(Number(text) * (text.length > 11 ? 1 : 1000));
			call.print(date.toISOString());
		},
	},
];

export const tool: Tool = { ...about, commands, examples };

function day(call: Call, index: number): Date {
	const text = call.word(index, 'The date');
	const date = parseDay(text);
	if (!date) throw new UsageError(`"${text}" is no date such as 2026-01-31, today, +3d or monday.`);
	return date;
}

function calendar(call: Call): void {
	const now = today();
	const joined = call.words.join(' ').trim();
	const iso = /^(\d{4})-(\d{1,2})$/.exec(joined);
	const [first = '', second] = iso ? [iso[2] ?? '', iso[1]] : joined.split(/\s+/);
	const isYear = call.has('year') || /^\d{4}$/.test(joined);
	const year = Number(
		/^\d{4}$/.test(joined) ? joined : (second ?? (isYear && first ? first : now.getUTCFullYear())),
	);
	const named = parseDay(`1 ${first} 2000`)?.getUTCMonth();
	const month = isYear ? 0 : first === '' ? now.getUTCMonth() : (named ?? Number(first) - 1);
	if (!Number.isInteger(year) || year < 1 || !Number.isInteger(month) || month < 0 || month > 11)
		throw new UsageError('Write for example: calendar 2 2027, calendar feb or calendar 2027.');
	const options = { isSunday: call.has('sunday'), hasWeeks: call.has('weeks'), now };
	for (const line of isYear ? yearLines(year, options) : monthLines(year, month, options)) call.print(line);
}

function between(call: Call): void {
	const [from, to] = [day(call, 0), call.words.length > 1 ? day(call, 1) : today()];
	const days = daysBetween(from, to);
	if (call.has('workdays')) {
		let count = 0;
		for (let each = 0; each < Math.min(Math.abs(days), 1_000_000); each++) {
			const weekday = addDays(days > 0 ? from : to, each).getUTCDay();
			if (weekday !== 0 && weekday !== 6) count++;
		}
		return call.print(`${count} workdays`);
	}
	call.print(`${days} days`);
	if (Math.abs(days) >= 7) call.print(`${spanText(days > 0 ? from : to, days > 0 ? to : from)}`);
}

/** "2 years, 3 months, 4 days". */
function spanText(from: Date, to: Date): string {
	let months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
	if (addMonths(from, months) > to) months--;
	const days = daysBetween(addMonths(from, months), to);
	const parts = [
		[Math.floor(months / 12), 'year'],
		[months % 12, 'month'],
		[days, 'day'],
	] as const;
	return parts.filter(([number]) => number > 0).map(([number, name]) => `${number} ${name}${number === 1 ? '' : 's'}`).join(', ') || '0 days'; // prettier-ignore
}

function info(call: Call): void {
	const date = call.words.length > 0 ? day(call, 0) : today();
	const year = date.getUTCFullYear();
	const { week, year: weekYear } = isoWeek(date);
	const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
	const dayOfYear = daysBetween(new Date(Date.UTC(year, 0, 1)), date) + 1;
	const rows = [['date', isoDay(date)], ['weekday', weekdayName(date)], ['week', `${weekYear}-W${String(week).padStart(2, '0')}`], ['day of year', String(dayOfYear)], ['quarter', String(Math.floor(date.getUTCMonth() / 3) + 1)], ['leap year', isLeap ? 'yes' : 'no']] as const; // prettier-ignore
	for (const [name, value] of rows) call.print(`${name.padEnd(12)} ${value}`);
}

function age(call: Call): void {
	const [born, on] = [day(call, 0), call.words.length > 1 ? day(call, 1) : today()];
	if (on < born) throw new UsageError('The date of birth lies in the future.');
	call.print(spanText(born, on));
	const years = on.getUTCFullYear() - born.getUTCFullYear();
	const birthday = [0, 1].map((more) => addMonths(born, (years + more) * 12)).find((each) => each >= on);
	if (birthday)
		call.print(
			`next birthday: ${isoDay(birthday)} ${weekdayName(birthday)}, in ${daysBetween(on, birthday)} days`,
		);
}

function timeIn(zone: string | undefined): string {
	try {
		const text = new Intl.DateTimeFormat('en-GB', {
			dateStyle: 'medium',
			timeStyle: 'medium',
			...(zone === undefined ? {} : { timeZone: zone }),
		}).format(new Date());
		return zone === undefined ? text : `${zone.padEnd(20)} ${text}`;
	} catch {
		throw new UsageError(`"${zone ?? ''}" is no time zone such as Europe/Oslo.`);
	}
}
