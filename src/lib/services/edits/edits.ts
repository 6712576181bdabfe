import type { Result } from '#lib/model/result.ts';
import type { Files } from '#lib/model/files.ts';

/** Ways of writing files into a reply, each read by one file of `dialects/`. */
export type DialectId =
	| 'aether'
	| 'bolt'
	| 'dyad'
	| 'lovable'
	| 'artifact'
	| 'directive'
	| 'fence'
	| 'search-replace'
	| 'v4a'
	| 'diff'
	| 'v0';

/** One line of a hunk: kept, removed or added. `isLoose` marks an empty line that may be mere spacing of the reply. */
export interface HunkLine {
	readonly kind: 'same' | 'removed' | 'added';
	readonly text: string;
	readonly isLoose?: boolean;
}

/** One change inside a file. */
export type EditBlock =
	| {
			readonly type: 'replace';
			/** Lines to find, as text; empty only for an empty or new file. */
			readonly search: string;
			readonly replace: string;
			/** Other ways to split the same block, where its text holds more than one divider line. */
			readonly alternatives?: readonly { readonly search: string; readonly replace: string }[];
			/** The dialect searches for text, not for lines: `search` may be part of a line. */
			readonly isText?: boolean;
	  }
	| {
			readonly type: 'hunk';
			/** Lines after `@@`, outermost first: the hunk stands behind the last of them. */
			readonly anchors: readonly string[];
			readonly lines: readonly HunkLine[];
			/** The hunk ends the file. */
			readonly isAtEnd: boolean;
			/** First old line, counted from 1, where the reply gives it. A hint: models count badly. */
			readonly oldStart?: number;
	  };

/** How the blocks of one edit are to be placed. */
export type EditFormat = 'blocks' | 'v4a' | 'diff';

/** What the reader finds in a reply, in order. Any chunking of the same reply gives the same events. */
export type EditEvent =
	| { readonly type: 'prose'; readonly text: string }
	| { readonly type: 'file-open'; readonly path: string; readonly dialect: DialectId }
	| { readonly type: 'file-delta'; readonly text: string }
	| { readonly type: 'file-close' }
	| {
			readonly type: 'edit-open';
			readonly path: string;
			readonly dialect: DialectId;
			readonly format: EditFormat;
			/** The file's new path. */
			readonly moveTo?: string;
	  }
	| { readonly type: 'edit-block'; readonly block: EditBlock }
	| { readonly type: 'edit-close' }
	| { readonly type: 'delete'; readonly path: string; readonly dialect: DialectId }
	| {
			readonly type: 'move';
			readonly from: string;
			readonly to: string;
			readonly dialect: DialectId;
	  }
	| {
			readonly type: 'malformed';
			readonly reason: MalformedReason;
			/** The line at fault, cut to 200 characters. */
			readonly text: string;
			/** How many of the latest operations are void with it: the patch they stood in cannot be read. */
			readonly voids?: number;
	  }
	| { readonly type: 'end'; readonly open: OpenPart | null };

export type MalformedReason =
	| 'path-missing'
	| 'path-unusable'
	| 'block-incomplete'
	| 'edit-without-blocks'
	| 'patch-unreadable'
	| 'tag-unclosed'
	/** A thought ended that never began: everything before it was thinking, not an answer. */
	| 'thought-unopened';

/** What a reply was in the middle of when it ended. */
export interface OpenPart {
	readonly type: 'file' | 'edit';
	readonly path: string;
	/** What would have closed it. */
	readonly closer: string;
}

/** One wish about files, complete. */
export type Operation =
	| {
			readonly type: 'write';
			readonly path: string;
			readonly content: string;
			readonly dialect?: DialectId;
	  }
	| {
			readonly type: 'edit';
			readonly path: string;
			readonly format: EditFormat;
			readonly blocks: readonly EditBlock[];
			readonly moveTo?: string;
			/** Why the edit cannot be done although its parts arrived: a block of it is broken. */
			readonly broken?: MalformedReason;
			readonly dialect?: DialectId;
	  }
	| { readonly type: 'delete'; readonly path: string; readonly dialect?: DialectId }
	| {
			readonly type: 'move';
			readonly from: string;
			readonly to: string;
			readonly dialect?: DialectId;
	  };

/** What happened to one file, or to the files that a move ties together. */
export interface FileOutcome {
	readonly path: string;
	readonly result: Result<FileResult, Refusal>;
}

export interface FileResult {
	readonly status: 'added' | 'changed' | 'removed' | 'moved' | 'unchanged';
	/** The weakest step of the ladder that was needed, absent where nothing was searched. */
	readonly step?: MatchStep;
}

/** Why a file stays as it was. */
export type Refusal =
	| { readonly type: 'locked'; readonly message: string }
	| { readonly type: 'file-missing'; readonly message: string }
	| { readonly type: 'file-exists'; readonly message: string }
	| { readonly type: 'not-text'; readonly message: string }
	| { readonly type: 'path-unusable'; readonly message: string }
	| { readonly type: 'malformed'; readonly message: string }
	/** To be asked about: the new text may have lost something. `content` is what it would have become. */
	| { readonly type: 'held'; readonly message: string; readonly content: string }
	| {
			readonly type: 'not-found';
			readonly message: string;
			/** Counted from 1. */
			readonly block: number;
			readonly similar: readonly SimilarLine[];
	  }
	| {
			readonly type: 'ambiguous';
			readonly message: string;
			readonly block: number;
			/** Line numbers, from 1, at which the block would fit. */
			readonly lines: readonly number[];
	  };

/** A line of the file that looks like what was searched, for the repair prompt. */
export interface SimilarLine {
	readonly line: number;
	readonly text: string;
}

/** Steps of the match ladder, strictest first. */
export type MatchStep =
	'exact' | 'line-ends' | 'indent' | 'trimmed' | 'unicode' | 'anchors' | 'elision' | 'text';

export interface ApplyOptions {
	/** Paths nobody may change. */
	readonly locked?: ReadonlySet<string>;
	/** Paths whose held change the person has accepted. */
	readonly accepted?: ReadonlySet<string>;
}

export interface Applied {
	/** All files afterwards; refused files are as they were. */
	readonly files: Files;
	readonly outcomes: readonly FileOutcome[];
}
