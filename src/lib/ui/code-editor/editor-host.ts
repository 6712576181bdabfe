import type { editor } from 'monaco-editor/editor';
import type * as Y from 'yjs';
import type { Editor, EditorEvents, LineComments, Marker, Peer, VisibleLine } from './editor.ts';
import { isLargeText, languageOf } from './languages.ts';
import { monaco } from './monaco.ts';
import { MonacoComments } from './monaco-comments.ts';
import { MonacoPeers } from './monaco-peers.ts';
import { offsetOf, placeAt, type Place } from './place.ts';
import { TextBinding } from './text-binding.ts';
import { defineTheme, type Appearance } from './theme.ts';
import { oncePerTurn } from './turn.ts';

interface OpenFile {
	readonly binding: TextBinding;
	readonly isLarge: boolean;
	view: editor.ICodeEditorViewState | null;
}

/** Files kept open, with their undo and scroll position. */
const KEPT_FILES = 30;
let nextHost = 1;

export const editorOptions = {
	automaticLayout: true,
	fontFamily: '"Geist Mono Variable", ui-monospace, "SF Mono", Menlo, monospace',
	fontSize: 12.5,
	lineHeight: 20,
	minimap: { enabled: false },
	scrollBeyondLastLine: false,
	fixedOverflowWidgets: true,
	overviewRulerLanes: 2,
	padding: { top: 10, bottom: 10 },
	// Dimmed, the number of the last empty line could not be read.
	renderFinalNewline: 'on',
	stickyScroll: { enabled: false },
	// Would ask about, and then remove, characters that a string may rightly hold.
	unusualLineTerminators: 'off',
} as const satisfies editor.IEditorOptions;

/** Monaco on the page. */
export class EditorHost implements Editor {
	readonly #editor: editor.IStandaloneCodeEditor;
	readonly #files = new Map<Y.Text, OpenFile>();
	readonly #scope = `editor-${nextHost++}`;
	readonly #events: EditorEvents;
	readonly #drawnPeers: MonacoPeers;
	readonly #comments: MonacoComments;
	#peers: readonly Peer[] = [];
	#shown: OpenFile | null = null;

