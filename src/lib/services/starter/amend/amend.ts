import { specSchema, type Span, type Spec, type Understanding } from '#lib/model/spec.ts';
import type { Reading } from '../reading.ts';
import { ignoredOf, spansOf } from '../spans.ts';
import { addWish } from './add.ts';
import { changeWish } from './change.ts';
import { kitWish } from './kit-wish.ts';
import { renameWish } from './rename.ts';
import { removeWish } from './remove.ts';
import type { Wish } from './wish.ts';

/** In the order in which they are tried on every part of the sentence. */
const WISHES: readonly Wish[] = [renameWish, removeWish, kitWish, changeWish, addWish];

const REFUSED =
	'This change was not understood. Try "add a due date", "rename price to cost", "sort by rating" or "call it Cookbook", or connect a model in Settings.';

/** Changes a spec as a sentence wishes, part by part; refuses when no part was understood. */
export function amendSpec(spec: Spec, sentence: string, read: (part: string) => Reading): Understanding {
	let changed = spec;
	const spans: Span[] = [];
	const ignored: string[] = [];
	for (const { text, start } of partsOf(sentence)) {
		const reading = read(text);
		const next = WISHES.reduce<Spec | null>((found, wish) => found ?? wish(changed, reading), null);
		if (!next) reading.marks.forEach((_, index) => reading.remark(index, index + 1, 'unknown'));
		const own = spansOf(reading);
		spans.push(...own.map((span) => ({ ...span, start: span.start + start, end: span.end + start })));
		ignored.push(...(next ? ignoredOf(own, text) : [text.trim()]));
		changed = next ?? changed;
	}
	if (changed === spec) return { type: 'refused', reason: REFUSED, spans };
	const checked = specSchema.safeParse(changed);
	if (!checked.success)
		return { type: 'refused', reason: 'This change would leave too many or unusable fields.', spans };
	return { type: 'understood', spec: checked.data, spans, ignored };
}

const VERBS =
	'add|remove|rename|sort|filter|call|make|change|delete|drop|show|use|hide|set|turn|include|enable|disable|export|search|give|let|split|mark|track';
const BORDER = new RegExp(
	`[.;\\n]+(?:\\s+|$)|,?\\s+(?:and|then|also|but)(?:\\s+(?:then|also))?\\s+(?=(?:${VERBS})\\b)|,\\s+(?=(?:${VERBS})\\b)`,
	'gi',
);

/** "add a due date and sort by it" is two wishes. */
function partsOf(sentence: string): { text: string; start: number }[] {
	const parts: { text: string; start: number }[] = [];
	let start = 0;
	for (const match of sentence.matchAll(BORDER)) {
		parts.push({ text: sentence.slice(start, match.index), start });
		start = match.index + match[0].length;
	}
	parts.push({ text: sentence.slice(start), start });
	return parts.filter((part) => part.text.trim()).slice(0, 20);
}
