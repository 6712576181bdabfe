import { reasonOf } from './abort.ts';

/** Longest time that one timer is trusted with: a computer that slept, or a clock that was set, is noticed after it. ms. */
const LONGEST_TIMER_MS = 30_000;

/** Resolves when the wall clock shows `at` (ms since 1970) or more; rejects with the reason of an abort. */
export function clockUntil(at: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return Promise.reject(reasonOf(signal));
	return new Promise((resolve, reject) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const stop = () => {
			clearTimeout(timer);
			reject(reasonOf(signal));
		};
		const look = () => {
			const left = at - Date.now();
			if (left > 0) timer = setTimeout(look, Math.min(left, LONGEST_TIMER_MS));
			else {
				signal.removeEventListener('abort', stop);
				resolve();
			}
		};
		signal.addEventListener('abort', stop, { once: true });
		look();
	});
}
