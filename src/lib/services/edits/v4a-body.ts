import { cut, type Body, type Closer, type Emit, type Step } from './body.ts';
import type { EditBlock, HunkLine, OpenPart } from './edits.ts';
import type { Line } from './lines.ts';
import { cleanPath } from './paths.ts';

const HEADER = /^\*\*\* (Add|Create|Update|Delete|Move) (?:File|to)[ \t]*:[ \t]*(.+?)[ \t]*$/i;
const BEGIN = /^\s*\*\*\* Begin Patch\s*$/i;
const END = /^\s*\*\*\* End Patch\s*$/i;
const END_OF_FILE = /^\*\*\* End of File\s*$/i;

export const isPatchBegin = (text: string): boolean => BEGIN.test(text);

type Section =
	| { readonly type: 'between' }
	| { readonly type: 'add'; blanks: number }
	| {
			readonly type: 'update';
			readonly path: string;
			moveTo: string | undefined;
			isOpen: boolean;
			hunk: Hunk | null;
	  }
	/** What cannot be used, until the next header. */
	| { readonly type: 'skip' }
	| { readonly type: 'over' };

interface Hunk {
	readonly anchors: string[];
	readonly lines: HunkLine[];
	isAtEnd: boolean;
}

/** `*** Begin Patch` … `*** End Patch`: the lines behind the first. With a closer the patch stands in a code fence. */
export class V4aBody implements Body {
	readonly #closer: Closer | null;
	#section: Section = { type: 'between' };
	#operations = 0;
	/** An indented end marker inside a hunk: the end, or a kept line that quotes it. */
	#maybeEnd: Line | null = null;
	#blanks: Line[] = [];

	constructor(closer: Closer | null) {
		this.#closer = closer;
	}

	start(): void {
		// Nothing is known before the first header.
	}

	open(): OpenPart | null {
		if (this.#section.type === 'over' || this.#maybeEnd) return null;
		const path = this.#section.type === 'update' ? this.#section.path : '';
		return { type: this.#section.type === 'add' ? 'file' : 'edit', path, closer: '*** End Patch' };
	}

	take(line: Line, emit: Emit): Step {
		if (this.#closer?.read(line.text)?.type === 'sure') {
			this.#endSection(emit);
			return [];
		}
		if (this.#maybeEnd) {
			const end = this.#maybeEnd;
			this.#blanks.push(line);
			if (line.text.trim() === '') return 'more';
			this.#maybeEnd = null;
			this.#readLine(end.text, emit);
			for (const blank of this.#blanks.splice(0)) this.#readLine(blank.text, emit);
			return 'more';
		}
		return this.#takePlain(line, emit);
	}

	end(emit: Emit): readonly Line[] {
		if (this.#maybeEnd) this.#endSection(emit);
		return [];
	}

	#takePlain(line: Line, emit: Emit): Step {
		if (END.test(line.text)) {
			if (this.#section.type === 'update' && line.text.startsWith(' ')) {
				this.#maybeEnd = line;
				return 'more';
			}
			this.#endSection(emit);
			this.#section = { type: 'over' };
			return this.#closer ? 'more' : [];
		}
		this.#readLine(line.text, emit);
		return 'more';
	}

	#readLine(text: string, emit: Emit): void {
		if (this.#section.type === 'over') {
			if (BEGIN.test(text)) {
				this.#section = { type: 'between' };
				this.#operations = 0;
			}
			return;
		}
		const isPlain = this.#section.type === 'between' || this.#section.type === 'skip';
		const header = HEADER.exec(isPlain ? text.trim() : text);
		if (header) this.#openSection(header[1]?.toLowerCase() ?? '', header[2] ?? '', emit);
		else if (this.#section.type === 'add') this.#readAdded(text, this.#section, emit);
		else if (this.#section.type === 'update') this.#readHunk(text, this.#section, emit);
		else if (this.#section.type === 'between' && text.trim() !== '') this.#fail(text, emit);
	}

	#openSection(verb: string, written: string, emit: Emit): void {
		const path = cleanPath(written);
		if (verb === 'move') {
			if (this.#section.type === 'update' && !this.#section.isOpen && path) this.#section.moveTo = path;
			else this.#fail(written, emit);
			return;
		}
		this.#endSection(emit);
		if (path === null) {
			emit({ type: 'malformed', reason: 'path-unusable', text: cut(written) });
			this.#section = { type: 'skip' };
			return;
		}
		if (verb === 'update')
			this.#section = { type: 'update', path, moveTo: undefined, isOpen: false, hunk: null };
		else if (verb === 'delete') {
			this.#operations++;
			emit({ type: 'delete', path, dialect: 'v4a' });
			this.#section = { type: 'between' };
		} else {
			this.#operations++;
			emit({ type: 'file-open', path, dialect: 'v4a' });
			this.#section = { type: 'add', blanks: 0 };
		}
	}

	#readAdded(text: string, section: Section & { type: 'add' }, emit: Emit): void {
		if (text.startsWith('+')) {
			// Models forget the mark on empty lines; such a line counts where more of the file follows.
			for (; section.blanks > 0; section.blanks--) emit({ type: 'file-delta', text: '\n' });
			emit({ type: 'file-delta', text: `${text.slice(1)}\n` });
		} else if (text.trim() === '') section.blanks++;
		else this.#fail(text, emit);
	}

	#readHunk(text: string, section: Section & { type: 'update' }, emit: Emit): void {
		if (END_OF_FILE.test(text)) {
			if (section.hunk && section.hunk.lines.length > 0) section.hunk.isAtEnd = true;
			else this.#fail(text, emit);
			return;
		}
		if (text.startsWith('@@')) {
			this.#openHunk(text, section, emit);
			return;
		}
		const line = hunkLine(text);
		if (line === null || section.hunk?.isAtEnd) {
			if (text.trim() !== '') this.#fail(text, emit);
			return;
		}
		if (!section.hunk && line.isLoose) return;
		section.hunk ??= { anchors: [], lines: [], isAtEnd: false };
		section.hunk.lines.push(line);
	}

	#openHunk(text: string, section: Section & { type: 'update' }, emit: Emit): void {
		const anchor = anchorOf(text);
		if (section.hunk && section.hunk.lines.length === 0 && anchor !== '') {
			section.hunk.anchors.push(anchor);
			return;
		}
		if (section.hunk?.lines.length === 0) {
			this.#fail(text, emit);
			return;
		}
		this.#giveHunk(section, emit);
		section.hunk = { anchors: anchor === '' ? [] : [anchor], lines: [], isAtEnd: false };
	}

	#giveHunk(section: Section & { type: 'update' }, emit: Emit): void {
		this.#openEdit(section, emit);
		if (section.hunk)
			emit({ type: 'edit-block', block: { type: 'hunk', ...section.hunk } satisfies EditBlock });
		section.hunk = null;
	}

	#openEdit(section: Section & { type: 'update' }, emit: Emit): void {
		if (section.isOpen) return;
		section.isOpen = true;
		this.#operations++;
		const moveTo = section.moveTo === undefined ? {} : { moveTo: section.moveTo };
		emit({ type: 'edit-open', path: section.path, dialect: 'v4a', format: 'v4a', ...moveTo });
	}

