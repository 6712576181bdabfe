export type Mode = 'pomodoro' | 'countdown' | 'stopwatch' | 'interval';

export interface Times {
	readonly workMinutes: number;
	readonly breakMinutes: number;
	readonly longBreakMinutes: number;
	/** Rounds of work until the break is a long one. */
	readonly roundsToLongBreak: number;
	readonly countdownMinutes: number;
	readonly workSeconds: number;
	readonly restSeconds: number;
	readonly rounds: number;
}

/** One stretch of time. */
export interface Step {
	readonly name: string;
	/** null counts up without an end. */
	readonly ms: number | null;
	/** Whether finishing it is worth a line in the log. */
	readonly isLogged: boolean;
}

/** Only points in time are kept, so that it counts right while the page sleeps or is closed. */
export interface Clock {
	readonly mode: Mode;
	/** Which step of the mode runs, from 0. */
	readonly step: number;
	/** ms that ran before the last start. */
	readonly ranMs: number;
	/** ms since the epoch; null while it stands still. */
	readonly startedAt: number | null;
}

export const freshClock = (mode: Mode): Clock => ({ mode, step: 0, ranMs: 0, startedAt: null });

export function elapsedMs(clock: Clock, now: number): number {
	return clock.ranMs + (clock.startedAt === null ? 0 : Math.max(0, now - clock.startedAt));
}

export const start = (clock: Clock, now: number): Clock => ({ ...clock, startedAt: now });

export const pause = (clock: Clock, now: number): Clock => ({
	...clock,
	ranMs: elapsedMs(clock, now),
	startedAt: null,
});

const MINUTE = 60_000;

/** The step that a clock is in, or null when all rounds are done. */
export function stepOf({ mode, step }: Clock, times: Times): Step | null {
	if (mode === 'stopwatch') return { name: 'Stopwatch', ms: null, isLogged: true };
	if (mode === 'countdown')
		return step > 0 ? null : { name: 'Countdown', ms: times.countdownMinutes * MINUTE, isLogged: true };
	const round = Math.floor(step / 2) + 1;
	if (mode === 'interval') {
		if (round > times.rounds) return null;
		return step % 2 === 0
			? { name: `Work, round ${round} of ${times.rounds}`, ms: times.workSeconds * 1000, isLogged: true }
			: { name: `Rest, round ${round} of ${times.rounds}`, ms: times.restSeconds * 1000, isLogged: false };
	}
	if (step % 2 === 0) return { name: 'Work', ms: times.workMinutes * MINUTE, isLogged: true };
	return round % Math.max(1, Math.round(times.roundsToLongBreak)) === 0
		? { name: 'Long break', ms: times.longBreakMinutes * MINUTE, isLogged: false }
		: { name: 'Break', ms: times.breakMinutes * MINUTE, isLogged: false };
}

/** The clock at the beginning of its next step: running from `now`, or standing still. */
export function nextStep(clock: Clock, now: number | null, times: Times): Clock {
	const next: Clock = { ...clock, step: clock.step + 1, ranMs: 0, startedAt: now };
	return stepOf(next, times) ? next : freshClock(clock.mode);
}

/** 1500000 → "25:00", with hours only when there are some. */
export function formatClock(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const two = (value: number): string => String(value).padStart(2, '0');
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return (hours > 0 ? `${hours}:` : '') + `${two(minutes)}:${two(seconds % 60)}`;
}
