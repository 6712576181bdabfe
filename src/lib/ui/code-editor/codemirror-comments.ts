import { RangeSet, StateEffect, StateField, type Extension } from '@codemirror/state';
import { gutter, GutterMarker, type EditorView } from '@codemirror/view';
import { commentWords } from './comment-words.ts';
import type { LineComments } from './editor.ts';

/** What is said about lines from now on. */
export const setComments = StateEffect.define<LineComments | undefined>();

const present = StateField.define<LineComments | undefined>({
	create: () => undefined,
	update: (comments, { effects }) =>
		effects.reduce((last, effect) => (effect.is(setComments) ? effect.value : last), comments),
});

class Mark extends GutterMarker {
	readonly #className: string;
	readonly #words: string;

	constructor(className: string, words: string) {
		super();
		this.#className = className;
		this.#words = words;
	}

	override eq(other: Mark): boolean {
		return other.#className === this.#className && other.#words === this.#words;
	}

	override toDOM(): HTMLElement {
		const mark = document.createElement('span');
		mark.className = this.#className;
		mark.title = this.#words;
		return mark;
	}
}

const OFFER = new Mark('comment-offer', 'Comment on this line');

/** A gutter of what is said about lines; on the line of the cursor, the offer to say something. */
export const comments = (onpress: (line: number) => void): Extension => [
	present,
	gutter({
		class: 'cm-comments',
		lineMarker: (view, { from }) => markAt(view, from),
		lineMarkerChange: (update) =>
			update.selectionSet || update.startState.field(present) !== update.state.field(present),
		markers: () => RangeSet.empty,
		domEventHandlers: {
			click: (view, { from }) => {
				if (markAt(view, from) === null) return false;
				onpress(view.state.doc.lineAt(from).number);
				return true;
			},
		},
	}),
];

function markAt({ state }: EditorView, from: number): Mark | null {
	const said = state.field(present);
	const line = state.doc.lineAt(from);
	const count = said?.counts.get(line.number);
	if (count !== undefined) return new Mark('comment-mark', commentWords(count));
	const isHere = state.selection.main.head >= line.from && state.selection.main.head <= line.to;
	return said?.canAdd && isHere ? OFFER : null;
}
