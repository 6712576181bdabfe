import { isFieldName, isWholeFieldName } from './fields.ts';
import { ENUM_OPTIONS } from './lexicon/fields.ts';
import { AUDIENCE } from './lexicon/words.ts';
import { readItems, type Item } from './items.ts';
import { singularWords } from './names.ts';
import type { Reading, Thing } from './reading.ts';
import { isThing } from './things.ts';

/** Gives the members of a list to the thing spoken of, or makes things of them, whichever the list means. */
export function assignItems(reading: Reading, items: readonly Item[]): void {
	const named = items.filter((item) => !isFeatureOnly(reading, item) && !isKindOnly(item));
	for (const item of items) takeCues(reading, item);
	if (!named.length) return;
	if (meansThings(reading, named)) {
		for (const item of named) addThing(reading, item);
		reading.subject = reading.things.find((thing) => !thing.isWeak) ?? reading.subject;
	} else if (reading.subject === undefined && isThingWithFields(named)) {
		const [first, ...rest] = named;
		if (first) reading.subject = addThing(reading, first);
		if (reading.subject) addFields(reading, reading.subject, rest);
	} else addFields(reading, reading.subject ?? reading.thing(['item'], true), named);
}

/** Makes a thing of a list member; what stands in brackets behind it are its fields. */
export function addThing(reading: Reading, item: Item): Thing {
	const thing = reading.thing(singularWords(item.words));
	reading.remark(item.start, item.start + item.words.length, 'entity');
	addFields(reading, thing, item.children);
	return thing;
}

export function addFields(reading: Reading, thing: Thing, items: readonly Item[]): void {
	for (const item of items) {
		takeCues(reading, item);
		if (isFeatureOnly(reading, item) || isKindOnly(item) || !item.words.length) continue;
		reading.remark(item.start, item.end, 'field');
		const options = item.children.map((child) => capital(child.words.join(' '))).filter(Boolean);
		thing.fields.push({ words: item.words, ...item.details, ...(options.length > 1 ? { options } : {}) });
	}
}

/** "by category and month": fields to group by, beside the usual ones. */
export function addGrouping(reading: Reading, index: number): number {
	const { items, next } = readItems(reading, index);
	const groups = items.filter((item) => item.words.length && !AUDIENCE_ONLY.has(item.words.join(' ')));
	const thing = reading.subject ?? reading.things[0];
	for (const item of groups) {
		reading.mark(item.start, item.end, 'field');
		const words = isPeriod(item.words) ? ['date'] : item.words;
		thing?.extra.push({ words: singularWords(words) });
	}
	return groups.length ? next : index;
}

const AUDIENCE_ONLY = new Set([...AUDIENCE].filter((word) => !isPeriod([word])));

export function isPeriod(words: readonly string[]): boolean {
	return /^(day|week|month|year|quarter|date|time|weeks|months|years|days|weekday|season)$/.test(
		words.at(-1) ?? '',
	);
}

function takeCues(reading: Reading, item: Item): void {
	for (const feature of item.features) reading.features.add(feature);
	if (item.features.length && isFeatureOnly(reading, item)) reading.mark(item.start, item.end, 'feature');
	if (isKindOnly(item)) reading.mark(item.start, item.end, 'kind');
}

const isKindOnly = (item: Item): boolean =>
	item.kinds.length > 0 && item.words.length > 0 && !isThing(item.words);

function isFeatureOnly(reading: Reading, item: Item): boolean {
	if (!item.features.length) return false;
	if (!item.words.length) return true;
	const hit = reading.featureAt[item.start];
	const isAmbiguous = hit ? reading.isAmbiguousFeature(hit) && item.words.length === 1 : false;
	return !(isAmbiguous || isWholeFieldName(item.words)) || item.words.join(' ') === 'board';
}

function meansThings(reading: Reading, items: readonly Item[]): boolean {
	if (items.some((item) => hasFieldsInBrackets(item))) return true;
	const plurals = items.filter((item) => item.isPlural || (isThing(item.words) && !isFieldName(item.words)));
	const isMostlyPlural = plurals.length * 2 > items.length;
	if (!isMostlyPlural) return false;
	const hasStrongSubject = reading.subject !== undefined && !reading.subject.isWeak;
	const known = items.filter((item) => isThing(singularWords(item.words)) && !isFieldName(item.words));
	if (reading.wantsThings && !hasStrongSubject) return true;
	if (!hasStrongSubject) return items.filter((item) => isFieldName(item.words)).length * 2 <= items.length;
	return (
		known.length * 2 > items.length &&
		(items.length > 1 || reading.wantsThings) &&
		known.every((item) => item.isPlural)
	);
}

/** "events, who goes and where": the first is the thing, the rest are its fields. */
function isThingWithFields([first, ...rest]: readonly Item[]): boolean {
	return (
		first !== undefined &&
		first.isPlural &&
		isThing(singularWords(first.words)) &&
		rest.length > 0 &&
		rest.every((item) => !item.isPlural)
	);
}

function hasFieldsInBrackets(item: Item): boolean {
	if (!item.children.length || ENUM_OPTIONS[item.words.at(-1) ?? '']) return false;
	const fields = item.children.filter((child) => isFieldName(child.words));
	return item.isPlural
		? fields.length > 0
		: fields.length * 2 > item.children.length && !isFieldName(item.words);
}

const capital = (text: string): string => (text.charAt(0).toUpperCase() + text.slice(1)).slice(0, 60);
