import type { Field } from '#lib/model/spec.ts';

const TEXTS: Readonly<Record<string, readonly [string, string]>> = {
	name: ['Ann Lee', 'Ben Okafor'],
	title: ['Buy milk', 'Call the bank'],
	category: ['food', 'travel'],
	author: ['Ursula Le Guin', 'Italo Calvino'],
	notes: ['remember this', 'no hurry'],
};

/** A value that a person could have entered, so that the first example works as it stands. */
export function exampleValue({ name, label, type, options = [] }: Field, index: number): string {
	switch (type) {
		case 'number': case 'integer':
			return ['12', '5'][index] ?? '1';
		case 'money':
			return ['12.50', '4.20'][index] ?? '1';
		case 'percent':
			return ['20', '5'][index] ?? '1';
		case 'date':
			return ['tomorrow', '2026-03-01'][index] ?? 'today';
		case 'dateTime':
			return ['2026-03-01 18:30', '2026-03-02 09:00'][index] ?? '';
		case 'time':
			return ['18:30', '09:00'][index] ?? '';
		case 'duration':
			return ['1h30', '45m'][index] ?? '';
		case 'rating':
			return ['4', '5'][index] ?? '3';
		case 'boolean':
			return ['no', 'yes'][index] ?? 'no';
		case 'enum':
			return options[index] ?? options[0] ?? '';
		case 'tags':
			return ['home,garden', 'work'][index] ?? '';
		case 'email':
			return ['ann@example.com', 'ben@example.com'][index] ?? '';
		case 'phone':
			return ['+44 20 7946 0000', '+1 555 0100'][index] ?? '';
		case 'url':
			return ['https://example.com/a', 'https://example.org/b'][index] ?? '';
		case 'color':
			return ['green', 'blue'][index] ?? '';
		default:
			return TEXTS[name]?.[index] ?? `${['First', 'Second'][index] ?? 'Third'} ${label.toLowerCase()}`;
	}
} // prettier-ignore
