import { TIME_UNITS } from './lexicon/words.ts';
import type { Reading } from './reading.ts';

/** Where a trigger stands; `cron` for a schedule, five fields in local time. */
export interface TriggerHit {
	readonly end: number;
	readonly cron?: string;
}

const SPELLED: Readonly<Record<string, number>> = {
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	eight: 8,
	ten: 10,
	twelve: 12,
	fifteen: 15,
	twenty: 20,
	thirty: 30,
};
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const HOURS: Readonly<Record<string, number>> = {
	morning: 8,
	noon: 12,
	lunchtime: 12,
	afternoon: 15,
	evening: 19,
	night: 2,
	midnight: 0,
};
const ADVERBS: Readonly<Record<string, string>> = {
	hourly: '0 * * * *',
	daily: '0 8 * * *',
	nightly: '0 2 * * *',
	weekly: '0 8 * * 1',
	monthly: '0 8 1 * *',
	yearly: '0 8 1 1 *',
	quarterly: '0 8 1 */3 *',
};
const EVENT_WORDS = ['when', 'whenever', 'if', 'once', 'after', 'before', 'unless', 'upon'];

/** A trigger that begins at `index`: a schedule, or "when …", "as soon as …". */
export function triggerAt(reading: Reading, index: number): TriggerHit | null {
	const schedule = scheduleAt(reading, index);
	if (schedule) return schedule;
	if (reading.is(index, ...EVENT_WORDS) && reading.isWord(index + 1)) return { end: index + 1 };
	if (reading.is(index, 'as') && reading.is(index + 1, 'soon') && reading.is(index + 2, 'as'))
		return { end: index + 3 };
	if (reading.is(index, 'each', 'every') && reading.is(index + 1, 'time')) return { end: index + 2 };
	if (
		reading.is(index, 'on') &&
		reading.is(index + 1, 'new', 'every', 'each') &&
		!TIME_UNITS.has(reading.lower(index + 2))
	)
		return { end: index + 1 };
	return null;
}

/** "every Monday at 9", "each night", "at midnight", "daily at 7:30", "on the first of the month". */
export function scheduleAt(reading: Reading, index: number): TriggerHit | null {
	const adverb = ADVERBS[reading.lower(index)];
	if (
		adverb &&
		(reading.is(index + 1, 'at', ',', 'and', 'to') || index === reading.leadEnd || !reading.isWord(index + 1))
	)
		return atTime(reading, index + 1, adverb);
	if (reading.is(index, 'every', 'each')) return everyAt(reading, index + 1);
	if (reading.is(index, 'at')) return atHour(reading, index);
	if (
		reading.is(index, 'twice', 'once') &&
		reading.is(index + 1, 'a', 'per') &&
		TIME_UNITS.has(reading.lower(index + 2))
	)
		return atTime(reading, index + 3, unitCron(reading.lower(index + 2), 1) ?? '0 8 * * *');
	if (reading.is(index, 'on', 'in') && reading.is(index + 1, 'the')) return dayOfMonth(reading, index + 2);
	if (reading.is(index, 'on') && reading.is(index + 1, 'weekday', 'weekdays', 'weekends'))
		return everyAt(reading, index + 1);
	if (reading.is(index, 'on') && weekday(reading, index + 1) !== undefined)
		return atTime(reading, index + 2, `0 8 * * ${weekday(reading, index + 1)}`);
	return null;
}

function weekday(reading: Reading, index: number): number | undefined {
	const place = WEEKDAYS.indexOf(reading.tokens[index]?.noun ?? '');
	return place < 0 ? undefined : place;
}

