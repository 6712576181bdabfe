import type { KitRenderer } from '../../../kind.ts';
import type { Spec } from '#lib/model/spec.ts';
import { printConst } from '../../../print.ts';
import { assemble } from '../shared/assemble.ts';
import {
	answer,
	documentSource,
	emptyAnswer,
	jsonBody,
	object,
	operation,
	pathParameter,
	queryParameter,
	readable,
	ref,
	type JsonObject,
} from '../shared/document.ts';
import { readme, send } from '../shared/readme.ts';
import { convert as converted, unitNamed, units, type Unit } from './files/units.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const DOES = 'Converts values between units, and between currencies at rates that can be set.';

/** Units and currencies. */
export const convert: KitRenderer = {
	render(spec) {
		const [from, to] = pairIn(spec);
		return assemble({
			templates,
			generated: {
				'model.ts': `/** What \`GET /convert?value=…\` means when it names no units. */\n${printConst('usual', '', { from: from.name, to: to.name })}`,
			},
			documents: {
				'openapi.yaml': documentSource({
					title: spec.title,
					description: DOES,
					tags: [
						{ name: 'Conversion', description: 'Convert, and see what can be converted' },
						{ name: 'Rates', description: 'What a currency is worth' },
					],
					paths: pathsOf(from, to),
					schemas: SCHEMAS,
				}),
				'README.md': readme({
					title: spec.title,
					does: DOES,
					requests: [
						[`20 ${from.name} in ${to.name}`, `"$API/convert?value=20&from=${from.name}&to=${to.name}"`],
						['All units of a kind', `"$API/units?kind=${from.kind}"`],
						['What a dollar is worth in euros today', send('PUT', '/rates/usd', { factor: 0.93 })],
					],
					edit: [
						'`src/units.ts`: the units, and how one becomes another.',
						'`src/model.ts`: the units that are meant when none are named.',
						'`src/index.ts`: what each operation does.',
					],
					keeps: 'Rates that were set are kept on this device.',
				}),
			},
		});
	},
};

/** The first two units of one kind that the sentence names. */
function pairIn({ sentence }: Spec): readonly [Unit, Unit] {
	const words = sentence
		.toLowerCase()
		.split(/[^\p{L}\d°€$£¥/]+/u)
		.filter((word) => word.length > 1 || /\W/.test(word));
	const named = [
		...new Set(words.filter((word) => word !== 'in' && word !== 'second').map((word) => unitNamed(word))),
	];
	const found = named.filter((unit) => unit !== undefined);
	const [from] = found.filter((unit) => found.some((other) => other !== unit && other.kind === unit.kind));
	const to = found.find((unit) => unit !== from && unit.kind === from?.kind);
	if (from && to) return [from, to];
	const usual = /currenc|exchange|money|forex/i.test(sentence) ? ['eur', 'usd'] : ['celsius', 'fahrenheit'];
	const [first, second] = usual.map((name) => unitNamed(name));
	return first && second ? [first, second] : [KNOWN, KNOWN];
}

const KNOWN: Unit = units[0] ?? { name: 'metre', also: [], kind: 'length', factor: 1 };

const UNIT_EXAMPLE = { name: 'usd', kind: 'currency', also: ['dollar', '$'], factor: 0.92 };
const CURRENCY = pathParameter('unit', 'The currency, such as `usd`');

const SCHEMAS: JsonObject = {
	Conversion: object(
		{
			value: { type: 'number' },
			from: { type: 'string' },
			to: { type: 'string' },
			result: { type: 'number' },
		},
		['value', 'from', 'to', 'result'],
	),
	Unit: object(
		{
			name: { type: 'string' },
			kind: { type: 'string', description: 'Units of one kind can be converted into each other' },
			also: { type: 'array', items: { type: 'string' }, description: 'Other words for it' },
			factor: { type: 'number', description: 'How many base units one of it is' },
		},
		['name', 'kind', 'also', 'factor'],
	),
	RateInput: object(
		{ factor: { type: 'number', exclusiveMinimum: 0, description: 'What one is worth in euros' } },
		['factor'],
	),
};

const kinds = [...new Set(units.map(({ kind }) => kind))];

function pathsOf(from: Unit, to: Unit): JsonObject {
	const example = { value: 20, from: from.name, to: to.name, result: converted(20, from, to) };
	return {
		'/convert': {
			get: operation({
				id: 'convert',
				tag: 'Conversion',
				summary: `Convert ${from.name} to ${to.name}, or any unit to another of its kind`,
				parameters: [
					queryParameter('value', 'How many', { type: 'number', default: 1 }),
					queryParameter('from', 'Unit of the value', { type: 'string', default: from.name }),
					queryParameter('to', 'Unit of the result', { type: 'string', default: to.name }),
				],
				responses: readable('The result', ref('Conversion'), { example }),
				problems: [400, 422],
			}),
		},
		'/units': {
			get: operation({
				id: 'listUnits',
				tag: 'Conversion',
				summary: 'List units',
				parameters: [queryParameter('kind', 'Only those of this kind', { type: 'string', enum: kinds })],
				responses: readable('The units', { type: 'array', items: ref('Unit') }, { example: [UNIT_EXAMPLE] }),
				problems: [400],
			}),
		},
		'/rates': {
			get: operation({
				id: 'listRates',
				tag: 'Rates',
				summary: 'List currencies with their rates',
				responses: readable(
					'The currencies',
					{ type: 'array', items: ref('Unit') },
					{ example: [UNIT_EXAMPLE] },
				),
			}),
		},
		'/rates/{unit}': RATE_PATH,
	};
}

const RATE_PATH: JsonObject = {
	parameters: [CURRENCY],
	put: operation({
		id: 'setRate',
		tag: 'Rates',
		summary: 'Set a rate',
		body: jsonBody(ref('RateInput'), { factor: 0.93 }),
		responses: {
			'200': answer('The currency with its new rate', ref('Unit'), { example: UNIT_EXAMPLE }),
		},
		problems: [404],
	}),
	delete: operation({
		id: 'resetRate',
		tag: 'Rates',
		summary: 'Take the rate that came along',
		responses: emptyAnswer('The rate is as it came'),
		problems: [404],
	}),
};
