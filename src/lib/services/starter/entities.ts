import type { Entity, Feature, Field } from '#lib/model/spec.ts';
import type { KindId } from '#lib/model/kind.ts';
import { fieldOf, type FieldDraft } from './fields.ts';
import { isPlural } from './inflect.ts';
import { CURRENCIES } from './lexicon/fields.ts';
import { camelCase, labelOf, nameKey, pluralWords, singularWords } from './names.ts';
import type { Reading, Thing } from './reading.ts';
import { isThing, thingsOfDomain, usualFields } from './things.ts';

/** What a kit keeps when the sentence names nothing. */
const KEPT_BY_KIT: Readonly<Record<string, string>> = {
	tracker: 'item', kanban: 'task', calendar: 'event', dashboard: 'entry', habits: 'habit', checklist: 'item', notes: 'note',
	flashcards: 'flashcard', quiz: 'question',
}; // prettier-ignore

/** Kits for what is to be done. */
const PLANS = new Set(['kanban', 'calendar', 'checklist']);

/** Kits that keep no rows of the person's own. */
const ROWLESS = new Set(['timer', 'converter', 'calculator']);

/** The finished things, main one first, with fields, types and references. */
export function entitiesOf(reading: Reading, kind: KindId, kit: string): Entity[] {
	if (ROWLESS.has(kit)) return [];
	const things = settle(reading, kind, kit);
	const names = new Map(things.map((thing) => [thing, entityName(thing.words, things)]));
	return things.slice(0, 12).map((thing) => ({
		name: names.get(thing) ?? 'item',
		label: labelOf(thing.words) || 'Item',
		plural: labelOf(pluralWords(thing.words)) || 'Items',
		fields: fieldsOf({ reading, things, names, kit }, thing),
	}));
}

function settle(reading: Reading, kind: KindId, kit: string): Thing[] {
	for (const relation of reading.relations) relate(reading, relation.owner, relation.owned);
	let things = reading.things.filter((thing) => camelCase(thing.words));
	if (things.some((thing) => !thing.isWeak)) things = mergeWeak(things);
	if (things.every((thing) => thing.isWeak && !thing.fields.length))
		things = [...domainThings(reading, kind), ...things].slice(0, 12);
	if (kind === 'app' && things.some((thing) => thing.fields.length))
		things = things.filter((thing) => thing.fields.length || isThing(thing.words) || thing.refs.length);
	const kept = KEPT_BY_KIT[kit];
	if (kind === 'app' && PLANS.has(kit)) things = things.filter((thing) => !isOccasion(thing));
	if (!things.length && kept && kind === 'app') things = [newThing(kept.split(' '))];
	if (kit === 'habits' && !things.some((thing) => thing.words.at(-1) === 'habit'))
		return [...things.filter((thing) => thing.fields.length), newThing(['habit'])];
	if (kit === 'flashcards' || kit === 'quiz') return [newThing((kept ?? 'note').split(' '))];
	return things.map((thing) =>
		thing.isWeak && ['item', 'entry'].includes(thing.words.join(' ')) && kept
			? Object.assign(thing, { words: isDiary(reading) ? ['entry'] : kept.split(' ') })
			: thing,
	);
}

/** "a board for my thesis": one thing that there is work for, not many of a kind. */
const isOccasion = ({ isWeak, fields, words }: Thing): boolean =>
	isWeak && !fields.length && !isThing(words) && !['item', 'entry'].includes(words.join(' '));

/** A diary holds entries, whatever keeps them. */
const isDiary = (reading: Reading): boolean =>
	reading.tokens.some(({ noun }) => noun === 'diary' || noun === 'journal');

const newThing = (words: readonly string[]): Thing => ({
	words,
	fields: [],
	extra: [],
	refs: [],
	isWeak: false,
});

/** Fields told before the thing had a name go to the thing that has one. */
function mergeWeak(things: readonly Thing[]): Thing[] {
	const strong = things.filter((thing) => !thing.isWeak);
	for (const weak of things) {
		if (!weak.isWeak) continue;
		strong[0]?.fields.push(...weak.fields);
		strong[0]?.extra.push(...weak.extra);
	}
	return strong;
}

function domainThings(reading: Reading, kind: KindId): Thing[] {
	const names = reading.domain ? (thingsOfDomain(reading.domain.split(' ')) ?? []) : [];
	const wanted = kind === 'app' ? names.slice(0, 3) : names;
	return wanted.map((name) =>
		newThing((name === 'product' && reading.domainItem ? reading.domainItem : name).split(' ')),
	);
}

function relate(reading: Reading, owner: readonly string[], owned: readonly string[]): void {
	const thing = reading.thing(owned);
	thing.isWeak = false;
	if (!thing.refs.some((ref) => nameKey(ref.join(' ')) === nameKey(owner.join(' '))))
		thing.refs.push([...owner]);
}

