import type { Spec } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { modelSource } from '../shared/model-source.ts';
import { numberOption, textOption } from '../shared/sensible.ts';
import type { Mode } from './files/clock.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const MODES: readonly Mode[] = ['pomodoro', 'countdown', 'stopwatch', 'interval'];

/** Pomodoro, countdown, stopwatch and intervals, with a log of finished sessions. */
export const timer: KitRenderer = {
	render(spec) {
		const mode = MODES.find((name) => name === textOption(spec, 'mode')) ?? 'pomodoro';
		const times = {
			...(mode === 'pomodoro' ? pomodoroTimes(spec) : { workMinutes: 25, breakMinutes: 5 }),
			longBreakMinutes: numberOption(spec, 'longBreakMinutes', 15),
			roundsToLongBreak: numberOption(spec, 'roundsToLongBreak', 4),
			countdownMinutes: numberOption(spec, 'countdownMinutes', numberOption(spec, 'minutes', 10)),
			workSeconds: numberOption(spec, 'workSeconds', 40),
			restSeconds: numberOption(spec, 'restSeconds', 20),
			rounds: numberOption(spec, 'rounds', 8),
		};
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					imports: ["import type { Mode, Times } from './clock.ts';"],
					constants: [
						{
							doc: 'How it counts when it is opened for the first time.',
							name: 'firstMode',
							type: 'Mode',
							value: mode,
						},
						{
							doc: 'The times it begins with; each can be changed in the app.',
							name: 'times',
							type: 'Times',
							value: times,
						},
					],
				}),
			},
			documents: documentsOf(spec, 'A timer that keeps a log of finished sessions.', [
				'`src/model.ts`: how it counts at first, and its times.',
				'`src/clock.ts`: what comes after what. `src/App.tsx`: the page.',
			]),
		});
	},
};

const pomodoroTimes = (spec: Spec) => ({
	workMinutes: numberOption(spec, 'workMinutes', 25),
	breakMinutes: numberOption(spec, 'breakMinutes', 5),
});
