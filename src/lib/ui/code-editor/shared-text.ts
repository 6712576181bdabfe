import * as Y from 'yjs';
import {
	endsLinesWithCrlf,
	isPlain,
	shiftOffset,
	shownText,
	spliceBetween,
	splicesOf,
	textOffset,
	type Splice,
} from './projection.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** An editor's own copy of a text, with LF between lines. Offsets are UTF-16 code units of that copy. */
export interface Surface {
	readonly length: number;
	value(): string;
	/** False where an end lies inside a character, which this editor cannot address. */
	isWhole(splice: Splice): boolean;
	/** Applies replacements (ascending, of the same text). Cursors and scroll stay at what they were at. */
	show(splices: readonly Splice[]): void;
	/** Puts the cursor there after an undo or redo, and shows it. */
	goTo(offset: number): void;
}

/**
 * Keeps what an editor shows and a Y.Text equal. The text is the truth. Own edits go to the text with this object as the
 * transaction's origin, so undo takes back only what was typed here. Every other transaction reaches the editor as its
 * smallest edits.
 */
export class SharedText {
	readonly text: Y.Text;
	readonly undoManager: Y.UndoManager;
	readonly #surface: Surface;
	#isPlain = true;
	#isCrlf = false;

	/** The surface may still be empty: it is made equal at once. */
	constructor(text: Y.Text, surface: Surface) {
		this.text = text;
		this.#surface = surface;
		this.undoManager = new Y.UndoManager(text, { trackedOrigins: new Set([this]) });
		this.#resync();
		text.observe(this.#pull);
	}

	dispose(): void {
		this.text.unobserve(this.#pull);
		this.undoManager.destroy();
	}

	/** Takes what was typed into the surface; ascending, offsets of what it showed before. */
	push(splices: readonly Splice[]): void {
		this.#transact(() => {
			for (const splice of splices.toReversed()) this.#replace(splice);
		});
		if (this.#surface.length !== this.text.length || !this.#isPlain) this.#resync();
	}

	/** Takes the surface as it is, where its edits do not say enough. */
	pushWhole(): void {
		const splice = spliceBetween(shownText(this.text.toString()), this.#surface.value());
		if (splice) this.#transact(() => this.#replace(splice));
		this.#resync();
	}

	#replace({ offset, length, text }: Splice): void {
		const whole = this.#isPlain ? null : this.text.toString();
		const start = whole === null ? offset : textOffset(whole, offset);
		const end = whole === null ? offset + length : textOffset(whole, offset + length);
		if (end > start) this.text.delete(start, end - start);
		if (text) this.text.insert(start, this.#isCrlf ? text.replaceAll('\n', '\r\n') : text);
		if (text.startsWith(BYTE_ORDER_MARK)) this.#isPlain = false;
	}

	#transact(change: () => void): void {
		if (!this.text.doc) throw new Error('A text must belong to a document before it is bound.');
		Y.transact(this.text.doc, change, this);
	}

	readonly #pull = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
		if (transaction.origin === this) return;
		const splices = splicesOf(event.delta);
		this.#isPlain &&= splices.every((splice) => isPlain(splice.text));
		// Where an edit cuts a surrogate pair, Yjs replaces the halves without saying so in the event.
		if (this.#isPlain && splices.every((splice) => this.#surface.isWhole(splice)))
			this.#surface.show(splices);
		else this.#resync();
		if (this.#isPlain && this.#surface.length !== this.text.length) this.#resync();
		if (transaction.origin === this.undoManager) this.#goTo(splices);
	};

	/** After undo and redo the cursor goes to what came back. */
	#goTo(splices: readonly Splice[]): void {
		const last = splices.at(-1);
		if (!last) return;
		const end = shiftOffset(last.offset, splices) + last.text.length;
		this.#surface.goTo(Math.min(end, this.#surface.length));
	}

	#resync(): void {
		const whole = this.text.toString();
		this.#isPlain = isPlain(whole);
		this.#isCrlf = !this.#isPlain && endsLinesWithCrlf(whole);
		const splice = spliceBetween(this.#surface.value(), shownText(whole));
		if (splice) this.#surface.show([splice]);
	}
}
