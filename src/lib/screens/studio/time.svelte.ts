import { createSubscriber } from 'svelte/reactivity';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const everyHalfMinute = createSubscriber((update) => {
	const timer = setInterval(update, MINUTE / 2);
	return () => clearInterval(timer);
});

/** "2 min ago"; follows the clock while it is shown. */
export function ago(at: number): string {
	everyHalfMinute();
	return agoAt(at, Date.now());
}

export function agoAt(at: number, now: number): string {
	const passed = Math.max(0, now - at);
	if (passed < MINUTE) return 'just now';
	if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
	if (passed < DAY) return `${Math.floor(passed / HOUR)} h ago`;
	if (passed < 2 * DAY) return 'yesterday';
	if (passed < 30 * DAY) return `${Math.floor(passed / DAY)} days ago`;
	return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(at);
}

/** Date and time as this device writes them. */
export const exactTime = (at: number): string =>
	new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
