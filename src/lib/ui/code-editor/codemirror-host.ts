import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type StateEffect, type Text } from '@codemirror/state';
import {
	drawSelection,
	EditorView,
	highlightActiveLine,
	highlightActiveLineGutter,
	keymap,
	lineNumbers,
	type ViewUpdate,
} from '@codemirror/view';
import type * as Y from 'yjs';
import { comments, setComments } from './codemirror-comments.ts';
import { loadLanguage } from './codemirror-languages.ts';
import { peers, setPeers } from './codemirror-peers.ts';
import { CodeMirrorText } from './codemirror-text.ts';
import { appearance } from './codemirror-theme.ts';
import type { Editor, EditorEvents, LineComments, Marker, Peer, VisibleLine } from './editor.ts';
import { isLargeText, languageOf } from './languages.ts';
import { placeOf } from './peer-places.ts';
import { offsetOf, placeAt, type Place } from './place.ts';
import { oncePerTurn } from './turn.ts';

interface OpenFile {
	readonly content: CodeMirrorText;
	readonly isLarge: boolean;
	scroll: StateEffect<unknown> | null;
}

/** Files kept open, with their undo and scroll position. */
const KEPT_FILES = 10;

/** CodeMirror on the page: it works with the soft keyboards and selection handles of phones. */
export class CodeMirrorHost implements Editor {
	readonly #view: EditorView;
	readonly #files = new Map<Y.Text, OpenFile>();
	readonly #language = new Compartment();
	readonly #lock = new Compartment();
	readonly #events: EditorEvents;
	readonly #tellSoon = oncePerTurn(() => this.#tell());
	readonly #drawPeersSoon = oncePerTurn(() => this.#drawPeers());
	readonly #resized = new ResizeObserver(this.#tellSoon);
	#peers: readonly Peer[] = [];
	#comments: LineComments | undefined;
	#lockReason: string | undefined;
	#shown: OpenFile | null = null;

	constructor(element: HTMLElement, events: EditorEvents = {}) {
		this.#events = events;
		this.#view = new EditorView({ parent: element });
		this.#view.scrollDOM.addEventListener('scroll', this.#tellSoon, { passive: true });
		this.#resized.observe(this.#view.scrollDOM);
	}

	show(path: string, text: Y.Text): boolean {
		if (this.#shown) {
			this.#shown.scroll = this.#view.scrollSnapshot();
			this.#shown.content.detach();
		}
		const file = this.#files.get(text) ?? this.#open(path, text);
		this.#files.delete(text);
		this.#files.set(text, file);
		this.#shown = file;
		file.content.attach(this.#view);
		this.#view.contentDOM.setAttribute('aria-label', `${path}. Press Escape, then Tab, to leave the editor.`);
		this.setLocked(this.#lockReason);
		this.setComments(this.#comments);
		if (file.scroll) this.#view.dispatch({ effects: file.scroll });
		this.#drawPeers();
		this.#tellSoon();
		this.#forget();
		return file.isLarge;
	}

	mark(markers: readonly Marker[]): void {
		const { doc } = this.#view.state;
		this.#view.dispatch(
			setDiagnostics(
				this.#view.state,
				markers.map((marker) => diagnosticOf(marker, doc)),
			),
		);
	}

	reveal(line: number, column: number): void {
		const { doc } = this.#view.state;
		const at = doc.line(Math.min(Math.max(1, line), doc.lines));
		const anchor = Math.min(at.from + Math.max(1, column) - 1, at.to);
		this.#view.dispatch({
			selection: { anchor },
			effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
		});
		this.#view.focus();
	}

	setPeers(present: readonly Peer[]): void {
		this.#peers = present;
		this.#drawPeers();
	}

	setComments(said: LineComments | undefined): void {
		this.#comments = said;
		this.#view.dispatch({ effects: setComments.of(said) });
	}

	scrollTo(place: Place): void {
		const offset = this.#shown && offsetOf(this.#shown.content, place);
		if (offset === null || offset === undefined) return;
		this.#view.dispatch({ effects: EditorView.scrollIntoView(offset, { y: 'start', yMargin: 0 }) });
	}

	setAppearance(): void {
		// The theme is made of tokens, which follow by themselves.
	}

	setLocked(reason: string | undefined): void {
		this.#lockReason = reason;
		this.#view.dispatch({ effects: this.#lock.reconfigure(lockedIf(reason !== undefined)) });
	}