function everyAt(reading: Reading, index: number): TriggerHit | null {
	const days: number[] = [];
	let at =
		reading.is(index, 'first', 'second', 'third', 'last') && weekday(reading, index + 1) !== undefined
			? index + 1
			: index;
	while (weekday(reading, at) !== undefined) {
		days.push(weekday(reading, at) ?? 0);
		at += reading.is(at + 1, 'and', ',') && weekday(reading, at + 2) !== undefined ? 2 : 1;
	}
	while (days.length && reading.is(at, 'of', 'the', 'each', 'every', 'month') && !reading.is(at, 'at')) at++;
	if (days.length) return atTime(reading, at, `0 ${HOURS[reading.lower(at)] ?? 8} * * ${days.join(',')}`);
	const isSecond = reading.is(index, 'other', 'second');
	const spelled = SPELLED[reading.lower(index)];
	const count = isSecond
		? 2
		: (spelled ?? Number(reading.tokens[index]?.type === 'number' ? reading.lower(index) : 1));
	const unitPlace =
		isSecond || spelled || reading.tokens[index]?.type === 'number'
			? index + 1
			: reading.is(index, 'single', 'working')
				? index + 1
				: index;
	const cron = unitCron(reading.tokens[unitPlace]?.noun ?? '', count);
	return cron ? atTime(reading, unitPlace + 1, cron) : null;
}

function unitCron(unit: string, count: number): string | undefined {
	const step = count > 1 && Number.isInteger(count) && count < 60 ? `*/${count}` : '*';
	switch (unit) {
		case 'second': case 'minute': return `${step} * * * *`;
		case 'hour': return `0 ${step} * * *`;
		case 'day': return `0 8 ${step} * *`;
		case 'week': return '0 8 * * 1';
		case 'weekday': return '0 8 * * 1-5';
		case 'weekend': return '0 9 * * 0,6';
		case 'month': return `0 8 1 ${step} *`;
		case 'quarter': return '0 8 1 */3 *';
		case 'year': return '0 8 1 1 *';
		default: return unit in HOURS ? `0 ${HOURS[unit]} * * *` : undefined;
	} // prettier-ignore
}

/** Puts "at 7:30", "at 5 pm" or "morning" into a cron expression. */
function atTime(reading: Reading, index: number, cron: string): TriggerHit {
	const at = reading.is(index, 'morning', 'evening', 'night', 'afternoon') ? index + 1 : index;
	const place = reading.is(at, 'at', 'around', 'by') ? at + 1 : at;
	const time = place > at ? clock(reading, place) : null;
	if (!time) return { end: at, cron };
	const [, , day = '*', month = '*', weekdayField = '*'] = cron.split(' ');
	return { end: time.end, cron: `${time.minute} ${time.hour} ${day} ${month} ${weekdayField}` };
}

function atHour(reading: Reading, index: number): TriggerHit | null {
	const time = clock(reading, index + 1);
	return time ? { end: time.end, cron: `${time.minute} ${time.hour} * * *` } : null;
}

function clock(reading: Reading, index: number): { hour: number; minute: number; end: number } | null {
	const named = HOURS[reading.lower(index)];
	if (named !== undefined) return { hour: named, minute: 0, end: index + 1 };
	const match = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(reading.lower(index));
	if (!match) return null;
	const isSuffixed = reading.is(index + 1, 'am', 'pm', "o'clock");
	const suffix = match[3] ?? (isSuffixed ? reading.lower(index + 1) : '');
	const hour =
		(Number(match[1]) % (suffix === 'pm' || suffix === 'am' ? 12 : 24)) + (suffix === 'pm' ? 12 : 0);
	return { hour, minute: Number(match[2] ?? 0) % 60, end: index + (isSuffixed ? 2 : 1) };
}

const ORDINALS: Readonly<Record<string, string>> = {
	first: '1',
	'1st': '1',
	last: '28',
	fifteenth: '15',
	'15th': '15',
	second: '2',
	tenth: '10',
};

function dayOfMonth(reading: Reading, index: number): TriggerHit | null {
	if (HOURS[reading.lower(index)] !== undefined)
		return atTime(reading, index, unitCron(reading.lower(index), 1) ?? '0 8 * * *');
	const day = ORDINALS[reading.lower(index)];
	if (!day) return null;
	let at = index + 1;
	while (reading.is(at, 'day', 'of', 'each', 'every', 'the', 'a')) at++;
	const isMonth = reading.is(at, 'month', 'quarter', 'year');
	return isMonth
		? atTime(reading, at + 1, reading.is(at, 'quarter') ? `0 8 ${day} */3 *` : `0 8 ${day} * *`)
		: null;
}
