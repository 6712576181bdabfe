import type { editor, IDisposable, IRange } from 'monaco-editor/editor';
import type * as Y from 'yjs';
import { shiftOffset, type Splice } from './projection.ts';
import { SharedText, type Surface } from './shared-text.ts';

/** `EndOfLineSequence.LF` of Monaco, here as a number so that this module does not load Monaco. */
const LF = 0;

/** Keeps a Monaco model and a Y.Text equal, with undo of its own. */
export class TextBinding implements Surface {
	readonly text: Y.Text;
	readonly model: editor.ITextModel;
	/** The editor that shows the model now; its selections are kept over edits from elsewhere. */
	editor: editor.ICodeEditor | null = null;

	readonly #shared: SharedText;
	readonly #listener: IDisposable;
	#isApplying = false;

	constructor(text: Y.Text, model: editor.ITextModel) {
		this.text = text;
		this.model = model;
		this.model.setEOL(LF);
		this.#shared = new SharedText(text, this);
		this.#listener = model.onDidChangeContent((event) => this.#push(event));
		this.#ownUndo(this.#shared.undoManager);
	}

	dispose(): void {
		this.#listener.dispose();
		this.#shared.dispose();
		this.editor = null;
	}

	get length(): number {
		return this.model.getValueLength(LF);
	}

	value(): string {
		return this.model.getValue(LF);
	}

	isWhole({ offset, length }: Splice): boolean {
		return [offset, offset + length].every((end) => {
			const position = this.model.getPositionAt(end);
			return position.equals(this.model.validatePosition(position));
		});
	}

	show(splices: readonly Splice[]): void {
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

	goTo(offset: number): void {
		const position = this.model.getPositionAt(offset);
		this.editor?.setPosition(position);
		this.editor?.revealPositionInCenterIfOutsideViewport(position);
	}

	#push(event: editor.IModelContentChangedEvent): void {
		if (this.#isApplying) return;
		if (event.isFlush || event.isEolChange) {
			this.#apply(() => this.model.setEOL(LF));
			return this.#shared.pushWhole();
		}
		const changes = [...event.changes].sort((a, b) => a.rangeOffset - b.rangeOffset);
		this.#shared.push(
			changes.map(({ rangeOffset, rangeLength, text }) => ({
				offset: rangeOffset,
				length: rangeLength,
				text,
			})),
		);
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
	#ownUndo(undoManager: Y.UndoManager): void {
		Object.assign(this.model, {
			undo: () => void undoManager.undo(),
			redo: () => void undoManager.redo(),
			canUndo: () => undoManager.canUndo(),
			canRedo: () => undoManager.canRedo(),
		});
	}
}
