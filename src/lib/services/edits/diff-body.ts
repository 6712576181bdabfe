import { cut, type Body, type Closer, type Emit, type Step } from './body.ts';
import type { HunkLine, OpenPart } from './edits.ts';
import type { Line } from './lines.ts';
import { cleanPath } from './paths.ts';
import { hunkLine } from './v4a-body.ts';

const HUNK = /^@@(?: -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@| \.\.\. @@| @@|$)(.*)$/;
const HEADER =
	/^(diff --git |index [0-9a-f]+|new file mode|deleted file mode|old mode|new mode|similarity index|rename (from|to) |copy (from|to) |Index: |={10,}$)/;

/** Whether a line begins a unified diff without doubt. */
export const isDiffHead = (text: string): boolean =>
	/^diff --git \S+ \S+/.test(text) || /^--- (a\/\S|\/dev\/null)/.test(text);

interface Hunk {
	readonly oldStart: number | undefined;
	/** Lines still to come by the header's count. */
	oldLeft: number;
	newLeft: number;
	readonly lines: HunkLine[];
}

/** A unified diff of one or more files. */
export class DiffBody implements Body {
	readonly #closer: Closer | null;
	/** Path for hunks that no file header precedes. */
	readonly #path: string | null;
	#old: string | null = null;
	#new: string | null = null;
	#rename: { from: string | null; to: string | null } = { from: null, to: null };
	#hunk: Hunk | null = null;
	#current: 'none' | 'edit' | 'file' | 'delete' = 'none';
	#pending: Line | null = null;
	#lacksNewline = false;
	#added: string | null = null;

	constructor(closer: Closer | null, path: string | null) {
		this.#closer = closer;
		this.#path = path;
	}

	start(): void {
		// Nothing is known before the first header.
	}

	/** A diff says nowhere that it is complete, except that the last hunk has all its lines. */
	open(): OpenPart | null {
		const isShort =
			this.#hunk !== null &&
			this.#hunk.oldStart !== undefined &&
			(this.#hunk.oldLeft > 0 || this.#hunk.newLeft > 0);
		return isShort || this.#closer
			? { type: 'edit', path: this.#new ?? this.#path ?? '', closer: this.#closer?.name ?? '' }
			: null;
	}

	take(line: Line, emit: Emit): Step {
		if (this.#closer?.read(line.text)?.type === 'sure') {
			this.#endFile(emit);
			return [];
		}
		const pending = this.#pending;
		this.#pending = null;
		if (pending && line.text.startsWith('+++ ')) {
			this.#openFile(pending.text.slice(4), line.text.slice(4), emit);
			return 'more';
		}
		if (pending) this.#readLine(pending.text, emit);
		if (line.text.startsWith('--- ') && !this.#isInHunk('old')) {
			this.#pending = line;
			return 'more';
		}
		if (!this.#closer && !this.#belongs(line.text)) {
			this.#endFile(emit);
			return [line];
		}
		this.#readLine(line.text, emit);
		return 'more';
	}

	end(emit: Emit): readonly Line[] {
		if (this.#pending) this.#readLine(this.#pending.text, emit);
		if (this.open() === null) this.#endFile(emit);
		return [];
	}

	/** Whether the hunk still lacks lines by its own count. */
	#isInHunk(side: 'old' | 'new'): boolean {
		return this.#hunk !== null && (side === 'old' ? this.#hunk.oldLeft : this.#hunk.newLeft) > 0;
	}

	#belongs(text: string): boolean {
		if (HEADER.test(text) || HUNK.test(text)) return true;
		if (this.#hunk === null) return text === '' || text.startsWith('+++ ');
		if (text === '') return this.#isInHunk('old') || this.#hunk.oldStart === undefined;
		return /^[ +\\-]/.test(text);
	}

	#readLine(text: string, emit: Emit): void {
		const isInside = this.#isInHunk('old') || this.#isInHunk('new');
		const hunk = isInside ? null : HUNK.exec(text);
		if (hunk) this.#openHunk(hunk, emit);
		else if (!isInside && HEADER.test(text)) this.#readHeader(text, emit);
		else if (text.startsWith('\\')) this.#lacksNewline = this.#hunk?.lines.at(-1)?.kind !== 'removed';
		else if (this.#hunk) this.#readHunk(text, this.#hunk);
	}

	#readHeader(text: string, emit: Emit): void {
		if (text.startsWith('diff --git ')) this.#endFile(emit);
		if (text.startsWith('rename from ')) this.#rename.from = cleanPath(text.slice(12));
		if (text.startsWith('rename to ')) this.#rename.to = cleanPath(text.slice(10));
	}

	#openFile(oldName: string, newName: string, emit: Emit): void {
		const rename = this.#rename;
		this.#rename = { from: null, to: null };
		this.#endFile(emit);
		const [from, to] = namesOf(oldName, newName);
		this.#old = rename.from ?? from;
		this.#new = rename.to ?? to;
		const isUnusable = (name: string, path: string | null) => path === null && !isNowhere(name);
		if (!isUnusable(oldName, this.#old) && !isUnusable(newName, this.#new)) return;
		emit({ type: 'malformed', reason: 'path-unusable', text: cut(newName) });
		this.#old = this.#new = null;
	}

	#openHunk(match: RegExpExecArray, emit: Emit): void {
		this.#giveHunk(emit);
		const isCounted = match[1] !== undefined;
		this.#openPart(emit);
		this.#hunk = {
			oldStart: isCounted ? Number(match[1]) : undefined,
			oldLeft: isCounted ? Number(match[2] ?? 1) : 0,
			newLeft: isCounted ? Number(match[4] ?? 1) : 0,
			lines: [],
		};
	}

