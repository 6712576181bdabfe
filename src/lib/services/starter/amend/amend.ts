import { specSchema, type Span, type Spec, type Understanding } from '#lib/model/spec.ts';
import type { Reading } from '../reading.ts';
import { ignoredOf, spansOf } from '../spans.ts';
import { addWish } from './add.ts';
import { changeWish } from './change.ts';
import { kitWish } from './kit-wish.ts';
import { partsOf } from './parts.ts';
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
