import { addFields } from './assign.ts';
import { isFieldName, typeOf } from './fields.ts';
import { isPlural } from './inflect.ts';
import { type Item, readItems } from './items.ts';
import { readName } from './name-phrase.ts';
import { labelOf, singularWords } from './names.ts';
import type { Reading } from './reading.ts';

const MOVES = ['move', 'moves', 'moving', 'go', 'goes', 'going', 'pass', 'passes', 'progress'];

/** "applications move from applied to interview to offer", "through applied, interview and offer": the columns of a board. */
export function stages(reading: Reading, index: number): number | null {
	if (!reading.is(index, 'from', 'through', 'along')) return null;
	const isMoving = reading.is(index - 1, ...MOVES);
	if (!isMoving && !reading.featureAt.some((hit) => hit?.value === 'kanban')) return null;
	const names: Item[] = [];
	let at = index + 1;
	while (at < reading.tokens.length) {
		const { items, next } = readItems(reading, at);
		if (!items.length) break;
		names.push(...items);
		at = next;
		if (!reading.is(at, 'to', 'into', 'then', 'until')) break;
		at++;
	}
	const named = names.filter((item) => item.words.length > 0);
	if (named.length < 3) return null;
	for (const item of named) {
		reading.remark(item.start, item.end, 'option');
		reading.columns.push(labelOf(item.words));
	}
	if (isMoving) {
		takeMover(reading, index - 1);
		reading.features.add('kanban');
	}
	reading.mark(index - 1, at, 'filler');
	return at;
}

/** What moves is what the board keeps. */
function takeMover(reading: Reading, verb: number): void {
	for (let start = Math.max(0, verb - 3); start < verb; start++) {
		const name = readName(reading, start, verb - start);
		if (!name || name.next !== verb) continue;
		reading.subject = reading.thing(singularWords(name.words));
		reading.remark(name.start, name.next, 'entity');
		return;
	}
}

const REPORTS = ['post', 'send', 'submit', 'report', 'upload', 'push', 'log', 'deliver', 'transmit'];

/** "devices post their temperature and humidity": each report is a reading; "guests send their name" fills in a guest. */
export function reporting(reading: Reading, index: number): number | null {
	const name = readName(reading, index, 1);
	if (
		!name ||
		!isPlural(name.words[0] ?? '') ||
		!reading.is(index - 1, 'where', 'which', 'that', 'for', 'how')
	)
		return null;
	const verb = reading.is(name.next, 'can', 'could', 'may', 'should') ? name.next + 1 : name.next;
	if (!reading.is(verb, ...REPORTS) || !reading.is(verb + 1, 'their', 'its', 'the')) return null;
	const { items, next } = readItems(reading, verb + 1);
	if (!items.length || !items.every(({ words }) => isFieldName(words))) return null;
	const who = singularWords(name.words);
	const numbers = items.filter(({ words }) => ['number', 'integer', 'percent'].includes(typeOf(words)));
	const isReading = numbers.length * 2 > items.length;
	reading.remark(index, name.next, 'entity');
	reading.mark(name.next, verb + 1, 'filler');
	reading.subject = reading.thing(isReading ? [...who, 'reading'] : who);
	if (isReading) reading.subject.fields.push({ words: who, type: 'text' });
	addFields(reading, reading.subject, items);
	if (isReading) reading.subject.fields.push({ words: ['taken', 'at'] });
	return next;
}
