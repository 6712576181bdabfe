import type { Reading } from '../reading.ts';
import type { KitOptions } from './options.ts';

type Mode = 'pomodoro' | 'countdown' | 'stopwatch' | 'interval';

/** "25/5", "50 minute sessions with 10 minute breaks", "40 seconds work, 20 seconds rest", "countdown of 10 minutes". */
export function readTimer(reading: Reading): KitOptions {
	const mode = modeOf(reading);
	const [first, second] = timesOf(reading, mode);
	const workMinutes = first ?? (mode === 'countdown' ? 10 : mode === 'interval' ? 2 / 3 : 25);
	const breakMinutes = second ?? (mode === 'interval' ? 1 / 3 : 5);
	const log = markWords(reading, [
		'log',
		'history',
		'record',
		'finished',
		'completed',
		'session',
		'statistics',
		'lap',
	]);
	markWords(reading, [
		'focus',
		'break',
		'work',
		'rest',
		'timer',
		'pomodoro',
		'kitchen',
		'egg',
		'hiit',
		'tabata',
		'round',
		'interval',
		'meditation',
		'study',
		'preset',
		'sound',
		'long',
		'short',
		'count',
		'down',
		'technique',
		'start',
		'stop',
		'pause',
		'minute',
		'second',
		'hour',
	]);
	const cycles = mode === 'pomodoro' || mode === 'interval';
	return {
		options: {
			mode,
			workMinutes,
			...(cycles ? { breakMinutes } : {}),
			...modeTimes(mode, workMinutes, breakMinutes),
			log: log || mode === 'pomodoro',
		},
		missing: [],
		isEmpty: false,
	};
}

/** Intervals are told in seconds: "tabata 20/10". */
function timesOf(reading: Reading, mode: Mode): readonly number[] {
	const pair = pairOf(reading);
	if (!pair) return spansOf(reading);
	return mode === 'interval' ? pair.map((seconds) => seconds / 60) : pair;
}

/** The same times in the units that the other ways of counting use. */
function modeTimes(mode: Mode, workMinutes: number, breakMinutes: number): Record<string, number> {
	if (mode === 'countdown') return { countdownMinutes: workMinutes };
	return mode === 'interval'
		? { workSeconds: Math.round(workMinutes * 60), restSeconds: Math.round(breakMinutes * 60) }
		: {};
}

function modeOf(reading: Reading): Mode {
	const nouns = new Set(reading.tokens.flatMap((token) => token.forms));
	if (nouns.has('stopwatch') || nouns.has('lap')) return 'stopwatch';
	if (nouns.has('pomodoro')) return 'pomodoro';
	if (['interval', 'hiit', 'tabata', 'rest', 'round'].some((word) => nouns.has(word))) return 'interval';
	const isFocus = ['focus', 'break', 'session', 'study', 'work'].some((word) => nouns.has(word));
	return isFocus || pairOf(reading) ? 'pomodoro' : 'countdown';
}

/** "25/5". */
function pairOf(reading: Reading): readonly [number, number] | undefined {
	for (let index = 0; index + 2 < reading.tokens.length; index++) {
		const [work, rest] = [reading.tokens[index], reading.tokens[index + 2]];
		if (work?.type !== 'number' || rest?.type !== 'number' || !reading.is(index + 1, '/', '-', ':')) continue;
		reading.remark(index, index + 3, 'option');
		return [bounded(Number(work.lower)), bounded(Number(rest.lower))];
	}
	return undefined;
}

/** Lengths with a unit, in minutes, in the order of the sentence. */
function spansOf(reading: Reading): readonly number[] {
	const lengths: number[] = [];
	reading.tokens.forEach((token, index) => {
		const unit = reading.tokens[index + 1]?.noun;
		const factor =
			unit === 'second' || unit === 'sec' || unit === 's'
				? 1 / 60
				: unit === 'hour' || unit === 'h'
					? 60
					: unit === 'minute' || unit === 'min'
						? 1
						: undefined;
		if (token.type !== 'number' || factor === undefined) return;
		reading.remark(index, index + 2, 'option');
		lengths.push(bounded(Math.round(Number(token.lower.replace(':', '.')) * factor * 100) / 100));
	});
	return lengths;
}

const bounded = (minutes: number): number =>
	Number.isFinite(minutes) ? Math.min(Math.max(minutes, 0.05), 1440) : 25;

function markWords(reading: Reading, words: readonly string[]): boolean {
	let isFound = false;
	reading.tokens.forEach((token, index) => {
		if (!words.includes(token.noun)) return;
		reading.mark(index, index + 1, 'option');
		isFound ||= words[0] === 'log';
	});
	return isFound;
}
