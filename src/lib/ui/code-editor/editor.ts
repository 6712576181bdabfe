import type * as Y from 'yjs';
import type { Place } from './place.ts';
import type { Appearance } from './theme.ts';

/** A problem to underline. Positions from 1; line 0 means the whole file. */
export interface Marker {
	readonly line: number;
	readonly column: number;
	readonly message: string;
	readonly severity: 'error' | 'warning';
}

/** Somebody else with the same file open. */
export interface Peer {
	readonly key: string;
	readonly name: string;
	/** Degrees on the colour wheel, the same for the same person everywhere. */
	readonly hue: number;
	readonly anchor?: Place | undefined;
	readonly head?: Place | undefined;
}

/** What a person does in a file: for others to see. */
export interface View {
	readonly anchor: Place;
	readonly head: Place;
	/** Where the first line that is shown begins. */
	readonly viewport: Place;
}

/** A line on the screen: its number from 1, and its upper edge in pixels below that of the editor. */
export interface VisibleLine {
	readonly line: number;
	readonly top: number;
}

/** Who wrote a line, as it stands beside it. */
export interface LineAuthor {
	/** Equal for lines of one author. */
	readonly key: string;
	readonly name: string;
	/** Degrees on the colour wheel; none for those who are no person. */
	readonly hue?: number | undefined;
}

/** What is said about the lines of a file. */
export interface LineComments {
	/** How many conversations are about a line, by its number from 1. */
	readonly counts: ReadonlyMap<number, number>;
	/** The person may begin one at any line. */
	readonly canAdd: boolean;
}

/** What an editor tells, each at most once per turn. */
export interface EditorEvents {
	/** The cursor, the selection or the scroll position has changed. */
	readonly onview?: (view: View) => void;
	readonly onlines?: (lines: readonly VisibleLine[]) => void;
	/** The line of the cursor, from 1. */
	readonly oncursorline?: (line: number) => void;
	/** The person presses beside a line (from 1): on what is said there, or to say something. */
	readonly oncomments?: (line: number) => void;
}

/** One editor on the page and the files it has open. Monaco for a mouse, CodeMirror for a finger; both on the same texts. */
export interface Editor {
	/** Shows a file; returns whether it is shown as a large one: without colours and checks. */
	show(path: string, text: Y.Text): boolean;
	mark(markers: readonly Marker[]): void;
	/** Puts the cursor there, in view, and the keyboard into the editor. */
	reveal(line: number, column: number): void;
	/** Draws the cursors and selections of others, each with its name. */
	setPeers(peers: readonly Peer[]): void;
	/** Marks the lines that something is said about; undefined leaves no room for it. */
	setComments(comments: LineComments | undefined): void;
	/** Scrolls so that the line of this place is the first one shown. */
	scrollTo(place: Place): void;
	setAppearance(appearance: Appearance): void;
	/** Why the text cannot be changed; undefined where it can. */
	setLocked(reason: string | undefined): void;
	dispose(): void;
}