	constructor(element: HTMLElement, appearance: Appearance, events: EditorEvents = {}) {
		this.#events = events;
		this.#editor = monaco.editor.create(element, {
			...editorOptions,
			model: null,
			theme: defineTheme(monaco.editor.defineTheme, appearance),
			lineNumbersMinChars: 3,
			lineDecorationsWidth: 8,
			tabSize: 2,
		});
		void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
		this.#drawnPeers = new MonacoPeers(this.#editor);
		this.#comments = new MonacoComments(this.#editor, (line) => events.oncomments?.(line));
		const tell = oncePerTurn(() => this.#tell());
		// They end with the editor.
		this.#editor.onDidChangeCursorSelection(tell);
		this.#editor.onDidScrollChange(tell);
		this.#editor.onDidLayoutChange(tell);
		this.#editor.onDidChangeHiddenAreas(tell);
		this.#editor.onDidChangeModelContent(tell);
		this.#editor.onDidChangeModel(tell);
	}

	/** Shows a file; returns whether it is shown as a large one. */
	show(path: string, text: Y.Text): boolean {
		if (this.#shown) {
			this.#shown.view = this.#editor.saveViewState();
			this.#shown.binding.editor = null;
		}
		const file = this.#files.get(text) ?? this.#open(path, text);
		this.#files.delete(text);
		this.#files.set(text, file);
		this.#shown = file;
		this.#editor.updateOptions({
			ariaLabel: `${path}. Press Alt+F1 for keyboard help, Ctrl+M to let Tab leave the editor.`,
			folding: !file.isLarge,
			links: !file.isLarge,
			wordWrap: 'off',
			occurrencesHighlight: file.isLarge ? 'off' : 'singleFile',
			renderValidationDecorations: 'on',
		});
		this.#editor.setModel(file.binding.model);
		if (file.view) this.#editor.restoreViewState(file.view);
		file.binding.editor = this.#editor;
		this.#drawnPeers.show(file.binding, this.#peers);
		this.#comments.draw();
		this.#forget();
		return file.isLarge;
	}

	mark(markers: readonly Marker[]): void {
		const model = this.#editor.getModel();
		if (!model) return;
		monaco.editor.setModelMarkers(
			model,
			'build',
			markers.map((marker) => markerData(marker, model)),
		);
	}

	/** Puts the cursor there, in view, and the keyboard into the editor. */
	reveal(line: number, column: number): void {
		const position = { lineNumber: Math.max(1, line), column: Math.max(1, column) };
		this.#editor.setPosition(position);
		this.#editor.revealPositionInCenter(position);
		this.#editor.focus();
	}

	setAppearance(appearance: Appearance): void {
		monaco.editor.setTheme(defineTheme(monaco.editor.defineTheme, appearance));
	}

	setLocked(reason: string | undefined): void {
		this.#editor.updateOptions({
			readOnly: reason !== undefined,
			...(reason !== undefined && { readOnlyMessage: { value: reason } }),
		});
	}

	setPeers(peers: readonly Peer[]): void {
		this.#peers = peers;
		if (this.#shown) this.#drawnPeers.show(this.#shown.binding, peers);
	}

	setComments(comments: LineComments | undefined): void {
		this.#comments.show(comments);
	}

	scrollTo(place: Place): void {
		const binding = this.#shown?.binding;
		const offset = binding && offsetOf(binding, place);
		if (!binding || offset === undefined) return;
		const { lineNumber } = binding.model.getPositionAt(offset);
		this.#editor.setScrollTop(this.#editor.getTopForLineNumber(lineNumber));
	}

	dispose(): void {
		this.#drawnPeers.dispose();
		for (const text of [...this.#files.keys()]) this.#close(text);
		this.#editor.dispose();
	}

	#tell(): void {
		const binding = this.#shown?.binding;
		const selection = this.#editor.getSelection();
		if (!binding || !selection || binding.model !== this.#editor.getModel()) return;
		const place = (position: { lineNumber: number; column: number }): Place =>
			placeAt(binding, binding.model.getOffsetAt(position));
		const lines = this.#visibleLines();
		this.#events.onlines?.(lines);
		this.#events.oncursorline?.(selection.positionLineNumber);
		this.#events.onview?.({
			anchor: place(selection.getSelectionStart()),
			head: place(selection.getPosition()),
			viewport: place({ lineNumber: lines[0]?.line ?? 1, column: 1 }),
		});
	}

	#visibleLines(): readonly VisibleLine[] {
		const scrolled = this.#editor.getScrollTop();
		return this.#editor.getVisibleRanges().flatMap(({ startLineNumber, endLineNumber }) =>
			Array.from({ length: endLineNumber - startLineNumber + 1 }, (_, index) => ({
				line: startLineNumber + index,
				top: this.#editor.getTopForLineNumber(startLineNumber + index) - scrolled,
			})),
		);
	}

	#open(path: string, text: Y.Text): OpenFile {
		const whole = text.toString();
		const isLarge = isLargeText(whole);
		const uri = monaco.Uri.from({ scheme: 'aether', authority: this.#scope, path: `/${path}` });
		monaco.editor.getModel(uri)?.dispose();
		const model = monaco.editor.createModel(whole, isLarge ? 'plaintext' : languageOf(path), uri);
		return { binding: new TextBinding(text, model), isLarge, view: null };
	}

	#forget(): void {
		for (const text of [...this.#files.keys()].slice(0, -KEPT_FILES)) this.#close(text);
	}

	#close(text: Y.Text): void {
		const file = this.#files.get(text);
		this.#files.delete(text);
		file?.binding.dispose();
		file?.binding.model.dispose();
	}
}

function markerData(marker: Marker, model: editor.ITextModel): editor.IMarkerData {
	const line = Math.min(Math.max(1, marker.line), model.getLineCount());
	const word = model.getWordAtPosition({ lineNumber: line, column: Math.max(1, marker.column) });
	const isWholeLine = marker.line === 0 || marker.column === 0;
	const start = isWholeLine ? 1 : (word?.startColumn ?? marker.column);
	return {
		severity: marker.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
		message: marker.message,
		startLineNumber: line,
		startColumn: start,
		endLineNumber: line,
		endColumn: isWholeLine ? model.getLineMaxColumn(line) : (word?.endColumn ?? start + 1),
	};
}
