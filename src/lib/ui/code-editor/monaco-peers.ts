import type { editor, IDisposable } from 'monaco-editor/editor';
import type { Peer } from './editor.ts';
import { hueClass } from './hue-class.ts';
import { caretOf } from './peer-caret.ts';
import { placeOf } from './peer-places.ts';
import type { TextBinding } from './text-binding.ts';

/** `ContentWidgetPositionPreference.EXACT` of Monaco, here as a number so that this module does not load Monaco. */
const EXACT = 0;

interface Caret extends editor.IContentWidget {
	place: { readonly lineNumber: number; readonly column: number } | null;
}

/** The cursors and selections of others in one Monaco editor. */
export class MonacoPeers {
	readonly #editor: editor.ICodeEditor;
	readonly #selections: editor.IEditorDecorationsCollection;
	readonly #carets = new Map<string, Caret>();
	readonly #listener: IDisposable;
	#peers: readonly Peer[] = [];
	#binding: TextBinding | null = null;
	#isDrawing = false;

	constructor(editor: editor.ICodeEditor) {
		this.#editor = editor;
		this.#selections = editor.createDecorationsCollection();
		this.#listener = editor.onDidChangeModelContent(() => this.#drawSoon());
	}

	show(binding: TextBinding, peers: readonly Peer[]): void {
		this.#binding = binding;
		this.#peers = peers;
		this.#draw();
	}

	dispose(): void {
		this.#peers = [];
		this.#draw();
		this.#listener.dispose();
	}

	/** A place may be told before the text it is in arrives, and moves with each edit. */
	#drawSoon(): void {
		if (this.#isDrawing || this.#peers.length === 0) return;
		this.#isDrawing = true;
		queueMicrotask(() => {
			this.#isDrawing = false;
			this.#draw();
		});
	}

	#draw(): void {
		const binding = this.#binding;
		if (!binding || binding.model.isDisposed()) return;
		const ranges = this.#peers.flatMap((peer) => {
			const range = placeOf(binding, peer);
			return range ? [{ peer, ...range }] : [];
		});
		this.#selections.set(
			ranges
				.filter(({ anchor, head }) => anchor !== head)
				.map(({ peer, anchor, head }) => ({
					range: wholeRange(binding.model, anchor, head),
					options: {
						description: 'peer-selection',
						className: `peer-selection ${hueClass(peer.hue)}`,
						overviewRuler: { color: `hsl(${peer.hue} 60% 45%)`, position: 2 },
					},
				})),
		);
		for (const { peer, head } of ranges) this.#place(peer, binding.model.getPositionAt(head));
		const shown = new Set(ranges.map(({ peer }) => peer.key));
		for (const [key, caret] of this.#carets) {
			if (shown.has(key)) continue;
			this.#editor.removeContentWidget(caret);
			this.#carets.delete(key);
		}
	}

	#place(peer: Peer, place: { readonly lineNumber: number; readonly column: number }): void {
		const known = this.#carets.get(peer.key);
		const caret = known ?? caretWidget(peer);
		caret.place = place;
		caret.getDomNode().classList.toggle('is-first-line', place.lineNumber === 1);
		if (known) return this.#editor.layoutContentWidget(caret);
		this.#carets.set(peer.key, caret);
		this.#editor.addContentWidget(caret);
	}
}

function wholeRange(model: editor.ITextModel, anchor: number, head: number) {
	const [start, end] = [
		model.getPositionAt(Math.min(anchor, head)),
		model.getPositionAt(Math.max(anchor, head)),
	];
	return {
		startLineNumber: start.lineNumber,
		startColumn: start.column,
		endLineNumber: end.lineNumber,
		endColumn: end.column,
	};
}

function caretWidget(peer: Peer): Caret {
	const element = caretOf(peer);
	const caret: Caret = {
		place: null,
		suppressMouseDown: true,
		getId: () => `peer-${peer.key}`,
		getDomNode: () => element,
		getPosition: () => ({ position: caret.place, preference: [EXACT] }),
	};
	return caret;
}
