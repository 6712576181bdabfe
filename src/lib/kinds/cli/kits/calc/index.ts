import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const ASKED: readonly (readonly [RegExp, string])[] = [
	[/fibonacci/i, 'fibonacci 20'],
	[/prime/i, 'primes 100'],
	[/factor/i, 'factors 360'],
	[/multiplication|times table/i, 'table 10'],
	[/percent/i, 'percent 15 of 80'],
	[/loan|mortgage|interest/i, 'loan 200000 3.5 25'],
	[/\btips?\b|bill/i, 'tip 48.50 --people 3'],
	[/dice|coin|roll/i, 'roll 2d6'],
	[/average|mean|median|statistic|deviation/i, 'stats 3 4 8 8 10'],
];

/** Expressions, statistics, number series, percentages, loans and dice. */
export const calc: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Calculates: expressions, sums and means, number series, percentages, loans, tips and dice.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				...new Set([
					...ASKED.flatMap(([words, line]) => (words.test(spec.sentence) ? [line] : [])),
					"eval '2 * (3 + 4)^2'",
					"eval 'sqrt(2) * 15%'",
					'seq 1 100 | NAME stats',
					'fibonacci 20',
					'table 10',
				]),
			],
		}),
};