/** The head noun, as people call it ("hive"); the whole name where the head alone would say too little. */
function entityName(words: readonly string[], things: readonly Thing[]): string {
	const head = words.at(-1) ?? 'item';
	const isTaken = things.some(
		(thing) => thing.words.at(-1) === head && thing.words.join(' ') !== words.join(' '),
	);
	const rest = words.slice(0, -1);
	const startsWithThing =
		things.some((thing) => nameKey(thing.words.join(' ')) === nameKey(rest.join(' '))) ||
		(rest.length > 0 && isThing(rest) && VAGUE.has(head));
	const isFixed = isThing(words) && !isThing([head]);
	return (
		camelCase(words.length > 1 && (isTaken || startsWithThing || isFixed) ? words : [head]) ||
		camelCase(words) ||
		'item'
	);
}

const VAGUE = new Set(['line', 'item', 'entry', 'detail', 'type', 'group', 'list', 'step', 'position']);

/** What the fields of one thing may depend on. */
interface Surroundings {
	readonly reading: Reading;
	readonly things: readonly Thing[];
	/** Finished names, by which references point. */
	readonly names: ReadonlyMap<Thing, string>;
	readonly kit: string;
}

function fieldsOf(around: Surroundings, thing: Thing): Field[] {
	const { kit, things } = around;
	const usual =
		kit === 'checklist' && thing.words.join(' ') === 'item'
			? usualFields(['checklist item'])
			: usualFields(meantBy(thing, things));
	const drafts = draftsOf(around, thing, usual);
	for (const extra of thing.extra)
		if (!drafts.some((draft) => isSameField(draft, extra) || endsWith(draft, extra))) drafts.push(extra);
	const fields = drafts.map((draft) =>
		refer(around, withoutOwnName(fieldOf(draft, usual), draft, thing), draft, thing),
	);
	for (const ref of thing.refs) addRef(fields, ref, around);
	return completeFor(kit, uniqueFields(fields)).slice(0, 30);
}

/** Words for different things, by what stands beside them: the ticket of a screening is none of a help desk. */
const MEANINGS: readonly (readonly [word: string, beside: string, meant: string])[] = [
	['ticket', 'screening movie film event concert show seat flight passenger match', 'admission ticket'],
	['ticket', 'spot vehicle car', 'parking ticket'],
	['goal', 'match player team', 'match goal'],
];

function meantBy({ words }: Thing, things: readonly Thing[]): readonly string[] {
	const heads = new Set(things.map((thing) => thing.words.at(-1) ?? ''));
	const meaning = MEANINGS.find(
		([word, beside]) => words.join(' ') === word && beside.split(' ').some((each) => heads.has(each)),
	);
	return meaning ? meaning[2].split(' ') : words;
}

/** The fields that were named; the usual ones besides where the named ones alone make no row. */
function draftsOf({ kit, things }: Surroundings, thing: Thing, usual: readonly FieldDraft[]): FieldDraft[] {
	// Every text of a notebook is Markdown.
	const said = thing.fields.filter(({ words }) => kit !== 'notes' || words.join() !== 'markdown');
	const isOther = (draft: FieldDraft) =>
		things.some(
			(other) => other !== thing && nameKey(other.words.join(' ')) === nameKey(draft.words.join(' ')),
		);
	const fitting = usual.filter(
		(draft) =>
			!(isOther(draft) && isPlural(draft.words.at(-1) ?? '')) &&
			// What it points to says who and what.
			!(thing.refs.length > 1 && ['item', 'person'].includes(draft.words.join())),
	);
	const isPoor = said.every(isOther) || kit === 'notes' || (said.length === 1 && isThing(thing.words));
	if (!isPoor) return withName(said, thing);
	return [...fitting.filter((draft) => !said.some((field) => isSameField(draft, field))), ...said];
}

/** "player name" of a player is its name. */
function withoutOwnName(field: Field, draft: FieldDraft, thing: Thing): Field {
	const [first = '', ...rest] = draft.words;
	const isOwn =
		nameKey(first) === nameKey(thing.words.at(-1) ?? '') && ['name', 'title'].includes(rest.join(' '));
	return isOwn ? { ...field, name: rest.join('') } : field;
}

const isSameField = (a: FieldDraft, b: FieldDraft): boolean =>
	nameKey(a.words.join(' ')) === nameKey(b.words.join(' ')) ||
	(b.words.join(' ') === 'date' && a.words.at(-1) === 'date');

/** "by cost" where there is a monthly cost. */
const endsWith = (draft: FieldDraft, extra: FieldDraft): boolean =>
	extra.words.length === 1 &&
	draft.words.length > 1 &&
	nameKey(draft.words.at(-1) ?? '') === nameKey(extra.words[0] ?? '');

