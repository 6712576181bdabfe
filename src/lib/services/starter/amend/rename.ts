import type { Spec } from '#lib/model/spec.ts';
import { typeAt } from '../items.ts';
import { camelCase, labelOf, pluralWords, singularWords } from '../names.ts';
import type { Reading } from '../reading.ts';
import { beginOf, findEntity, findField, withFieldChanged, wordsUntil } from './wish.ts';

const WHOLE = [
	'it',
	'this',
	'app',
	'creation',
	'api',
	'title',
	'name',
	'everything',
	'tool',
	'database',
	'workflow',
	'page',
];

/** "call it Cookbook", "rename price to cost", "change the title to My books". */
export function renameWish(spec: Spec, reading: Reading): Spec | null {
	const begin = beginOf(reading);
	const isNaming = reading.is(begin, 'call', 'name', 'title', 'rename');
	const isChanging = reading.is(begin, 'change', 'set', 'make');
	if (!isNaming && !isChanging) return null;
	const { words, end } = wordsUntil(reading, begin + 1, [
		'to',
		'into',
		'as',
		'→',
		':',
		'=',
		...(reading.is(begin, 'call', 'name') ? ['it'] : []),
	]);
	if (isChanging && !['title', 'name of the app', 'name'].includes(words.join(' '))) return null;
	const isIt = reading.is(end, 'it') || words.length === 0 || words.every((word) => WHOLE.includes(word));
	if (isIt && !(isChanging && typeAt(reading, end + 1)))
		return titled(spec, reading, begin, reading.is(end, 'it', 'to', 'into', 'as', ':', '=') ? end + 1 : end);
	const isCallingThing = reading.is(begin, 'call', 'name') && end >= reading.tokens.length;
	return isCallingThing ? calledOtherwise(spec, reading, begin) : renamed(spec, reading, words, end);
}

function titled(spec: Spec, reading: Reading, begin: number, from: number): Spec | null {
	let start = from;
	while (
		reading.is(start, 'to', 'the', 'app', '"', '“', ':', 'title') &&
		start < reading.tokens.length - 1 &&
		!(reading.is(start, 'the') && /^T/.test(reading.tokens[start]?.text ?? ''))
	)
		start++;
	const first = reading.tokens[start];
	const title = first
		? reading.sentence
				.slice(first.start)
				.replace(/["”“]+/g, '')
				.trim()
				.slice(0, 80)
		: '';
	if (!title) return null;
	reading.remark(0, start, 'filler');
	reading.remark(Math.max(begin, start), reading.tokens.length, 'option');
	return { ...spec, title };
}

/** "call items books", "call price cost": the known name comes first. */
function calledOtherwise(spec: Spec, reading: Reading, begin: number): Spec | null {
	const { words } = wordsUntil(reading, begin + 1, ['instead']);
	for (let cut = words.length - 1; cut > 0; cut--) {
		const next = rename(spec, words.slice(0, cut), words.slice(cut));
		if (!next) continue;
		reading.remark(begin, reading.tokens.length, 'field');
		return next;
	}
	return null;
}

function renamed(spec: Spec, reading: Reading, words: readonly string[], end: number): Spec | null {
	const { words: to } = wordsUntil(reading, end + 1, ['instead', ',']);
	const next = to.length ? rename(spec, words, to) : null;
	if (next) reading.remark(0, reading.tokens.length, 'field');
	return next;
}

function rename(spec: Spec, from: readonly string[], to: readonly string[]): Spec | null {
	const name = camelCase(to);
	const place = findField(spec, from);
	const entity = findEntity(spec, from);
	if (place && name && !(entity && from.some((word) => ['table', 'list', 'entity'].includes(word))))
		return withFieldChanged(spec, place, { ...place.field, name, label: labelOf(to) });
	const single = singularWords(to);
	const entityName = camelCase(single);
	if (!entity || !entityName) return null;
	const others = spec.entities.map((each) => ({
		...each,
		...(each === entity
			? { name: entityName, label: labelOf(single), plural: labelOf(pluralWords(single)) }
			: {}),
		fields: each.fields.map((field) => (field.ref === entity.name ? { ...field, ref: entityName } : field)),
	}));
	return { ...spec, entities: others };
}
