import {
	Annotation,
	EditorState,
	type Extension,
	type Transaction,
	type TransactionSpec,
} from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type * as Y from 'yjs';
import type { Splice } from './projection.ts';
import { SharedText, type Surface } from './shared-text.ts';

/** Marks what came from the shared text, and so needs not go back to it. */
const fromText = Annotation.define<true>();
const SURROGATE_PAIR = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/;

/** Keeps a CodeMirror document and a Y.Text equal, with undo of its own; also while no view shows it. */
export class CodeMirrorText implements Surface {
	readonly text: Y.Text;
	readonly #shared: SharedText;
	#state: EditorState;
	#view: EditorView | null = null;

	constructor(text: Y.Text, extensions: Extension) {
		this.text = text;
		this.#state = EditorState.create({ extensions: [extensions, this.#own()] });
		this.#shared = new SharedText(text, this);
	}

	dispose(): void {
		this.#shared.dispose();
		this.#view = null;
	}

	get state(): EditorState {
		return this.#view?.state ?? this.#state;
	}

	/** The view that shows it from now on. */
	attach(view: EditorView): void {
		view.setState(this.#state);
		this.#view = view;
	}

	detach(): void {
		this.#state = this.state;
		this.#view = null;
	}

	undo(): boolean {
		return this.#shared.undoManager.undo() !== null;
	}

	redo(): boolean {
		return this.#shared.undoManager.redo() !== null;
	}

	get length(): number {
		return this.state.doc.length;
	}

	value(): string {
		return this.state.sliceDoc();
	}

	isWhole({ offset, length }: Splice): boolean {
		return [offset, offset + length].every(
			(end) => !SURROGATE_PAIR.test(this.state.sliceDoc(Math.max(0, end - 1), end + 1)),
		);
	}

	show(splices: readonly Splice[]): void {
		this.dispatch({
			changes: splices.map(({ offset, length, text }) => ({
				from: offset,
				to: offset + length,
				insert: text,
			})),
			annotations: fromText.of(true),
		});
	}

	goTo(offset: number): void {
		this.dispatch({ selection: { anchor: offset }, scrollIntoView: true });
	}

	dispatch(spec: TransactionSpec): void {
		if (this.#view) return this.#view.dispatch(spec);
		const transaction = this.#state.update(spec);
		this.#state = transaction.state;
		this.#push([transaction]);
	}

	#push(transactions: readonly Transaction[]): void {
		const changes = transactions.filter(({ docChanged }) => docChanged);
		const [only] = changes;
		if (!only || changes.every((transaction) => transaction.annotation(fromText))) return;
		if (changes.length > 1) return this.#shared.pushWhole();
		const splices: Splice[] = [];
		only.changes.iterChanges((...[from, to, , , inserted]) =>
			splices.push({ offset: from, length: to - from, text: inserted.toString() }),
		);
		this.#shared.push(splices);
	}

	/** Keys, and the undo of a soft keyboard or a context menu, which comes without any. */
	#own(): Extension {
		return [
			EditorView.updateListener.of((update) => this.#push(update.transactions)),
			EditorView.domEventHandlers({
				beforeinput: (event) => {
					if (event.inputType === 'historyUndo') this.undo();
					else if (event.inputType === 'historyRedo') this.redo();
					else return false;
					event.preventDefault();
					return true;
				},
			}),
			keymap.of([
				{ key: 'Mod-z', run: () => (this.undo(), true), preventDefault: true },
				{ key: 'Mod-y', mac: 'Mod-Shift-z', run: () => (this.redo(), true), preventDefault: true },
				{ key: 'Mod-Shift-z', run: () => (this.redo(), true), preventDefault: true },
			]),
		];
	}
}
