import { isFeatureOnly, takeCues } from './assign.ts';
import { readItems } from './items.ts';
import { singularWords } from './names.ts';
import type { Reading } from './reading.ts';

/** "by category and month": fields to group by, beside the usual ones. */
export function addGrouping(reading: Reading, index: number): number {
	const { items, next } = readItems(reading, index);
	for (const item of items) takeCues(reading, item);
	const groups = items.filter(
		(item) => item.words.length && !isFeatureOnly(reading, item) && !AUDIENCE_ONLY.has(item.words.join(' ')),
	);
	const thing = reading.subject ?? reading.things[0];
	for (const item of groups) {
		reading.mark(item.start, item.end, 'field');
		const words = isPeriod(item.words) ? ['date'] : item.words;
		thing?.extra.push({ words: singularWords(words) });
	}
	return groups.length ? next : index;
}

/** "by hand", "by myself" group nothing. */
const AUDIENCE_ONLY = new Set([
	'me',
	'myself',
	'us',
	'everyone',
	'hand',
	'default',
	'phone',
	'mail',
	'email',
	'itself',
]);

export function isPeriod(words: readonly string[]): boolean {
	return (
		words.length === 1 &&
		/^(day|week|month|year|quarter|date|time|weeks|months|years|days|weekday)$/.test(words[0] ?? '')
	);
}
