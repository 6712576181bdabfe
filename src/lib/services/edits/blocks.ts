import type { EditBlock, MalformedReason } from './edits.ts';
import type { Line } from './lines.ts';

/** Most lines of one block; a longer one is no edit. */
const MAX_BLOCK_LINES = 20_000;

const HEAD = /^([ \t]*)(<{5,9}|-{5,9})[ \t]*(?:SEARCH|ORIGINAL)\b[ \t]*>?[ \t]*:?[ \t]*$/i;
const TAIL = /^[ \t]*(?:>{5,9}|\+{5,9})[ \t]*(?:REPLACE|UPDATED)\b[ \t]*[>+]*[ \t]*$/i;
const ESCAPED = /^[ \t]*\\(?=[<=>+-]{5,9}(?:[ \t]|$))/;

/** Whether a line opens a SEARCH/REPLACE block. */
export const isBlockHead = (text: string): boolean => HEAD.test(text);

/** What a line did to the block being read. */
export type BlockStep = 'outside' | 'inside' | EditBlock | MalformedReason;

/** Reads SEARCH/REPLACE blocks line by line. */
export class BlockReader {
	#indent = '';
	#width = 7;
	#lines: string[] = [];
	#dividers: number[] = [];
	#isInside = false;

	get isInside(): boolean {
		return this.#isInside;
	}

	/** Whether the replacement has begun. */
	get hasDivider(): boolean {
		return this.#dividers.length > 0;
	}

	take({ text }: Line): BlockStep {
		const head = HEAD.exec(text);
		if (head) return this.#open(head[1] ?? '', head[2]?.length ?? 7);
		if (!this.#isInside) return 'outside';
		if (TAIL.test(text)) return this.finish();
		if (this.#isDivider(text)) this.#dividers.push(this.#lines.length);
		this.#lines.push(text.replace(ESCAPED, (match) => match.slice(0, -1)));
		if (this.#lines.length <= MAX_BLOCK_LINES) return 'inside';
		this.#isInside = false;
		return 'block-incomplete';
	}

	/** Ends the block where it stands. */
	finish(): EditBlock | MalformedReason {
		this.#isInside = false;
		const splits = this.#dividers.map((at) => ({
			search: textOf(withoutLineHint(this.#lines.slice(0, at))),
			replace: textOf(this.#lines.slice(at + 1)),
		}));
		const [first, ...alternatives] = splits;
		if (!first) return 'block-incomplete';
		return {
			type: 'replace',
			...first,
			...(alternatives.length > 0 ? { alternatives: alternatives.slice(0, 4) } : {}),
		};
	}

	#open(indent: string, width: number): BlockStep {
		const wasInside = this.#isInside;
		this.#isInside = true;
		this.#indent = indent;
		this.#width = width;
		this.#lines = [];
		this.#dividers = [];
		// A block that never ended cannot be told from content that quotes a block, so it is not guessed at.
		return wasInside ? 'block-incomplete' : 'inside';
	}

	#isDivider(text: string): boolean {
		if (!text.startsWith('=', this.#indent.length) || !text.startsWith(this.#indent)) return false;
		const mark = text.slice(this.#indent.length).trimEnd();
		return /^=+$/.test(mark) && (mark.length === this.#width || mark.length === 7);
	}
}

/** Some dialects put the line number before the searched text; it is a guess and left out. */
function withoutLineHint(lines: readonly string[]): readonly string[] {
	let from = 0;
	while (/^[ \t]*:(start|end)_line:[ \t]*\d*[ \t]*$/.test(lines[from] ?? '')) from++;
	if (from === 0) return lines;
	return lines.slice(/^[ \t]*-{5,9}[ \t]*$/.test(lines[from] ?? '') ? from + 1 : from);
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
