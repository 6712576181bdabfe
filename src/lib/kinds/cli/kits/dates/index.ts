import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const ASKED: readonly (readonly [RegExp, string])[] = [
	[/calendar|month/i, 'calendar'],
	[/\bage\b|birthday|how old/i, 'age 1990-05-17'],
	[/countdown|until/i, 'countdown 2030-01-01'],
	[/between|difference/i, 'between 2026-01-01 2026-12-24'],
	[/week number|weekday|day of/i, 'info'],
	[/zone|clock|world/i, 'time Europe/Oslo Asia/Tokyo'],
	[/stamp|unix|epoch/i, 'stamp'],
];

/** Calendars, spans between dates, ages, weeks, time zones and time stamps. */
export const dates: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Calculates with dates: calendars, days between dates, ages, weeks, time zones and time stamps.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				...new Set([
					...ASKED.flatMap(([words, line]) => (words.test(spec.sentence) ? [line] : [])),
					'calendar',
					'between 2026-01-01 2026-12-24',
					'add today 3 weeks',
					'info',
					'age 1990-05-17',
					'time Europe/Oslo Asia/Tokyo',
				]),
			],
		}),
};
