import type { EditEvent, OpenPart } from './edits.ts';
import type { Line } from './lines.ts';

export type Emit = (event: EditEvent) => void;

/**
 * What a body says about a line: `more`, it took it; or the body is over, and these lines do not belong to it and are
 * read again as lines of the reply.
 */
export type Step = 'more' | readonly Line[];

/** What stands between an opening and its end. Takes every line until it is over. */
export interface Body {
	/** Whether it can take a very long line in pieces; others get each line whole. */
	readonly takesPieces?: boolean;
	start(emit: Emit): void;
	take(line: Line, emit: Emit): Step;
	/** The stream ends inside. Returns lines that turn out not to belong to it. */
	end(emit: Emit): readonly Line[];
	/** What is still open if the stream ends now; null where that does no harm. */
	open(): OpenPart | null;
}

/** What a line says about the end of the body that it stands in. */
export type Ending =
	/** Content. */
	| null
	/** The end, beyond doubt. `before` is content on the same line, `after` what follows the closer. */
	| { readonly type: 'sure'; readonly before: string; readonly after: string }
	/** Looks like the end, but may be content that quotes it. */
	| { readonly type: 'likely'; readonly before: string; readonly after: string }
	/** The body ended without a closer before this line. */
	| { readonly type: 'implied' }
	/** Something new begins, unless this is content: a likely end before it was the end. */
	| { readonly type: 'opener' };

/** Recognises the end of a body. */
export interface Closer {
	/** The text that closes, for a person and for a request to go on. */
	readonly name: string;
	/** Looks at a line that starts a line. */
	read(text: string): Ending;
}

export const lineOf = (text: string, end: Line['end'] = '\n'): Line => ({ text, end, isStart: true });

/** The rest of a line behind a closer, as a line of its own; none where nothing stands there. */
export const behind = (text: string, end: Line['end']): readonly Line[] =>
	text.trim() === '' ? [] : [{ text, end, isStart: true }];

export const cut = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
