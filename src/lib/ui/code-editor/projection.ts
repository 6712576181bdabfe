/** A text as the editor holds it: LF between lines, no byte order mark. Everything else stays as it is. */

const BYTE_ORDER_MARK = '\uFEFF';

/** Whether the editor holds the text unchanged, so that offsets are equal on both sides. */
export const isPlain = (text: string): boolean => !text.includes('\r') && !text.startsWith(BYTE_ORDER_MARK);

export function shownText(text: string): string {
	if (isPlain(text)) return text;
	return (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).replace(/\r\n?/g, '\n');
}

/** Offset in `text` of an offset in `shownText(text)`; never between the halves of a CRLF. */
export function textOffset(text: string, shown: number): number {
	if (isPlain(text)) return shown;
	let offset = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
	for (let rest = shown; rest > 0; rest--) offset += text.startsWith('\r\n', offset) ? 2 : 1;
	return offset;
}

/** Offset in `shownText(text)` of an offset in `text`. */
export const shownOffset = (text: string, offset: number): number => shownText(text.slice(0, offset)).length;

/** Whether most lines of the text end in CRLF, so that new ones should too. */
export function endsLinesWithCrlf(text: string): boolean {
	const crlf = text.split('\r\n').length - 1;
	return crlf > 0 && crlf * 2 > text.split('\n').length - 1;
}

/** One replacement in a text. Offsets are UTF-16 code units of the text before it. */
export interface Splice {
	readonly offset: number;
	readonly length: number;
	readonly text: string;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** The smallest single replacement that turns `from` into `to`, never through a surrogate pair; null when equal. */
export function spliceBetween(from: string, to: string): Splice | null {
	if (from === to) return null;
	const shorter = Math.min(from.length, to.length);
	let start = 0;
	while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start++;
	if (start > 0 && isHighSurrogate(from.charCodeAt(start - 1))) start--;
	let tail = 0;
	while (
		tail < shorter - start &&
		from.charCodeAt(from.length - 1 - tail) === to.charCodeAt(to.length - 1 - tail)
	)
		tail++;
	if (tail > 0 && startsInsidePair(from, to, tail)) tail--;
	return { offset: start, length: from.length - tail - start, text: to.slice(start, to.length - tail) };
}

const startsInsidePair = (from: string, to: string, tail: number): boolean =>
	isHighSurrogate(from.charCodeAt(from.length - tail - 1)) ||
	isHighSurrogate(to.charCodeAt(to.length - tail - 1));

/** Where an offset lies after `splices` (ascending, of the same text). What is inserted exactly there goes behind it. */
export function shiftOffset(offset: number, splices: readonly Splice[]): number {
	let shift = 0;
	for (const splice of splices) {
		if (offset <= splice.offset) break;
		if (offset < splice.offset + splice.length) return splice.offset + shift;
		shift += splice.text.length - splice.length;
	}
	return offset + shift;
}

/** What a Y.Text event tells, as replacements of the text before it. */
export function splicesOf(
	delta: readonly { insert?: unknown; delete?: number; retain?: number }[],
): Splice[] {
	const splices: Splice[] = [];
	let offset = 0;
	let open: { length: number; text: string } | null = null;
	const close = (): void => {
		if (!open) return;
		splices.push({ offset, ...open });
		offset += open.length;
		open = null;
	};
	for (const step of delta) {
		if (step.retain !== undefined) {
			close();
			offset += step.retain;
		} else {
			open ??= { length: 0, text: '' };
			open = {
				length: open.length + (step.delete ?? 0),
				text: open.text + (typeof step.insert === 'string' ? step.insert : ''),
			};
		}
	}
	close();
	return splices;
}
