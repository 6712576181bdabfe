import { Problem } from '../../shared/files/http.ts';
import type { Parameter, Tool } from './tool.ts';

const day = (name: string, description: string, example: string): Parameter => ({
	name,
	description,
	type: 'date',
	required: true,
	example,
});

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
const today = (): string => new Date().toISOString().slice(0, 10);

export const now: Tool = {
	path: '/time',
	id: 'getTime',
	summary: 'The current time',
	parameters: [
		{
			name: 'zone',
			description: 'Time zone, such as Europe/Paris',
			type: 'text',
			usual: 'UTC',
			example: 'Europe/Paris',
		},
	],
	example: {
		iso: '2026-03-31T09:30:00.000Z',
		unix: 1774949400,
		zone: 'UTC',
		local: 'Tuesday, 31 March 2026 at 09:30:00',
	},
	run(input) {
		const date = new Date();
		const zone = input.text('zone');
		return {
			iso: date.toISOString(),
			unix: Math.floor(date.getTime() / 1000),
			zone,
			local: localTime(date, zone),
		};
	},
};

function localTime(date: Date, timeZone: string): string {
	try {
		return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', timeZone }).format(
			date,
		);
	} catch {
		throw new Problem(422, `There is no time zone called "${timeZone}".`);
	}
}

export const age: Tool = {
	path: '/age',
	id: 'getAge',
	summary: 'Age by date of birth',
	parameters: [day('born', 'Date of birth', '1990-05-17')],
	example: { years: 35, days: 13102 },
	run(input) {
		const [born, until] = [input.text('born'), today()];
		if (born > until) throw new Problem(422, 'This day has not come yet.');
		const isBeforeBirthday = until.slice(5) < born.slice(5);
		const years = Number(until.slice(0, 4)) - Number(born.slice(0, 4)) - (isBeforeBirthday ? 1 : 0);
		return { years, days: daysBetween(born, until) };
	},
};

export const daysUntil: Tool = {
	path: '/days',
	id: 'countDays',
	summary: 'Days from one date to another',
	parameters: [
		{ ...day('to', 'The later date', '2026-12-24') },
		{ name: 'from', description: 'The earlier date; left out, today', type: 'date', example: '2026-12-01' },
	],
	example: { from: '2026-12-01', to: '2026-12-24', days: 23, weeks: 3 },
	run(input) {
		const from = input.has('from') ? input.text('from') : today();
		const days = daysBetween(from, input.text('to'));
		return { from, to: input.text('to'), days, weeks: Math.trunc(days / 7) };
	},
};

export const calendarFacts: Tool = {
	path: '/date',
	id: 'getDateFacts',
	summary: 'Weekday, week and leap year of a date',
	parameters: [day('date', 'The date', '2028-02-29')],
	example: { weekday: 'Tuesday', dayOfYear: 60, isLeapYear: true },
	run(input) {
		const text = input.text('date');
		const year = Number(text.slice(0, 4));
		return {
			weekday: new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(new Date(text)),
			dayOfYear: daysBetween(`${text.slice(0, 4)}-01-01`, text) + 1,
			isLeapYear: (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0,
		};
	},
};
