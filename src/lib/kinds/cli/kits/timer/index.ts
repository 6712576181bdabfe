import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Countdowns that beep, pomodoros, and a log of time per task. */
export const timer: KitRenderer = {
	render(spec) {
		const isPomodoro = /pomodoro|focus|break/i.test(spec.sentence);
		const isTracking = /track|start|log|report|sheet/i.test(spec.sentence);
		return assemble({
			spec,
			templates,
			does: 'Counts down and beeps, runs pomodoros, and measures the time of tasks.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				...new Set([
					...(isPomodoro ? ['pomodoro 10s 5s --rounds 2'] : []),
					...(isTracking ? ['start writing', 'stop', 'report'] : []),
					'wait 10s tea is ready',
					'start writing',
					'status',
					'stop',
					'report',
					'pomodoro 10s 5s --rounds 2',
				]),
			],
		});
	},
};
