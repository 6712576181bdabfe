import { behind, cut, type Body, type Closer, type Emit, type Step } from './body.ts';
import { BlockReader, type BlockStep } from './blocks.ts';
import type { DialectId, OpenPart } from './edits.ts';
import type { Line } from './lines.ts';

export interface EditBodyOptions {
	readonly path: string;
	readonly dialect: DialectId;
	readonly closer: Closer;
	/** Without a closer of its own: the part ends at the first line behind a block that is neither empty nor a block. */
	readonly isBare?: boolean;
}

/** SEARCH/REPLACE blocks for one file. */
export class EditBody implements Body {
	readonly #options: EditBodyOptions;
	readonly #blocks = new BlockReader();
	#hasBlocks = false;

	constructor(options: EditBodyOptions) {
		this.#options = options;
	}

	start(emit: Emit): void {
		const { path, dialect } = this.#options;
		emit({ type: 'edit-open', path, dialect, format: 'blocks' });
	}

	open(): OpenPart | null {
		if (this.#options.isBare && !this.#blocks.isInside) return null;
		return { type: 'edit', path: this.#options.path, closer: this.#options.closer.name };
	}

	take(line: Line, emit: Emit): Step {
		const ending = line.isStart ? this.#options.closer.read(line.text) : null;
		if (this.#ends(ending?.type)) {
			if (ending && 'before' in ending && ending.before !== '')
				this.#read({ ...line, text: ending.before }, emit);
			const rest = ending && 'after' in ending ? behind(ending.after, line.end) : [line];
			return this.#finish(rest, emit);
		}
		const step = this.#read(line, emit);
		const isOver = step === 'outside' && this.#options.isBare && this.#hasBlocks && line.text.trim() !== '';
		return isOver ? this.#finish([line], emit) : 'more';
	}

	end(emit: Emit): readonly Line[] {
		if (this.#blocks.isInside)
			emit({ type: 'malformed', reason: 'block-incomplete', text: this.#options.path });
		else if (this.#options.isBare) this.#finish([], emit);
		return [];
	}

	/** Inside a block only a sure closer counts, or one behind the divider: the block may quote closers. */
	#ends(type: 'sure' | 'likely' | 'implied' | 'opener' | undefined): boolean {
		if (type === 'sure' || type === 'implied')
			return this.#options.closer.name.startsWith('<') || !this.#blocks.isInside;
		return type === 'likely' && (!this.#blocks.isInside || this.#blocks.hasDivider);
	}

	#finish(rest: readonly Line[], emit: Emit): readonly Line[] {
		if (this.#blocks.isInside) this.#report(this.#blocks.finish(), '', emit);
		if (!this.#hasBlocks)
			emit({ type: 'malformed', reason: 'edit-without-blocks', text: this.#options.path });
		emit({ type: 'edit-close' });
		return rest;
	}

	#read(line: Line, emit: Emit): BlockStep {
		const step = this.#blocks.take(line);
		this.#report(step, line.text, emit);
		return step;
	}

	#report(step: BlockStep, text: string, emit: Emit): void {
		if (step === 'outside' || step === 'inside') return;
		this.#hasBlocks = true;
		if (typeof step === 'string') emit({ type: 'malformed', reason: step, text: cut(text) });
		else emit({ type: 'edit-block', block: step });
	}
}
