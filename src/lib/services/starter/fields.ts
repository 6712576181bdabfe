import { FIELD_TYPES, type Field, type FieldType } from '#lib/model/spec.ts';
import { isPlural, singular } from './inflect.ts';
import { DEFAULT_UNITS, ENUM_OPTIONS, FIELD_WORDS } from './lexicon/fields.ts';
import { camelCase, labelOf } from './names.ts';

/** A field as the sentence tells it, before its type is settled. */
export interface FieldDraft {
	/** As said, lower case: `['due', 'date']`. */
	readonly words: readonly string[];
	readonly type?: FieldType;
	readonly options?: readonly string[];
	readonly unit?: string;
	readonly required?: boolean;
}

const typesByPhrase = new Map<string, FieldType>();
for (const type of FIELD_TYPES)
	for (const phrase of (FIELD_WORDS[type] ?? '').split(',')) {
		const key = phrase.trim();
		if (key && !typesByPhrase.has(key)) typesByPhrase.set(key, type);
	}

const NOT_PARTICIPLE = new Set(
	'need seed feed speed breed bed shed weed deed creed hundred sacred led red embed'.split(' '),
);
const LASTING = new Set(
	'prep cook brew play travel run proof bake lap screen session wait steep rest cure drying'.split(' '),
);

/** Whether a person would take this for the name of a field rather than of a thing. */
export const isFieldName = (words: readonly string[]): boolean => knownType(words) !== undefined;

/** Whether the whole name, not only its last word, is known. */
export const isWholeFieldName = (words: readonly string[]): boolean => lookUp(words) !== undefined;

/** The finished field. `similar` are fields that things of this sort usually have: their choices are taken over. */
export function fieldOf(draft: FieldDraft, similar: readonly FieldDraft[] = []): Field {
	const words = isDue(draft.words) ? ['due'] : draft.words;
	const name = camelCase(words) || 'value';
	const model = similar.find((other) => camelCase(other.words) === name);
	const type =
		draft.type ??
		(draft.options?.length ? 'enum' : (model?.type ?? (model?.options ? 'enum' : typeOf(words))));
	const options = type === 'enum' ? optionsFor(words, draft.options ?? model?.options) : undefined;
	const unit = draft.unit ?? unitFor(words, type);
	return {
		name,
		label: isDue(draft.words) ? 'Due date' : labelOf(words),
		type,
		...(options ? { options } : {}),
		...(unit ? { unit } : {}),
		...(draft.required ? { required: true } : {}),
	};
}

/** What a field of this name holds. */
export function typeOf(words: readonly string[]): FieldType {
	const last = words.at(-1) ?? '';
	if (words[0] === 'is' || words[0] === 'has') return 'boolean';
	if (words.length > 1 && ['on', 'from', 'until', 'since', 'till'].includes(last)) return 'date';
	if (words.length > 1 && last === 'at') return 'dateTime';
	if (words.at(-2) === 'so' && last === 'far') return soFar(words.slice(0, -2));
	const known = knownType(words);
	if (known) return known;
	return isParticiple(last) ? typeOfParticiple(words.slice(0, -1)) : 'text';
}

const MONEY_VERBS = new Set([
	'saved',
	'spent',
	'paid',
	'raised',
	'earned',
	'collected',
	'invested',
	'donated',
	'owed',
]);

/** "saved so far" is an amount, "pages read so far" a number. */
function soFar(words: readonly string[]): FieldType {
	if (words.length === 1 && MONEY_VERBS.has(words[0] ?? '')) return 'money';
	const type = typeOf(words);
	return type === 'boolean' || type === 'text' ? 'number' : type;
}

/** "paid", "queen seen" are yes or no; "pages read" is a number, "amount paid" money, "last watered" a day. */
function typeOfParticiple(subject: readonly string[]): FieldType {
	const noun = subject.at(-1);
	if (noun === undefined) return 'boolean';
	if (['last', 'first', 'next', 'when'].includes(noun)) return 'date';
	if (noun === 'by' || noun === 'how') return 'text';
	const known = knownType(subject);
	if (known !== undefined && known !== 'text') return known;
	return isPlural(noun) ? 'integer' : 'boolean';
}

function knownType(words: readonly string[]): FieldType | undefined {
	const of = words.indexOf('of');
	if (of > 0 && !lookUp(words)) return words[of - 1] === 'number' ? 'integer' : knownType(words.slice(0, of));
	const per = words.indexOf('per');
	if (per > 0) return knownType(words.slice(0, per));
	if (words.at(-1) === 'time' && words.length > 1 && isLasting(words.at(-2) ?? '')) return 'duration';
	for (let from = 0; from < words.length; from++) {
		const type = lookUp(words.slice(from));
		if (type && !(from > 0 && type === 'boolean')) return type;
	}
	return undefined;
}

function lookUp(words: readonly string[]): FieldType | undefined {
	const phrase = words.join(' ');
	const last = words.at(-1);
	if (last === undefined) return undefined;
	return typesByPhrase.get(phrase) ?? typesByPhrase.get([...words.slice(0, -1), singular(last)].join(' '));
}

const isLasting = (word: string): boolean => word.endsWith('ing') || LASTING.has(word);

export const isParticiple = (word: string): boolean =>
	IRREGULAR_PARTICIPLES.has(word) || (word.length > 4 && word.endsWith('ed') && !NOT_PARTICIPLE.has(word));

const IRREGULAR_PARTICIPLES = new Set(
	'seen done read paid sent met found built sold bought won lost taken given eaten drunk worn written fed lent kept shown heard caught taught begun broken chosen driven known grown'.split(
		' ',
	),
);

const isDue = (words: readonly string[]): boolean =>
	['due', 'due date', 'due dates'].includes(words.join(' '));

function optionsFor(words: readonly string[], given: readonly string[] | undefined): string[] {
	if (given?.length) return [...new Set(given)].slice(0, 24);
	const whole = ENUM_OPTIONS[words.map(singular).join(' ')];
	const byLast = ENUM_OPTIONS[singular(words.at(-1) ?? '')];
	return (whole ?? byLast ?? 'First|Second|Third').split('|');
}

function unitFor(words: readonly string[], type: FieldType): string | undefined {
	if (!['number', 'integer', 'duration'].includes(type)) return undefined;
	if (type === 'duration') return 'min';
	return DEFAULT_UNITS[singular(words.at(-1) ?? '')];
}
