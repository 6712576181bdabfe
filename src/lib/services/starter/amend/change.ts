import type { Field, Spec } from '#lib/model/spec.ts';
import { readItems, typeAt } from '../items.ts';
import { CURRENCIES } from '../lexicon/fields.ts';
import type { Reading } from '../reading.ts';
import { beginOf, findField, withFieldChanged, wordsUntil, type FieldPlace } from './wish.ts';

const LINKS = [
	'to',
	'into',
	'should',
	'is',
	'are',
	'can',
	'as',
	':',
	'be',
	'required',
	'mandatory',
	'optional',
	'a',
	'an',
	'from',
	'in',
	'must',
];

/** "make price a number", "status can be open or closed", "price is required", "use euros". */
export function changeWish(spec: Spec, reading: Reading): Spec | null {
	return currencyWish(spec, reading) ?? optionWish(spec, reading) ?? fieldWish(spec, reading);
}

function fieldWish(spec: Spec, reading: Reading): Spec | null {
	const begin = beginOf(reading);
	const from = reading.is(
		begin,
		'make',
		'change',
		'turn',
		'set',
		'convert',
		'options',
		'choices',
		'values',
		'show',
		'use',
	)
		? begin + 1
		: begin;
	const start = reading.is(from, 'for', 'of')
		? from + 1
		: reading.is(from, 'the') && reading.is(from + 1, 'options', 'choices', 'values', 'columns')
			? from + 3
			: from;
	const { words, end } = wordsUntil(reading, start, LINKS);
	const place = findField(
		spec,
		words.filter((word) => word !== 'type'),
	);
	if (!place || end >= reading.tokens.length) return null;
	const changed = changedField(reading, place, end);
	if (!changed) return null;
	reading.mark(0, reading.tokens.length, 'field');
	return withFieldChanged(spec, place, changed);
}

function changedField(reading: Reading, { field }: FieldPlace, end: number): Field | null {
	if (reading.is(end, 'required', 'mandatory')) return { ...field, required: true };
	if (reading.is(end, 'optional')) return { ...field, required: false };
	let at = end;
	while (
		reading.is(
			at,
			'to',
			'into',
			'should',
			'is',
			'are',
			'can',
			'as',
			':',
			'be',
			'must',
			'one',
			'of',
			'either',
			'a',
			'an',
		)
	)
		at++;
	if (reading.is(at, 'required', 'mandatory')) return { ...field, required: true };
	if (reading.is(at, 'optional')) return { ...field, required: false };
	const range = reading.tokens.slice(at).some((token) => token.type === 'number')
		? readItems(reading, end).items
		: [];
	if (range.some((item) => item.details.type)) return { ...field, type: 'rating' };
	const type = typeAt(reading, at);
	if (type && type.value !== 'enum') return typed(field, type.value);
	const options = readItems(reading, at)
		.items.map((item) => capital(item.words.join(' ')))
		.filter(Boolean);
	return options.length > 1 ? { ...typed(field, 'enum'), options: [...new Set(options)].slice(0, 24) } : null;
}

/** A field keeps name and label when its type changes; choices and references of the old type go. */
const typed = (field: Field, type: Field['type']): Field => ({
	name: field.name,
	label: field.label,
	type,
	...(field.required ? { required: true } : {}),
	...(type === 'enum' ? { options: field.options ?? ['First', 'Second', 'Third'] } : {}),
	...(field.unit && ['number', 'integer', 'money'].includes(type) ? { unit: field.unit } : {}),
});

/** "add the option blocked to status", "add a column Review". */
function optionWish(spec: Spec, reading: Reading): Spec | null {
	const begin = beginOf(reading);
	if (!reading.is(begin, 'add', 'include')) return null;
	let at = begin + 1;
	while (reading.is(at, 'a', 'an', 'the', 'another', 'new', 'one', 'more')) at++;
	const isColumn = reading.is(at, 'column', 'lane', 'status') && spec.features.includes('kanban');
	if (!isColumn && !reading.is(at, 'option', 'choice', 'value', 'options', 'choices')) return null;
	const { words, end } = wordsUntil(reading, at + 1, ['to', 'for', 'in', ',']);
	const named = words.filter((word) => word !== 'called' && word !== 'named');
	const { words: owner } = wordsUntil(reading, end + 1, []);
	const place = isColumn ? statusOf(spec) : (findField(spec, owner) ?? statusOf(spec));
	if (!place || !named.length || place.field.type !== 'enum') return null;
	reading.mark(0, reading.tokens.length, 'field');
	return withFieldChanged(spec, place, {
		...place.field,
		options: [...new Set([...(place.field.options ?? []), capital(named.join(' '))])].slice(0, 24),
	});
}

function statusOf(spec: Spec): FieldPlace | undefined {
	for (const entity of spec.entities) {
		const field =
			entity.fields.find((each) => each.type === 'enum' && /^(status|stage|state|column)$/.test(each.name)) ??
			entity.fields.find((each) => each.type === 'enum');
		if (field) return { entity, field };
	}
	return undefined;
}

/** "use euros", "prices in dollars". */
function currencyWish(spec: Spec, reading: Reading): Spec | null {
	const place = reading.tokens.findIndex((token) => Object.hasOwn(CURRENCIES, token.noun));
	const unit = CURRENCIES[reading.tokens[place]?.noun ?? ''];
	const hasMoney = spec.entities.some((entity) => entity.fields.some((field) => field.type === 'money'));
	if (
		!unit ||
		!hasMoney ||
		!reading.is(
			0,
			'use',
			'prices',
			'show',
			'in',
			'make',
			'change',
			'currency',
			'set',
			'amounts',
			'price',
			'amount',
		)
	)
		return null;
	reading.mark(0, reading.tokens.length, 'filler');
	reading.remark(place, place + 1, 'option');
	return {
		...spec,
		entities: spec.entities.map((entity) => ({
			...entity,
			fields: entity.fields.map((field) => (field.type === 'money' ? { ...field, unit } : field)),
		})),
	};
}

const capital = (text: string): string => (text.charAt(0).toUpperCase() + text.slice(1)).slice(0, 60);
