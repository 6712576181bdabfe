import { isFileFence, pathInComment, readInfo } from './addresses.ts';
import { isBlockHead } from './blocks.ts';
import { lineOf, type Body, type Emit, type Step } from './body.ts';
import { fenceCloser, type Fence } from './closers.ts';
import { DiffBody, isDiffHead } from './diff-body.ts';
import type { Context } from './dialects/dialect.ts';
import { EditBody } from './edit-body.ts';
import type { OpenPart } from './edits.ts';
import { FileBody } from './file-body.ts';
import type { Line } from './lines.ts';
import { cleanPath, fits, isMarkdownPath, isShell, looksLikePath } from './paths.ts';
import { tagHead } from './tags.ts';
import { isPatchBegin, V4aBody } from './v4a-body.ts';

/** A code fence. What it is shows in its info string, in the line above it, or in its first line. */
export class FenceBody implements Body {
	readonly #head: string;
	readonly #fence: Fence;
	readonly #language: string;
	readonly #named: string | null;
	readonly #context: Context;
	readonly #above: Context['above'];
	readonly #lastPath: string | null;
	#inner: Body | null = null;
	/** Lines held until the fence shows what it is. */
	#held: Line[] = [];
	/** A path on a line of its own, before blocks. */
	#address: Line | null = null;
	#isText = false;
	#textCloser;

	constructor(head: string, fence: Fence, context: Context) {
		this.#head = head;
		this.#fence = fence;
		this.#context = context;
		this.#above = context.above;
		this.#lastPath = context.lastPath;
		const { language, path } = readInfo(fence.info);
		this.#language = language.toLowerCase();
		this.#named = path === null ? null : cleanPath(path);
		this.#textCloser = fenceCloser(fence.mark, /^(md|markdown|mdx)$/.test(this.#language));
	}

	start(): void {
		// Nothing is known before the first line.
	}

	get takesPieces(): boolean {
		return this.#inner === null || this.#inner.takesPieces === true;
	}

	open(): OpenPart | null {
		return this.#inner?.open() ?? null;
	}

	take(line: Line, emit: Emit): Step {
		if (this.#inner) return this.#takeInner(this.#inner, line, emit);
		if (this.#isText) {
			emit({ type: 'prose', text: line.text + line.end });
			return line.isStart && this.#textCloser.read(line.text)?.type === 'sure' ? [] : 'more';
		}
		if (line.text.trim() === '') {
			this.#held.push(line);
			return 'more';
		}
		return this.#address ? this.#takeBehindAddress(this.#address, line, emit) : this.#decide(line, emit);
	}

	end(emit: Emit): readonly Line[] {
		if (this.#inner) return this.#inner.end(emit);
		if (!this.#isText) this.#giveText(emit);
		return [];
	}

	#takeInner(inner: Body, line: Line, emit: Emit): Step {
		const step = inner.take(line, emit);
		if (step === 'more' || step.length === 0) return step;
		// Blocks ended, the fence did not: the next path or block may follow in it.
		this.#inner = null;
		let result: Step = 'more';
		for (const one of step) result = this.take(one, emit);
		return result;
	}

	#decide(line: Line, emit: Emit): Step {
		const { text } = line;
		const head = tagHead(text);
		if (this.#named === null && head && !head.isClosing && this.#context.knowsTag(head.name)) {
			this.#context.wrap(this.#fence.mark);
			return [...this.#held, line];
		}
		if (isPatchBegin(text)) return this.#enter(new V4aBody(this.#closer(false)), [], emit);
		if (isBlockHead(text))
			return this.#enterBlocks(this.#named ?? this.#above?.path ?? this.#lastPath, line, emit);
		if (isDiffHead(text) || (this.#isDiff && /^(--- |@@|\+|-)/.test(text)))
			return this.#enterDiff(line, emit);
		if (this.#named !== null) return this.#enterFile(this.#named, [...this.#held, line], emit);
		if (looksLikePath(text.trim())) {
			this.#address = line;
			return 'more';
		}
		if (/^\s*(\$ *)?apply_patch\b|^\s*<<['"]?\w+['"]?\s*$/.test(text)) return 'more';
		return this.#decideFile(line, emit);
	}

	#decideFile(line: Line, emit: Emit): Step {
		const comment = this.#isDiff ? null : pathInComment(line.text, this.#language);
		const path = cleanPath(comment?.path ?? '');
		const above =
			this.#above && isFileFence(this.#above, this.#language) ? cleanPath(this.#above.path) : null;
		const lines = [...this.#held, line];
		if (above !== null && !this.#isDiff && this.#language !== 'quotation') {
			const isRepeated = path === above && comment?.isAddress === true;
			return this.#enterFile(above, isRepeated ? this.#held : lines, emit);
		}
		if (comment && path !== null) return this.#enterFile(path, comment.isAddress ? [] : lines, emit);
		return this.#beText(line, emit);
	}

	#takeBehindAddress(address: Line, line: Line, emit: Emit): Step {
		this.#address = null;
		if (isBlockHead(line.text)) return this.#enterBlocks(address.text.trim(), line, emit);
		this.#held.push(address);
		if (this.#above === null || !isFileFence(this.#above, this.#language)) return this.#beText(line, emit);
		return this.#decideFile(line, emit);
	}

	get #isDiff(): boolean {
		return /^(diff|patch|udiff)$/.test(this.#language);
	}

	#closer(isMarkdown: boolean) {
		return fenceCloser(this.#fence.mark, isMarkdown);
	}

	#enterBlocks(written: string | null, line: Line, emit: Emit): Step {
		const path = cleanPath(written ?? '');
		if (path === null) {
			emit({ type: 'malformed', reason: 'path-missing', text: line.text });
			return this.#beText(line, emit);
		}
		const closer = this.#closer(false);
		return this.#enter(new EditBody({ path, dialect: 'search-replace', closer, isBare: true }), [line], emit);
	}

	#enterDiff(line: Line, emit: Emit): Step {
		const above = this.#above?.path ?? null;
		const path = this.#named ?? (above === null ? null : cleanPath(above));
		if (path === null && !isDiffHead(line.text) && !line.text.startsWith('--- '))
			return this.#beText(line, emit);
		return this.#enter(new DiffBody(this.#closer(false), path), [line], emit);
	}

	#enterFile(path: string, lines: readonly Line[], emit: Emit): Step {
		const isOther = isShell(this.#language) && !fits(path, this.#language) && this.#named === null;
		if (isOther) return this.#beText(lines.at(-1) ?? lineOf(''), emit);
		const closer = this.#closer(isMarkdownPath(path));
		const options = { path, dialect: 'fence', closer, indent: this.#fence.indent, keepsFence: true } as const;
		return this.#enter(new FileBody(options), lines, emit);
	}

	#enter(inner: Body, lines: readonly Line[], emit: Emit): Step {
		this.#held = [];
		this.#inner = inner;
		inner.start(emit);
		let step: Step = 'more';
		for (const line of lines) step = inner.take(line, emit);
		return step;
	}

	#beText(line: Line, emit: Emit): Step {
		this.#giveText(emit);
		this.#isText = true;
		return this.take(line, emit);
	}

	#giveText(emit: Emit): void {
		emit({ type: 'prose', text: `${this.#head}\n` });
		for (const line of this.#held) emit({ type: 'prose', text: line.text + line.end });
		this.#held = [];
	}
}