	undo(): void {
		this.#shown?.content.undo();
	}

	redo(): void {
		this.#shown?.content.redo();
	}

	dispose(): void {
		this.#shown = null;
		this.#resized.disconnect();
		for (const text of [...this.#files.keys()]) this.#close(text);
		this.#view.destroy();
	}

	#open(path: string, text: Y.Text): OpenFile {
		const isLarge = isLargeText(text.toString());
		const content = new CodeMirrorText(text, [
			this.#extensions(),
			isLarge ? [] : EditorView.lineWrapping,
			this.#language.of([]),
			this.#lock.of(lockedIf(this.#lockReason !== undefined)),
		]);
		const file = { content, isLarge, scroll: null };
		void (isLarge ? undefined : loadLanguage(languageOf(path)))?.then(
			(support) => content.dispatch({ effects: this.#language.reconfigure(support) }),
			// Without its colours a file is as good to edit; they are fetched again with the next one.
			() => undefined,
		);
		return file;
	}

	#extensions(): Extension {
		return [
			appearance,
			comments((line) => this.#events.oncomments?.(line)),
			lineNumbers(),
			drawSelection(),
			highlightActiveLine(),
			highlightActiveLineGutter(),
			highlightSelectionMatches(),
			bracketMatching(),
			indentOnInput(),
			indentUnit.of('\t'),
			EditorState.tabSize.of(2),
			EditorState.allowMultipleSelections.of(true),
			peers,
			keymap.of([...searchKeymap, ...defaultKeymap, indentWithTab]),
			EditorView.contentAttributes.of({ spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' }),
			EditorView.updateListener.of((update) => this.#follow(update)),
		];
	}

	#follow(update: ViewUpdate): void {
		if (update.docChanged && this.#peers.length > 0) this.#drawPeersSoon();
		if (update.docChanged || update.selectionSet || update.geometryChanged || update.viewportChanged)
			this.#tellSoon();
	}

	#drawPeers(): void {
		const content = this.#shown?.content;
		if (!content) return;
		const placed = this.#peers.flatMap((peer) => {
			const place = placeOf(content, peer);
			return place ? [{ peer, ...place }] : [];
		});
		content.dispatch({ effects: setPeers.of(placed) });
	}

	#tell(): void {
		const content = this.#shown?.content;
		if (!content) return;
		const { doc, selection } = this.#view.state;
		const lines = this.#visibleLines();
		this.#events.onlines?.(lines);
		this.#events.oncursorline?.(doc.lineAt(selection.main.head).number);
		this.#events.onview?.({
			anchor: placeAt(content, selection.main.anchor),
			head: placeAt(content, selection.main.head),
			viewport: placeAt(content, doc.line(lines[0]?.line ?? 1).from),
		});
	}

	#visibleLines(): readonly VisibleLine[] {
		const { doc } = this.#view.state;
		const { scrollTop, clientHeight } = this.#view.scrollDOM;
		const padding = this.#view.documentPadding.top;
		return this.#view.viewportLineBlocks
			.filter(({ top, bottom }) => bottom + padding > scrollTop && top + padding < scrollTop + clientHeight)
			.map(({ from, top }) => ({ line: doc.lineAt(from).number, top: top + padding - scrollTop }));
	}

	#forget(): void {
		for (const text of [...this.#files.keys()].slice(0, -KEPT_FILES)) this.#close(text);
	}

	#close(text: Y.Text): void {
		this.#files.get(text)?.content.dispose();
		this.#files.delete(text);
	}
}

const lockedIf = (isLocked: boolean): Extension => [
	EditorState.readOnly.of(isLocked),
	// Readable by cursor and screen reader, but no soft keyboard comes up.
	EditorView.contentAttributes.of(
		isLocked ? { 'aria-readonly': 'true', inputmode: 'none' } : { 'aria-readonly': 'false' },
	),
];

function diagnosticOf(marker: Marker, doc: Text): Diagnostic {
	const line = doc.line(Math.min(Math.max(1, marker.line), doc.lines));
	const isWholeLine = marker.line === 0 || marker.column === 0;
	const from = isWholeLine ? line.from : Math.min(line.from + marker.column - 1, line.to);
	return { from, to: line.to, severity: marker.severity, message: marker.message };
}
