import type { Spec } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';
import { findUnit } from './files/units.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Units, currencies by given rates, number bases, Roman numerals and colours. */
export const units: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Converts units, currencies by your own rates, number bases, Roman numerals and colours.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				...new Set([
					...asked(spec),
					'convert 5 miles to km',
					'convert 72 F to C',
					'money 20 EUR to USD --rate 1.1',
					'base 255',
					'roman 2026',
					'colour "#3366cc"',
				]),
			],
		}),
};

/** What the sentence names comes first: its two units, or the command for what it speaks of. */
function asked({ sentence }: Spec): readonly string[] {
	const words = sentence.toLowerCase().match(/[a-z°]{2,}/g) ?? [];
	const found = words.flatMap((word) =>
		word === 'to' || word === 'in' || word === 'as' ? [] : (findUnit(word) ?? []),
	);
	const [from] = found;
	const to = found.find((each) => each.sort === from?.sort && each.unit !== from.unit);
	const pair = from && to ? [`convert 10 ${from.unit.symbols[0] ?? ''} to ${to.unit.symbols[0] ?? ''}`] : [];
	return [
		...pair,
		...(/roman/i.test(sentence) ? ['roman 2026'] : []),
		...(/binary|hexadecimal|\bhex\b|octal|number base/i.test(sentence) ? ['base 255'] : []),
		...(/currenc|euro|dollar|exchange/i.test(sentence) ? ['money 20 EUR to USD --rate 1.1'] : []),
		...(/colou?r|\brgb\b|\bhsl\b/i.test(sentence) ? ['colour "#3366cc"'] : []),
	];
}
