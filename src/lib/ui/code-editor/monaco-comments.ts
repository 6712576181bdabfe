import type { editor } from 'monaco-editor/editor';
import { commentWords } from './comment-words.ts';
import type { LineComments } from './editor.ts';

/** `MouseTargetType.GUTTER_GLYPH_MARGIN` of Monaco, here as a number so that this module does not load Monaco. */
const GLYPH_MARGIN: editor.MouseTargetType = 2;
/** `TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges`, as above. */
const NEVER_GROWS = 1;

/** What is said about lines, in the margin of one Monaco editor; on the line under the pointer, the offer to say something. */
export class MonacoComments {
	readonly #editor: editor.ICodeEditor;
	readonly #marks: editor.IEditorDecorationsCollection;
	readonly #offer: editor.IEditorDecorationsCollection;
	#comments: LineComments | undefined;

	constructor(editor: editor.ICodeEditor, onpress: (line: number) => void) {
		this.#editor = editor;
		this.#marks = editor.createDecorationsCollection();
		this.#offer = editor.createDecorationsCollection();
		// They end with the editor.
		editor.onMouseMove(({ target }) => this.#offerAt(target.position?.lineNumber));
		editor.onMouseLeave(() => this.#offerAt(undefined));
		editor.onMouseDown(({ target }) => {
			const line = target.position?.lineNumber;
			if (target.type !== GLYPH_MARGIN || line === undefined) return;
			if (this.#comments?.canAdd || this.#comments?.counts.has(line)) onpress(line);
		});
	}

	show(comments: LineComments | undefined): void {
		this.#comments = comments;
		this.#editor.updateOptions({ glyphMargin: comments !== undefined });
		this.draw();
	}

	/** Again, in another model. */
	draw(): void {
		const count = this.#editor.getModel()?.getLineCount() ?? 0;
		const lines = [...(this.#comments?.counts ?? [])].filter(([line]) => line <= count);
		this.#marks.set(lines.map(([line, many]) => glyph(line, 'comment-mark', commentWords(many))));
		this.#offerAt(undefined);
	}

	#offerAt(line: number | undefined): void {
		const isWanted = line !== undefined && this.#comments?.canAdd && !this.#comments.counts.has(line);
		const present = this.#offer.getRange(0)?.startLineNumber;
		if (present === (isWanted ? line : undefined)) return;
		this.#offer.set(isWanted ? [glyph(line, 'comment-offer', 'Comment on this line')] : []);
	}
}

const glyph = (line: number, className: string, words: string): editor.IModelDeltaDecoration => ({
	range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
	options: {
		glyphMarginClassName: className,
		glyphMarginHoverMessage: { value: words },
		stickiness: NEVER_GROWS,
	},
});
