import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { modelSource } from '../shared/model-source.ts';
import { listOption } from '../shared/sensible.ts';
import { quantities, type Unit } from './files/units.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

type Pair = readonly [from: string, to: string];

const USUAL: readonly Pair[] = [
	['mile', 'kilometre'],
	['kilogram', 'pound'],
	['celsius', 'fahrenheit'],
	['litre', 'gallon'],
];

/** Units side by side; typing in one fills the other. */
export const converter: KitRenderer = {
	render(spec) {
		const asked = listOption(spec, 'pairs')
			.map(pairOf)
			.filter((pair) => pair !== undefined);
		const pairs = asked.length > 0 ? asked : USUAL;
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					constants: [
						{
							doc: 'The pairs it shows at first, by the ids in units.ts. More can be added in the app.',
							name: 'firstPairs',
							type: 'readonly (readonly [from: string, to: string])[]',
							value: pairs,
						},
					],
				}),
			},
			documents: documentsOf(spec, 'Converts between units, both ways.', [
				'`src/model.ts`: the pairs it shows at first.',
				'`src/units.ts`: every unit; a new one is one line.',
				'`src/PairCard.tsx`: how a pair looks.',
			]),
		});
	},
};

/** "mile:kilometre" → a pair of ids, when both are units of one quantity. */
function pairOf(text: string): Pair | undefined {
	const [from, to] = text.split(/:|\s+to\s+/).map(nameOf);
	for (const { units } of quantities) {
		const pair = [units.find((unit) => answersTo(unit, from)), units.find((unit) => answersTo(unit, to))];
		if (pair[0] && pair[1] && pair[0] !== pair[1]) return [pair[0].id, pair[1].id];
	}
	return undefined;
}

const nameOf = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[\s_°-]/g, '')
		.replace(/meter/g, 'metre')
		.replace(/liter/g, 'litre');

const OTHER_NAMES: Readonly<Record<string, string>> = {
	feet: 'foot',
	inches: 'inch',
	lbs: 'pound',
	c: 'celsius',
	f: 'fahrenheit',
	centigrade: 'celsius',
	ton: 'tonne',
	metricton: 'tonne',
	kph: 'kilometreperhour',
	kmph: 'kilometreperhour',
	mpg: 'milepergallon',
	hp: 'horsepower',
	floz: 'fluidounce',
	kcals: 'kilocalorie',
};

function answersTo({ id, label, symbol }: Unit, name = ''): boolean {
	const known = OTHER_NAMES[name] ?? name;
	const singular = known.replace(/s(?=per|$)/, '');
	return [id, label, symbol].map(nameOf).some((own) => own === known || own === singular);
}
