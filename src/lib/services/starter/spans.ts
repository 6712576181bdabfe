import type { Span } from '#lib/model/spec.ts';
import { STOP } from './lexicon/words.ts';
import type { Reading } from './reading.ts';

/** Each word of the sentence with what it was taken for; neighbours of one meaning are joined. */
export function spansOf(reading: Reading): Span[] {
	const spans: Span[] = [];
	reading.tokens.forEach((token, index) => {
		const as =
			reading.marks[index] ?? (token.type === 'mark' || STOP.has(token.lower) ? 'filler' : 'unknown');
		const last = spans.at(-1);
		if (last && joins(last.as, as, token.type === 'mark'))
			spans[spans.length - 1] = {
				...last,
				end: token.end,
				text: reading.sentence.slice(last.start, token.end),
			};
		else spans.push({ start: token.start, end: token.end, text: token.text, as });
	});
	return spans;
}

/** Each field and each thing stays a stretch of its own, so that a comma between them parts them. */
const joins = (before: Span['as'], now: Span['as'], isMark: boolean): boolean =>
	before === now && !(isMark && now !== 'filler');

/** The unknown stretches in the person's words; small words between two of them stay in. */
export function ignoredOf(spans: readonly Span[], sentence: string): string[] {
	const stretches: { start: number; end: number }[] = [];
	spans.forEach((span, index) => {
		if (span.as !== 'unknown') return;
		const last = stretches.at(-1);
		const isJoined =
			last &&
			spans[index - 1]?.as === 'filler' &&
			spans[index - 2]?.as === 'unknown' &&
			/^[\s\p{L}']*$/u.test(sentence.slice(last.end, span.start));
		if (last && isJoined) last.end = span.end;
		else stretches.push({ start: span.start, end: span.end });
	});
	return stretches.map(({ start, end }) => sentence.slice(start, end));
}
