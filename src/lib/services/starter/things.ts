import { FIELD_TYPES, type FieldType } from '#lib/model/spec.ts';
import type { FieldDraft } from './fields.ts';
import { DOMAINS, LIST_NAMES } from './lexicon/domains.ts';
import { ENTITIES } from './lexicon/entities.ts';
import { singularWords } from './names.ts';
import { Phrasebook } from './phrasebook.ts';

const fieldsByThing = new Map<string, string>();
for (const line of ENTITIES.trim().split('\n')) {
	const [names = '', fields = ''] = line.split(/:(.*)/s);
	for (const name of names.split(','))
		if (!fieldsByThing.has(name.trim())) fieldsByThing.set(name.trim(), fields);
}

const thingsByDomain = new Map<string, readonly string[]>();
for (const line of DOMAINS.trim().split('\n')) {
	const [names = '', things = ''] = line.split(':');
	for (const name of names.split(','))
		thingsByDomain.set(
			name.trim(),
			things.split(',').map((thing) => thing.trim()),
		);
}

const keyOf = (words: readonly string[]): string => singularWords(words).join(' ');

/** Whether this is a thing that people keep, by its whole name. */
export const isThing = (words: readonly string[]): boolean => fieldsByThing.has(keyOf(words));

/** The fields such a thing usually has; `name` and `notes` for an unknown one. */
export function usualFields(words: readonly string[]): readonly FieldDraft[] {
	return parseFields(
		fieldsByThing.get(keyOf(words)) ?? fieldsByThing.get(keyOf(words.slice(-1))) ?? 'name, notes',
	);
}

/** What a whole domain keeps: "library" → book, member, loan. */
export const thingsOfDomain = (words: readonly string[]): readonly string[] | undefined =>
	thingsByDomain.get(keyOf(words));

/** Finds "reading list", "address book" and the like; the value is what is on the list. */
export const listNames = new Phrasebook<string>(Object.entries(LIST_NAMES));

export const domainNames = new Phrasebook<string>([...thingsByDomain.keys()].map((name) => [name, name]));

function parseFields(text: string): FieldDraft[] {
	return text
		.split(',')
		.map((field) => field.trim())
		.filter(Boolean)
		.map(parseField);
}

const FIELD = /^([^(=]+)(?:=(\w+))?(?:\(([^)]*)\))?$/;

function parseField(text: string): FieldDraft {
	const [, name = text, type, options] = FIELD.exec(text) ?? [];
	const known = FIELD_TYPES.find((each) => each === type);
	return {
		words: name.trim().split(' '),
		...(known ? { type: known satisfies FieldType } : {}),
		...(options ? { options: options.split('|') } : {}),
	};
}
