import type { Entity, Field, Spec } from '#lib/model/spec.ts';
import { fieldOf, isFieldName } from '../fields.ts';
import { readItems, type Item } from '../items.ts';
import { camelCase, labelOf, pluralWords, singularWords } from '../names.ts';
import type { Reading } from '../reading.ts';
import { isThing, usualFields } from '../things.ts';
import { beginOf, findEntity, findField, withEntity } from './wish.ts';

const ADDING =
	'add include track with put insert give store record keep create have plus save each every also it in'.split(
		' ',
	);
/** Verbs that only ever ask for a feature. */
const SHOWING = ['show', 'enable', 'use', 'make', 'let', 'support', 'turn', 'switch'];

/** "add a due date", "add a table of authors with name and email", "sort by rating", "dark mode". */
export function addWish(spec: Spec, reading: Reading): Spec | null {
	const begin = beginOf(reading);
	const featured = withFeatures(spec, reading);
	const isAdding = reading.is(begin, ...ADDING);
	const isFieldless =
		featured !== null && !reading.is(begin, 'add', 'include', 'track', 'with', 'store', 'record');
	if (!isAdding || isFieldless) return featured;
	const from = afterVerb(reading, begin);
	const entity = newEntity(spec, reading, from);
	const added = entity ?? newFields(featured ?? spec, reading, from);
	if (added) reading.mark(0, from, 'filler');
	return added ?? featured;
}

function afterVerb(reading: Reading, begin: number): number {
	let from = begin;
	while (
		reading.is(
			from,
			...ADDING,
			'it',
			'in',
			'me',
			'them',
			'on',
			'the',
			'field',
			'fields',
			'for',
			'called',
			'named',
			':',
			'new',
			'another',
			'entry',
			'has',
			'should',
		) &&
		from < reading.tokens.length - 1
	) {
		if (reading.is(from, 'for', 'has', 'in') && from === begin) break;
		from++;
	}
	return reading.is(from, 'a', 'an') &&
		reading.is(from + 1, 'field', 'column') &&
		reading.is(from + 2, 'for', 'called', 'named', ':')
		? from + 3
		: from;
}

/** Features named anywhere, and the field to sort by. */
function withFeatures(spec: Spec, reading: Reading): Spec | null {
	const found = [
		...new Set(
			reading.featureAt.flatMap((hit) =>
				hit &&
				!(
					reading.isAmbiguousFeature(hit) &&
					isFieldHere(reading, hit.start) &&
					!reading.is(beginOf(reading), ...SHOWING)
				)
					? [hit.value]
					: [],
			),
		),
	];
	const sortBy = sortField(spec, reading);
	if (!found.length && !sortBy) return null;
	reading.featureAt.forEach((hit, index) => hit && reading.mark(index, index + 1, 'feature'));
	return {
		...spec,
		features: [...new Set([...spec.features, ...found, ...(sortBy ? (['sort'] as const) : [])])],
		options: sortBy ? { ...spec.options, sortBy: sortBy.name } : spec.options,
	};
}

const isFieldHere = (reading: Reading, index: number): boolean => isFieldName([reading.lower(index)]);

function sortField(spec: Spec, reading: Reading): Field | undefined {
	const sort = reading.tokens.findIndex((token) =>
		['sort', 'order', 'rank'].some((word) => token.forms.includes(word)),
	);
	const by = reading.tokens.findIndex((token, index) => index > sort && token.lower === 'by');
	if (sort < 0 || by < 0) return undefined;
	const [item] = readItems(reading, by + 1).items;
	const field = item && findField(spec, item.words)?.field;
	if (item && field) reading.mark(by, item.end, 'field');
	return field;
}

/** "a table of authors with name and email", "a second list for suppliers". */
function newEntity(spec: Spec, reading: Reading, from: number): Spec | null {
	const marker = reading.tokens.findIndex(
		(token, index) =>
			index >= from &&
			index < from + 3 &&
			['table', 'list', 'entity', 'section', 'page', 'collection'].includes(token.lower),
	);
	const isMarked = marker >= 0 && reading.is(marker + 1, 'of', 'for', 'called', 'with', 'named');
	const start = isMarked ? marker + 2 : from;
	const { items, next } = readItems(reading, start);
	const [first] = items;
	if (!first?.words.length || findEntity(spec, first.words)) return null;
	const hasFields = reading.is(next, 'with', 'that', 'which', '(', ':') && items.length === 1;
	const isNewThing =
		isMarked ||
		(first.children.length > 1 && !isFieldName(first.words)) ||
		(hasFields && isThing(singularWords(first.words))) ||
		(first.isPlural &&
			isThing(singularWords(first.words)) &&
			!isFieldName(first.words) &&
			spec.entities.length > 0);
	if (!isNewThing) return null;
	reading.remark(first.start, first.start + first.words.length, 'entity');
	const fieldItems = first.children.length
		? first.children
		: hasFields
			? readItems(reading, next + (reading.is(next + 1, 'has', 'have') ? 2 : 1)).items
			: [];
	for (const item of fieldItems) reading.remark(item.start, item.end, 'field');
	return { ...spec, entities: [...spec.entities, entityFrom(spec, singularWords(first.words), fieldItems)] };
}

function entityFrom(spec: Spec, words: readonly string[], items: readonly Item[]): Entity {
	const usual = usualFields(words);
	const drafts = items.length ? items.map((item) => ({ words: item.words, ...item.details })) : usual;
	const fields = drafts
		.filter((draft) => camelCase(draft.words))
		.map((draft) => refer(spec, fieldOf(draft, usual)));
	return {
		name: camelCase(words) || 'item',
		label: labelOf(words),
		plural: labelOf(pluralWords(words)),
		fields,
	};
}

function refer(spec: Spec, field: Field): Field {
	const target = findEntity(spec, [field.label.toLowerCase()]);
	return target ? { name: field.name, label: field.label, type: 'ref', ref: target.name } : field;
}

/** Fields for the entity named by "to …" or "for each …", else for the main one. */
function newFields(spec: Spec, reading: Reading, from: number): Spec | null {
	const { items, next } = readItems(reading, from);
	const owner = ownerAt(spec, reading, next) ?? spec.entities[0];
	if (!owner) return null;
	const named = items.filter(
		(item) =>
			item.words.length > 0 &&
			camelCase(item.words) &&
			(!item.features.length || isFieldName(item.words)) &&
			!item.kinds.length,
	);
	const fields = named.map((item) =>
		refer(spec, fieldOf(draftOf(item), usualFields([owner.label.toLowerCase()]))),
	);
	const fresh = fields.filter(
		(field, index) =>
			!owner.fields.some((each) => each.name === field.name) &&
			fields.findIndex((each) => each.name === field.name) === index,
	);
	if (!fresh.length) return null;
	for (const item of named) reading.mark(item.start, item.end, 'field');
	reading.mark(next, reading.tokens.length, 'filler');
	return withEntity(spec, owner, { ...owner, fields: [...owner.fields, ...fresh].slice(0, 30) });
}

function draftOf(item: Item): Parameters<typeof fieldOf>[0] {
	const options = item.children.map((child) => labelOf(child.words)).filter(Boolean);
	return { words: item.words, ...item.details, ...(options.length > 1 ? { options } : {}) };
}

function ownerAt(spec: Spec, reading: Reading, index: number): Entity | undefined {
	if (!reading.is(index, 'to', 'for', 'on', 'of', 'in')) return undefined;
	const name = readItems(reading, index + 1).items[0];
	return name && findEntity(spec, name.words);
}