	#endSection(emit: Emit): void {
		const section = this.#section;
		this.#section = { type: 'between' };
		if (section.type === 'add') emit({ type: 'file-close' });
		if (section.type !== 'update') return;
		const isEmpty = section.hunk ? section.hunk.lines.length === 0 : !section.isOpen;
		if (isEmpty && !section.isOpen && section.moveTo !== undefined) {
			this.#operations++;
			emit({ type: 'move', from: section.path, to: section.moveTo, dialect: 'v4a' });
		} else if (isEmpty) {
			this.#section = section;
			section.hunk = null;
			this.#fail(section.path, emit);
		} else {
			this.#giveHunk(section, emit);
			emit({ type: 'edit-close' });
		}
	}

	/** A patch that cannot be read in one place is not trusted in another. */
	#fail(text: string, emit: Emit): void {
		if (this.#section.type === 'add') emit({ type: 'file-close' });
		if (this.#section.type === 'update' && this.#section.isOpen) emit({ type: 'edit-close' });
		emit({ type: 'malformed', reason: 'patch-unreadable', text: cut(text), voids: this.#operations });
		this.#operations = 0;
		this.#section = { type: 'over' };
	}
}

/** A line of a hunk by its first character; null if it has none of the three marks. */
export function hunkLine(text: string): HunkLine | null {
	if (text === '') return { kind: 'same', text: '', isLoose: true };
	const rest = text.slice(1);
	if (text.startsWith(' ')) return { kind: 'same', text: rest };
	if (text.startsWith('-')) return { kind: 'removed', text: rest };
	return text.startsWith('+') ? { kind: 'added', text: rest } : null;
}

/** `@@ class A` → `class A`; line numbers as of a unified diff are left out. */
function anchorOf(text: string): string {
	const anchor = text.replace(/^@@[ \t]?/, '').replace(/[ \t]*@@[ \t]*$/, '');
	return anchor.replace(/^-\d+(,\d+)? \+\d+(,\d+)?( @@ ?)?/, '').trimEnd();
}
