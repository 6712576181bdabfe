import { cut, type Body, type Closer, type Emit, type Step } from '../body.ts';
import { keyedCloser, tagCloser } from '../closers.ts';
import type { DialectId, EditEvent, OpenPart } from '../edits.ts';
import { EditBody } from '../edit-body.ts';
import { FileBody } from '../file-body.ts';
import type { Line } from '../lines.ts';
import { cleanPath } from '../paths.ts';
import type { Tag } from '../tags.ts';

/** What the reader knows where a dialect may open. */
export interface Context {
	/** A path on the nearest line above; `isAlone` when the line says nothing else. */
	readonly above: { readonly path: string; readonly isAlone: boolean } | null;
	/** Path of the latest edit by blocks: further blocks without a path belong to it. */
	readonly lastPath: string | null;
	/** Whether a tag of this name opens or closes something. */
	knowsTag(name: string): boolean;
	/** The fence that opened with this mark merely surrounds what comes; its end is to be dropped. */
	wrap(mark: string): void;
}

export type Opening =
	| {
			readonly type: 'body';
			readonly body: Body;
			/** The line that opened it is also its first line. */
			readonly keepsLine?: boolean;
	  }
	/** Complete in itself. */
	| { readonly type: 'events'; readonly events: readonly EditEvent[] }
	/** Surrounds other parts and says nothing. */
	| { readonly type: 'container' };

/** One way of writing files into a reply: a file here, a line in `index.ts`. */
export interface Dialect {
	readonly id: DialectId;
	/** What its tags open, by lower-case name. Null: not a part, so text. */
	readonly tags?: Readonly<Record<string, (tag: Tag, context: Context) => Opening | null>>;
	/** What a line opens that is no tag. */
	readonly line?: (text: string, context: Context) => Opening | null;
}

export const container = (): Opening => ({ type: 'container' });
const events = (...list: readonly EditEvent[]): Opening => ({ type: 'events', events: list });
export const body = (one: Body): Opening => ({ type: 'body', body: one });

/** The first attribute that is there. */
export function attribute(tag: Tag, ...names: readonly string[]): string {
	for (const name of names) {
		const value = tag.attributes.get(name);
		if (value !== undefined && value !== '') return value;
	}
	return '';
}

export interface TagPart {
	readonly dialect: DialectId;
	readonly tag: Tag;
	readonly path: string;
	/** The key of the reply, where the dialect has one. */
	readonly key?: string;
	readonly parents?: readonly string[];
}

const closerOf = ({ tag, key, parents }: TagPart): Closer =>
	key ? keyedCloser(tag.name, key) : tagCloser(tag.name, parents);

/** A tag that holds a whole file. */
export function fileTag(part: TagPart): Opening {
	return withPath(part, (path) => new FileBody({ path, dialect: part.dialect, closer: closerOf(part) }));
}

/** A tag that holds SEARCH/REPLACE blocks. */
export function editTag(part: TagPart): Opening {
	return withPath(part, (path) => new EditBody({ path, dialect: part.dialect, closer: closerOf(part) }));
}

export function deleteTag({ dialect, path }: TagPart): Opening {
	const clean = cleanPath(path);
	return events(clean ? { type: 'delete', path: clean, dialect } : unusable(path));
}

export function moveTag(dialect: DialectId, from: string, to: string): Opening {
	const [source, target] = [cleanPath(from), cleanPath(to)];
	return events(
		source && target ? { type: 'move', from: source, to: target, dialect } : unusable(source ? to : from),
	);
}

const unusable = (path: string): EditEvent =>
	path.trim() === ''
		? { type: 'malformed', reason: 'path-missing', text: '' }
		: { type: 'malformed', reason: 'path-unusable', text: cut(path) };

function withPath(part: TagPart, make: (path: string) => Body): Opening {
	if (part.tag.isSelfClosing)
		return events({ type: 'malformed', reason: 'edit-without-blocks', text: cut(part.path) });
	const path = cleanPath(part.path);
	return body(path ? make(path) : new SkippedBody(make('unusable'), unusable(part.path)));
}

/** Reads a part that cannot be used to its end, so that its content is not taken for something else. */
export class SkippedBody implements Body {
	readonly #inner: Body;
	readonly #event: EditEvent;

	constructor(inner: Body, event: EditEvent) {
		this.#inner = inner;
		this.#event = event;
	}

	get takesPieces(): boolean {
		return this.#inner.takesPieces === true;
	}

	start(emit: Emit): void {
		emit(this.#event);
	}

	take(line: Line): Step {
		return this.#inner.take(line, ignore);
	}

	end(): readonly Line[] {
		return this.#inner.end(ignore);
	}

	open(): OpenPart | null {
		return null;
	}
}

const ignore: Emit = () => undefined;
