import { behind, type Body, type Closer, type Emit, type Ending, type Step } from './body.ts';
import { readFence, type Fence } from './closers.ts';
import type { DialectId, OpenPart } from './edits.ts';
import type { Line } from './lines.ts';
import { isMarkdownPath } from './paths.ts';

/** Most text held back while it is open whether a closer was the end or content. */
const MAX_HELD = 256 * 1024;

export interface FileBodyOptions {
	readonly path: string;
	readonly dialect: DialectId;
	readonly closer: Closer;
	/** Columns of indentation that the whole body has because the reply indents it. */
	readonly indent?: number;
	/** Keep a fence around the content: the closer is itself a fence. */
	readonly keepsFence?: boolean;
}

/** The whole content of a file. */
export class FileBody implements Body {
	readonly takesPieces = true;
	readonly #options: FileBodyOptions;
	/** Lines behind a likely end, undecided. */
	#held: Line[] | null = null;
	#heldLength = 0;
	#likely: { readonly before: string; readonly rest: readonly Line[]; readonly line: Line } | null = null;
	#isAtTop = true;
	#topBlanks: Line[] = [];
	/** The fence around the whole content, which is not part of it. */
	#wrapper: Fence | null = null;
	/** Lines that may be the end of that fence. */
	#tail: Line[] = [];

	constructor(options: FileBodyOptions) {
		this.#options = options;
		if (options.keepsFence || isMarkdownPath(options.path)) this.#isAtTop = false;
	}

	start(emit: Emit): void {
		emit({ type: 'file-open', path: this.#options.path, dialect: this.#options.dialect });
	}

	open(): OpenPart | null {
		const isOver = this.#held !== null || this.#tail.length > 0;
		return isOver ? null : { type: 'file', path: this.#options.path, closer: this.#options.closer.name };
	}

	take(line: Line, emit: Emit): Step {
		const ending = line.isStart ? this.#options.closer.read(line.text) : null;
		return this.#held
			? this.#takeBehind(line, ending, emit, this.#held)
			: this.#takeInside(line, ending, emit);
	}

	end(emit: Emit): readonly Line[] {
		if (this.#held) return this.#close(this.#held, emit);
		return this.#tail.length > 0 ? this.#finish([], emit) : [];
	}

	#takeInside(line: Line, ending: Ending, emit: Emit): Step {
		if (ending === null || ending.type === 'opener') {
			this.#content(line, emit);
			return 'more';
		}
		if (ending.type === 'implied') return this.#finish([line], emit);
		const rest = behind(ending.after, line.end);
		if (ending.type === 'sure') {
			if (ending.before !== '') this.#content({ ...line, text: ending.before, end: '' }, emit);
			return this.#finish(rest, emit);
		}
		this.#likely = { before: ending.before, rest, line };
		this.#held = [];
		this.#heldLength = 0;
		return 'more';
	}

	/** Behind a likely end: another end means the first was content, a new beginning means it was the end. */
	#takeBehind(line: Line, ending: Ending, emit: Emit, held: Line[]): Step {
		const isEnd = ending?.type === 'likely' || ending?.type === 'sure';
		const isRepeated = isEnd && ending.before === '' && held.every((one) => isBlankOrCloser(one.text));
		if (isRepeated && ending.type === 'likely' && this.#likely?.before === '') {
			// The same closer twice in a row may be a slip of the pen.
			held.push(line);
			return 'more';
		}
		if (isEnd) return this.#reopen(line, emit, held);
		this.#heldLength += line.text.length;
		if (ending?.type === 'opener' || ending?.type === 'implied' || this.#heldLength > MAX_HELD) {
			return this.#close([...held, line], emit);
		}
		held.push(line);
		return 'more';
	}

	/** The likely end was content, and so was what came behind it. */
	#reopen(line: Line, emit: Emit, held: readonly Line[]): Step {
		const first = this.#likely?.line;
		this.#held = null;
		this.#likely = null;
		if (first) this.#content(first, emit);
		for (const one of held) this.#content(one, emit);
		return this.take(line, emit);
	}

	#close(lines: readonly Line[], emit: Emit): readonly Line[] {
		const likely = this.#likely;
		if (likely && likely.before !== '') this.#content({ ...likely.line, text: likely.before, end: '' }, emit);
		return this.#finish([...(likely?.rest ?? []), ...lines], emit);
	}

	#finish(lines: readonly Line[], emit: Emit): readonly Line[] {
		if (this.#wrapper === null) for (const blank of this.#topBlanks) this.#give(blank, emit);
		emit({ type: 'file-close' });
		return lines;
	}

	#content(line: Line, emit: Emit): void {
		if (this.#isAtTop && this.#takeTop(line, emit)) return;
		if (this.#wrapper && line.isStart) {
			const fence = readFence(line.text);
			const isEnd = fence?.info === '' && fence.mark.startsWith(this.#wrapper.mark);
			if (isEnd) this.#flushTail(emit);
			if (isEnd || (this.#tail.length > 0 && line.text.trim() === '')) {
				this.#tail.push(line);
				return;
			}
			this.#flushTail(emit);
		}
		this.#give(line, emit);
	}

	/** Decides about a fence at the top; true while the line is held back or dropped. */
	#takeTop(line: Line, emit: Emit): boolean {
		if (line.text.trim() === '') {
			this.#topBlanks.push(line);
			return true;
		}
		this.#isAtTop = false;
		const fence = readFence(line.text);
		if (fence && fence.mark.startsWith('`')) {
			this.#wrapper = fence;
			return true;
		}
		for (const blank of this.#topBlanks) this.#give(blank, emit);
		this.#topBlanks = [];
		return false;
	}

	#flushTail(emit: Emit): void {
		for (const line of this.#tail) this.#give(line, emit);
		this.#tail = [];
	}

	#give(line: Line, emit: Emit): void {
		const indent = this.#options.indent ?? 0;
		const text =
			indent > 0 && line.isStart ? line.text.replace(new RegExp(`^[ \\t]{1,${indent}}`), '') : line.text;
		if (text !== '' || line.end !== '') emit({ type: 'file-delta', text: text + line.end });
	}
}

const isBlankOrCloser = (text: string): boolean => text.trim() === '' || /^\s*<{1,2}\s*\//.test(text);
