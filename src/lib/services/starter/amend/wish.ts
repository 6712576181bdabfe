import type { Entity, Field, Spec } from '#lib/model/spec.ts';
import { nameKey } from '../names.ts';
import type { Reading } from '../reading.ts';

/** Reads one part of a sentence as one sort of change; null when it is none of that sort. */
export type Wish = (spec: Spec, reading: Reading) => Spec | null;

export interface FieldPlace {
	readonly entity: Entity;
	readonly field: Field;
}

/** The field of this name, in the main entity first. */
export function findField(spec: Spec, words: readonly string[]): FieldPlace | undefined {
	const keys = keysOf(words);
	for (const entity of spec.entities)
		for (const field of entity.fields)
			if (keys.includes(nameKey(field.name)) || keys.includes(nameKey(field.label))) return { entity, field };
	return undefined;
}

export function findEntity(spec: Spec, words: readonly string[]): Entity | undefined {
	const keys = keysOf(words);
	return spec.entities.find((entity) =>
		[entity.name, entity.label, entity.plural].some((name) => keys.includes(nameKey(name))),
	);
}

/** "the price field" and "price" mean the same. */
function keysOf(words: readonly string[]): string[] {
	const plain = words.filter(
		(word) => !['field', 'fields', 'column', 'table', 'list', 'the', 'entity'].includes(word),
	);
	return [nameKey(words.join(' ')), nameKey(plain.join(' '))].filter(Boolean);
}

/** The spec with this entity in place of the one it came from. */
export const withEntity = (spec: Spec, old: Entity, entity: Entity): Spec => ({
	...spec,
	entities: spec.entities.map((each) => (each === old ? entity : each)),
});

export const withFieldChanged = (spec: Spec, { entity, field }: FieldPlace, changed: Field): Spec =>
	withEntity(spec, entity, {
		...entity,
		fields: entity.fields.map((each) => (each === field ? changed : each)),
	});

/** Words from `from` until one of `stops`, and where that stands. */
export function wordsUntil(
	reading: Reading,
	from: number,
	stops: readonly string[],
): { words: string[]; end: number } {
	const words: string[] = [];
	let end = from;
	for (; end < reading.tokens.length && !stops.includes(reading.lower(end)); end++) {
		const isArticle = ['the', 'a', 'an', 'my', 'its', '"', '“', '”', "'"].includes(reading.lower(end));
		if (!isArticle && reading.tokens[end]?.type !== 'mark') words.push(reading.lower(end));
	}
	return { words, end };
}

/** Where the wish begins after "please" and "can you". */
export function beginOf(reading: Reading): number {
	let index = 0;
	while (
		reading.is(
			index,
			'please',
			'can',
			'could',
			'you',
			'also',
			'now',
			'and',
			'then',
			'i',
			'we',
			'want',
			'need',
			'would',
			'like',
			'to',
			"i'd",
			'let',
			"let's",
			'it',
			'should',
			'just',
		) &&
		index < reading.tokens.length - 1
	)
		index++;
	reading.mark(0, index, 'filler');
	return index;
}
