import { addDays, today } from '../../shared/files/dates.ts';
import type { Ticks } from './ticks.ts';

/** How far back a streak is looked for. */
const MAX_DAYS = 3660;

/** Days in a row up to now. Today counts once it is ticked, and breaks nothing before that. */
export function currentStreak(ticks: Ticks, habitId: string): number {
	const now = today();
	let day = ticks.has(habitId, now) ? now : addDays(now, -1);
	let length = 0;
	for (; length < MAX_DAYS && ticks.has(habitId, day); length++) day = addDays(day, -1);
	return length;
}

/** Done or not, the last `count` days, oldest first. */
export function lastDays(ticks: Ticks, habitId: string, count: number): readonly boolean[] {
	const now = today();
	return Array.from({ length: count }, (_, index) => ticks.has(habitId, addDays(now, index - count + 1)));
}

/** The longest run inside the given days. */
export function longestRun(days: readonly boolean[]): number {
	let [best, run] = [0, 0];
	for (const isDone of days) {
		run = isDone ? run + 1 : 0;
		best = Math.max(best, run);
	}
	return best;
}
