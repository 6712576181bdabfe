import { StateEffect, StateField, type EditorState, type Range } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { Peer } from './editor.ts';
import { hueClass } from './hue-class.ts';
import { caretOf } from './peer-caret.ts';

/** Somebody else at offsets of the document. */
export interface PlacedPeer {
	readonly peer: Peer;
	readonly anchor: number;
	readonly head: number;
}

/** Where others are from now on; until the next one they move with the text. */
export const setPeers = StateEffect.define<readonly PlacedPeer[]>();

class Caret extends WidgetType {
	readonly #peer: Peer;
	readonly #isFirstLine: boolean;

	constructor(peer: Peer, isFirstLine: boolean) {
		super();
		this.#peer = peer;
		this.#isFirstLine = isFirstLine;
	}

	override eq(other: Caret): boolean {
		return (
			other.#peer.key === this.#peer.key &&
			other.#peer.name === this.#peer.name &&
			other.#isFirstLine === this.#isFirstLine
		);
	}

	toDOM(): HTMLElement {
		const caret = caretOf(this.#peer);
		caret.classList.toggle('is-first-line', this.#isFirstLine);
		return caret;
	}

	override ignoreEvent(): boolean {
		return true;
	}
}

export const peers = StateField.define<DecorationSet>({
	create: () => Decoration.none,
	update: (drawn, transaction) =>
		transaction.effects.reduce(
			(set, effect) => (effect.is(setPeers) ? decorationsOf(effect.value, transaction.state) : set),
			drawn.map(transaction.changes),
		),
	provide: (field) => EditorView.decorations.from(field),
});

function decorationsOf(placed: readonly PlacedPeer[], state: EditorState): DecorationSet {
	const ranges = placed.flatMap(({ peer, anchor, head }): Range<Decoration>[] => {
		const isFirstLine = head <= state.doc.line(1).to;
		const caret = Decoration.widget({ widget: new Caret(peer, isFirstLine), side: 1 }).range(head);
		if (anchor === head) return [caret];
		const selection = Decoration.mark({ class: `peer-selection ${hueClass(peer.hue)}` });
		return [selection.range(Math.min(anchor, head), Math.max(anchor, head)), caret];
	});
	return Decoration.set(ranges, true);
}