	#openPart(emit: Emit): void {
		if (this.#current !== 'none') return;
		const path = this.#new ?? this.#old ?? this.#path;
		if (path === null) return;
		if (this.#old === null && this.#new !== null) {
			this.#current = 'file';
			emit({ type: 'file-open', path, dialect: 'diff' });
		} else if (this.#new === null && this.#old !== null) this.#current = 'delete';
		else {
			this.#current = 'edit';
			const from = this.#old ?? path;
			const moveTo = from === path ? {} : { moveTo: path };
			emit({ type: 'edit-open', path: from, dialect: 'diff', format: 'diff', ...moveTo });
		}
	}

	#readHunk(text: string, hunk: Hunk): void {
		const line = hunkLine(text) ?? { kind: 'same', text };
		hunk.lines.push(line);
		if (line.kind !== 'added') hunk.oldLeft--;
		if (line.kind !== 'removed') hunk.newLeft--;
	}

	#giveHunk(emit: Emit): void {
		const hunk = this.#hunk;
		this.#hunk = null;
		if (!hunk || hunk.lines.length === 0) return;
		if (this.#current === 'file') {
			if (this.#added !== null) emit({ type: 'file-delta', text: this.#added });
			this.#added = hunk.lines
				.flatMap((line) => (line.kind === 'removed' || line.isLoose ? [] : [`${line.text}\n`]))
				.join('');
		} else if (this.#current === 'edit') {
			const start = hunk.oldStart === undefined ? {} : { oldStart: hunk.oldStart };
			emit({
				type: 'edit-block',
				block: { type: 'hunk', anchors: [], lines: hunk.lines, isAtEnd: false, ...start },
			});
		}
	}

	#endFile(emit: Emit): void {
		this.#giveHunk(emit);
		if (this.#current === 'file') {
			const text = this.#added ?? '';
			emit({ type: 'file-delta', text: this.#lacksNewline ? text.slice(0, -1) : text });
			emit({ type: 'file-close' });
		} else if (this.#current === 'edit') emit({ type: 'edit-close' });
		else if (this.#old !== null && this.#new === null)
			emit({ type: 'delete', path: this.#old, dialect: 'diff' });
		else if (this.#rename.from && this.#rename.to) {
			emit({ type: 'move', from: this.#rename.from, to: this.#rename.to, dialect: 'diff' });
		}
		this.#current = 'none';
		this.#old = this.#new = this.#added = null;
		this.#rename = { from: null, to: null };
		this.#lacksNewline = false;
	}
}

const isNowhere = (name: string): boolean => plainName(name) === '/dev/null';
const plainName = (name: string): string => (name.split('\t')[0] ?? '').trim();

/** Both paths without `a/` and `b/`, which are marks where they stand together; null for a side that has no file. */
function namesOf(oldName: string, newName: string): [string | null, string | null] {
	const [old, fresh] = [plainName(oldName), plainName(newName)];
	const isMarked = (old.startsWith('a/') || isNowhere(old)) && (fresh.startsWith('b/') || isNowhere(fresh));
	const clean = (name: string) => (isNowhere(name) ? null : cleanPath(isMarked ? name.slice(2) : name));
	return [clean(old), clean(fresh)];
}
