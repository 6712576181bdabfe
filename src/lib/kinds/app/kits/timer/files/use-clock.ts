import { useEffect, useState } from 'react';
import { addRow, isNumber, useSetting } from '../../shared/files/store.ts';
import {
	elapsedMs,
	freshClock,
	nextStep,
	pause,
	start,
	stepOf,
	type Clock,
	type Mode,
	type Step,
	type Times,
} from './clock.ts';
import { firstMode, times as firstTimes } from './model.ts';
import { session } from './session.ts';
import { chime } from './sound.ts';

/** A step that ended longer ago than this ended while nobody looked: the next one then waits. */
const MISSED_MS = 10_000;

export interface RunningClock {
	readonly clock: Clock;
	readonly step: Step;
	readonly elapsed: number;
	readonly times: Times;
	readonly setTimes: (times: Times) => void;
	readonly toggle: () => void;
	readonly reset: () => void;
	readonly skip: () => void;
	readonly setMode: (mode: Mode) => void;
	readonly setClock: (clock: Clock) => void;
}

/** The one clock of this app. It is kept like everything else, so closing the page does not stop it. */
export function useClock(task: string, hasSound: boolean): RunningClock {
	const [clock, setClock] = useSetting('clock', freshClock(firstMode), isClock);
	const [times, setTimes] = useSetting('times', firstTimes, isTimes);
	const now = useNow(clock.startedAt !== null);
	const step = stepOf(clock, times) ?? { name: 'Done', ms: 0, isLogged: false };
	const elapsed = elapsedMs(clock, now);

	useEffect(() => {
		if (clock.startedAt === null || step.ms === null || elapsed < step.ms) return;
		const endedAt = clock.startedAt + step.ms - clock.ranMs;
		if (step.isLogged) logSession(clock.mode, { kind: step.name, ms: step.ms, endedAt, task });
		if (hasSound) chime();
		setClock(nextStep(clock, now - endedAt < MISSED_MS ? now : null, times));
	});

	return {
		clock,
		step,
		elapsed,
		times,
		setTimes,
		setClock,
		toggle: () => setClock(clock.startedAt === null ? start(clock, Date.now()) : pause(clock, Date.now())),
		reset() {
			const ranMs = elapsedMs(clock, Date.now());
			// A stopwatch never ends by itself: its reset is the end worth logging.
			if (clock.mode === 'stopwatch' && ranMs >= 1000)
				logSession(clock.mode, { kind: step.name, ms: ranMs, endedAt: Date.now(), task });
			setClock(freshClock(clock.mode));
		},
		skip: () => setClock(nextStep(clock, clock.startedAt === null ? null : Date.now(), times)),
		setMode: (mode) => setClock(freshClock(mode)),
	};
}

interface Finished {
	readonly kind: string;
	readonly ms: number;
	readonly endedAt: number;
	readonly task: string;
}

/** Named after its end, so that two open tabs log one session once. */
function logSession(mode: Mode, { kind, ms, endedAt, task }: Finished): void {
	const values = { kind, task: task || null, minutes: Math.round(ms / 600) / 100, endedAt };
	addRow(session.name, values, `${mode}-${Math.round(endedAt)}`);
}

function useNow(isRunning: boolean): number {
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		setNow(Date.now());
		if (!isRunning) return;
		const timer = setInterval(() => setNow(Date.now()), 200);
		return () => clearInterval(timer);
	}, [isRunning]);
	return now;
}

const MODES: readonly unknown[] = ['pomodoro', 'countdown', 'stopwatch', 'interval'];

function isClock(value: unknown): value is Clock {
	if (typeof value !== 'object' || value === null) return false;
	const clock: Partial<Record<keyof Clock, unknown>> = value;
	const isStarted = clock.startedAt === null || isNumber(clock.startedAt);
	return MODES.includes(clock.mode) && isNumber(clock.step) && isNumber(clock.ranMs) && isStarted;
}

function isTimes(value: unknown): value is Times {
	return (
		typeof value === 'object' &&
		value !== null &&
		Object.keys(firstTimes).every((name) => isNumber(Reflect.get(value, name)))
	);
}
