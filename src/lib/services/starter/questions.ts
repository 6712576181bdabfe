import { ASKED, QUANTITIES } from './asked.ts';
import { readName } from './name-phrase.ts';
import { VERB_ENTITIES } from './lexicon/domains.ts';
import { AUXILIARIES, PRONOUNS } from './lexicon/words.ts';
import { singularWords } from './names.ts';
import type { Reading } from './reading.ts';
import { isThing } from './things.ts';

export const isQuestion = (reading: Reading, index: number): boolean =>
	reading.is(index, 'what', 'which', 'who', 'where', 'when', 'how', 'whom');

/** "what I lend to friends", "how much coffee I drink". */
export function question(reading: Reading, index: number): number | null {
	if (!isQuestion(reading, index)) return null;
	let at = index + 1;
	while (reading.is(at, 'much', 'many', 'far', 'long', 'often', 'well')) at++;
	const measured = readName(reading, at);
	const name = measured && reading.is(measured.next, 'of') ? readName(reading, measured.next + 1) : measured;
	const afterName = name ? name.next : at;
	if (
		!reading.is(
			afterName,
			'did',
			'do',
			'i',
			'we',
			'my',
			'you',
			'they',
			'he',
			'she',
			'people',
			'owes',
			'owe',
			'borrowed',
		) &&
		!(name && PRONOUNS.has(reading.lower(index)) && reading.lower(index) === 'who')
	)
		return null;
	let verb = afterName;
	while (verb < reading.tokens.length && verb < afterName + 5 && !verbEntity(reading, verb)) verb++;
	const isNamed =
		name &&
		(isThing(singularWords(name.words)) ||
			(!PRONOUNS.has(name.words[0] ?? '') &&
				!AUXILIARIES.has(name.words[0] ?? '') &&
				!name.words.some((_, offset) => verbEntity(reading, name.start + offset))));
	const entity = isNamed ? singularWords(name.words) : verbEntity(reading, verb)?.split(' ');
	if (!entity || reading.subject) return null;
	reading.subject = reading.thing(entity);
	const end = clauseEnd(reading, afterName);
	reading.mark(index, end, 'entity');
	return end;
}

function clauseEnd(reading: Reading, index: number): number {
	let end = index;
	while (
		end < Math.min(reading.tokens.length, index + 40) &&
		reading.isWord(end) &&
		!reading.is(end, 'with', 'by', 'and', 'per')
	)
		end++;
	return end;
}

/** "which friend borrowed which book and when": every question is a field, the verb tells the thing. */
export function questions(reading: Reading, from: number): number | null {
	const fields: string[][] = [];
	let [thing, at] = ['entry', from];
	for (
		;
		at < Math.min(reading.tokens.length, from + 40) && (reading.isWord(at) || reading.is(at, ','));
		at++
	) {
		const name = reading.is(at, 'which', 'what') ? readName(reading, at + 1, 1) : null;
		const much = reading.is(at, 'how') ? QUANTITIES[reading.lower(at + 1)] : undefined;
		const plain = much ?? ASKED[reading.lower(at)];
		if (name && !verbEntity(reading, name.start)) fields.push([...name.words]);
		else if (plain) fields.push([plain]);
		else thing = verbEntity(reading, at) ?? thing;
	}
	if (fields.length < 2) return null;
	reading.subject = reading.thing(thing.split(' '));
	reading.subject.fields.push(...fields.map((words) => ({ words })));
	reading.remark(from, at, 'field');
	return at;
}

function verbEntity(reading: Reading, index: number): string | undefined {
	for (const form of reading.tokens[index]?.forms ?? []) {
		const entity = Object.hasOwn(VERB_ENTITIES, form) ? VERB_ENTITIES[form] : undefined;
		if (entity) return entity;
	}
	return undefined;
}