/** Without anything to call a row by, a list of numbers cannot be read: such a thing gets a name. */
function withName(drafts: readonly FieldDraft[], thing: Thing): FieldDraft[] {
	const [heading] = usualFields(thing.words);
	const isHeaded = drafts.some(
		(draft) =>
			/^(title|name|number|label|id|sku|isbn)$/.test(draft.words.at(-1) ?? '') ||
			nameKey(draft.words.join(' ')) === nameKey(thing.words.at(-1) ?? ''),
	);
	if (heading && !isHeaded && isThing(thing.words) && ['title', 'name'].includes(heading.words.join(' ')))
		return [heading, ...drafts];
	const types = drafts.map((draft) => fieldOf(draft, usualFields(thing.words)).type);
	const isNameable =
		types.slice(0, 2).some((type) => ['text', 'longText', 'email', 'url', 'phone'].includes(type)) ||
		types.some((type) => ['date', 'dateTime'].includes(type));
	const isReferring = drafts.some((draft) => isThing(singularWords(draft.words)));
	return isNameable || isReferring ? [...drafts] : [{ words: ['name'] }, ...drafts];
}

function refer(
	{ reading, things, names }: Surroundings,
	field: Field,
	draft: FieldDraft,
	self: Thing,
): Field {
	const target =
		things.find(
			(thing) => thing !== self && nameKey(thing.words.join(' ')) === nameKey(draft.words.join(' ')),
		) ?? (field.type === 'text' ? byHead(things, self, draft) : undefined);
	const name = target && names.get(target);
	if (name && !draft.type && !draft.options)
		return { name: field.name, label: field.label, type: 'ref', ref: name };
	return field.type === 'money' ? { ...field, ...currencyOf(reading) } : field;
}

/** The room of a booking is a hotel room, where that is the only room there is. */
function byHead(things: readonly Thing[], self: Thing, { words }: FieldDraft): Thing | undefined {
	const [word = '', ...more] = words;
	const alike = things.filter(
		(thing) => thing.words.length > 1 && nameKey(thing.words.at(-1) ?? '') === nameKey(word),
	);
	return more.length === 0 && alike.length === 1 && alike[0] !== self ? alike[0] : undefined;
}

function currencyOf(reading: Reading): { unit: string } | undefined {
	for (const token of reading.tokens) {
		const code = Object.hasOwn(CURRENCIES, token.noun) ? CURRENCIES[token.noun] : undefined;
		if (code) return { unit: code };
	}
	return undefined;
}

function addRef(fields: Field[], ref: readonly string[], { things, names }: Surroundings): void {
	const target = things.find(
		(thing) =>
			nameKey(thing.words.join(' ')) === nameKey(ref.join(' ')) ||
			(ref.length === 1 && nameKey(thing.words.at(-1) ?? '') === nameKey(ref[0] ?? '')),
	);
	const name = camelCase(ref);
	if (!name) return;
	const targetName = target && names.get(target);
	const field: Field = targetName
		? { name, label: labelOf(ref), type: 'ref', ref: targetName }
		: { name, label: labelOf(ref), type: 'text' };
	const place = fields.findIndex((each) => each.name === name);
	if (place < 0) fields.push(field);
	else fields[place] = field;
}

function uniqueFields(fields: readonly Field[]): Field[] {
	const byName = new Map<string, Field>();
	for (const field of fields) if (!byName.has(field.name)) byName.set(field.name, field);
	return [...byName.values()];
}

/** What a kit cannot do without. */
function completeFor(kit: string, fields: Field[]): Field[] {
	const add = (words: string[]) => fields.push(fieldOf({ words }));
	if (
		kit === 'kanban' &&
		!fields.some((field) => field.type === 'enum' && /^(status|stage|state|column)$/.test(field.name))
	)
		add(['status']);
	if (kit === 'calendar' && !fields.some((field) => field.type === 'date' || field.type === 'dateTime'))
		add(['date']);
	if (
		kit === 'dashboard' &&
		!fields.some((field) =>
			['number', 'integer', 'money', 'percent', 'duration', 'rating'].includes(field.type),
		)
	)
		add(['amount']);
	if (
		kit === 'dashboard' &&
		!fields.some((field) => ['date', 'dateTime', 'enum', 'text', 'ref'].includes(field.type))
	)
		add(['date']);
	if (kit === 'habits' && !fields.some((field) => field.name === 'name'))
		fields.unshift(fieldOf({ words: ['name'] }));
	return fields;
}

/** Features that a kit or its fields bring along by themselves. */
export function impliedFeatures(kit: string, entities: readonly Entity[]): Feature[] {
	if (kit === 'kanban') return ['kanban'];
	if (kit === 'calendar') return ['calendar'];
	if (kit === 'habits') return ['streak'];
	if (kit === 'dashboard' && entities.length) return ['chart'];
	return [];
}
