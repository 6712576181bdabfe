import type { editor, IDisposable, IRange } from 'monaco-editor/editor';
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

/** `EndOfLineSequence.LF` of Monaco, here as a number so that this module does not load Monaco. */
const LF = 0;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Keeps a Monaco model and a Y.Text equal. The text is the truth; the model shows it with LF. Own edits go to the text
 * with this object as the transaction's origin, so undo takes back only what was typed here. Every other transaction
 * reaches the model as its smallest edits, and the cursor stays where it was.
 */
export class TextBinding {
	readonly text: Y.Text;
	readonly model: editor.ITextModel;
	readonly undoManager: Y.UndoManager;
	/** The editor that shows the model now; its selections are kept over edits from elsewhere. */
	editor: editor.ICodeEditor | null = null;

	readonly #listener: IDisposable;
	#isPlain: boolean;
	#isCrlf: boolean;
	#isApplying = false;

	constructor(text: Y.Text, model: editor.ITextModel) {
		this.text = text;
		this.model = model;
		const whole = text.toString();
		this.#isPlain = isPlain(whole);
		this.#isCrlf = !this.#isPlain && endsLinesWithCrlf(whole);
		this.undoManager = new Y.UndoManager(text, { trackedOrigins: new Set([this]) });
		this.model.setEOL(LF);
		this.#resync();
		this.#listener = model.onDidChangeContent((event) => this.#push(event));
		text.observe(this.#pull);
		this.#ownUndo();
	}

	dispose(): void {
		this.text.unobserve(this.#pull);
		this.#listener.dispose();
		this.undoManager.destroy();
		this.editor = null;
	}

	/** The editor → the text. */
	#push(event: editor.IModelContentChangedEvent): void {
		if (this.#isApplying) return;
		if (event.isFlush || event.isEolChange) return this.#pushWhole();
		const changes = [...event.changes].sort((a, b) => b.rangeOffset - a.rangeOffset);
		this.#transact(() => {
			for (const change of changes)
				this.#replace({ offset: change.rangeOffset, length: change.rangeLength, text: change.text });
		});
		if (this.model.getValueLength(LF) !== this.text.length || !this.#isPlain) this.#resync();
	}

	/** After `setValue` or a change of line endings, where Monaco's changes do not say enough. */
	#pushWhole(): void {
		this.#apply(() => this.model.setEOL(LF));
		const splice = spliceBetween(shownText(this.text.toString()), this.model.getValue(LF));
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
		Y.transact(this.#doc, change, this);
	}

	get #doc(): Y.Doc {
		if (!this.text.doc) throw new Error('A text must belong to a document before it is bound.');
		return this.text.doc;
	}

	/** The text → the editor. */
	readonly #pull = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
		if (transaction.origin === this) return;
		const splices = splicesOf(event.delta);
		this.#isPlain &&= splices.every((splice) => isPlain(splice.text));
		if (this.#isPlain && splices.every((splice) => this.#isWhole(splice))) this.#show(splices);
		else this.#resync();
		if (this.#isPlain && this.model.getValueLength(LF) !== this.text.length) this.#resync();
		if (transaction.origin === this.undoManager) this.#goTo(splices);
	};

	/** False where an edit cuts a surrogate pair: Yjs then replaces the halves without saying so in the event. */
	#isWhole({ offset, length }: Splice): boolean {
		return [offset, offset + length].every((end) => {
			const position = this.model.getPositionAt(end);
			return position.equals(this.model.validatePosition(position));
		});
	}

	#resync(): void {
		const whole = this.text.toString();
		this.#isPlain = isPlain(whole);
		this.#isCrlf = !this.#isPlain && endsLinesWithCrlf(whole);
		const splice = spliceBetween(this.model.getValue(LF), shownText(whole));
		if (splice) this.#show([splice]);
	}

	#show(splices: readonly Splice[]): void {
		const { editor, model } = this;
		const kept = editor?.getSelections()?.map((selection) => ({
			anchor: this.#offsetAfter(selection.getSelectionStart(), splices),
			active: this.#offsetAfter(selection.getPosition(), splices),
		}));
		const edits = splices.map(({ offset, length, text }) => ({
			range: this.#range(offset, length),
			text,
		}));
		this.#apply(() => model.applyEdits(edits));
		if (!editor || !kept) return;
		editor.setSelections(kept.map(({ anchor, active }) => this.#selection(anchor, active)));
	}

	#offsetAfter(position: { lineNumber: number; column: number }, splices: readonly Splice[]): number {
		return shiftOffset(this.model.getOffsetAt(position), splices);
	}

	#range(offset: number, length: number): IRange {
		const start = this.model.getPositionAt(offset);
		const end = this.model.getPositionAt(offset + length);
		return {
			startLineNumber: start.lineNumber,
			startColumn: start.column,
			endLineNumber: end.lineNumber,
			endColumn: end.column,
		};
	}

	#selection(anchor: number, active: number) {
		const [from, to] = [this.model.getPositionAt(anchor), this.model.getPositionAt(active)];
		return {
			selectionStartLineNumber: from.lineNumber,
			selectionStartColumn: from.column,
			positionLineNumber: to.lineNumber,
			positionColumn: to.column,
		};
	}

	/** After undo and redo the cursor goes to what came back. */
	#goTo(splices: readonly Splice[]): void {
		const last = splices.at(-1);
		if (!this.editor || !last) return;
		const end = shiftOffset(last.offset, splices) + last.text.length;
		const position = this.model.getPositionAt(Math.min(end, this.model.getValueLength(LF)));
		this.editor.setPosition(position);
		this.editor.revealPositionInCenterIfOutsideViewport(position);
	}

	#apply(change: () => void): void {
		this.#isApplying = true;
		try {
			change();
		} finally {
			this.#isApplying = false;
		}
	}

	/**
	 * Monaco's own undo would take back other people's text. Keyboard, menu and its palette all call these four methods of
	 * the model, which its type declarations leave out.
	 */
	#ownUndo(): void {
		Object.assign(this.model, {
			undo: () => void this.undoManager.undo(),
			redo: () => void this.undoManager.redo(),
			canUndo: () => this.undoManager.canUndo(),
			canRedo: () => this.undoManager.canRedo(),
		});
	}
}
