import type { AppFacts } from '../../shared/files/schema.ts';
import type { Mode, Times } from './clock.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Pomodoro timer', appearanceSwitch: false };

/** How it counts when it is opened for the first time. */
export const firstMode: Mode = 'pomodoro';

/** The times it begins with; each can be changed in the app. */
export const times: Times = {
	workMinutes: 25,
	breakMinutes: 5,
	longBreakMinutes: 15,
	roundsToLongBreak: 4,
	countdownMinutes: 10,
	workSeconds: 40,
	restSeconds: 20,
	rounds: 8,
};
