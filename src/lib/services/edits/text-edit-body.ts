import { behind, type Body, type Closer, type Emit, type Step } from './body.ts';
import { BlockReader } from './blocks.ts';
import type { EditBlock, OpenPart } from './edits.ts';
import { lineOf } from './body.ts';
import type { Line } from './lines.ts';

/** Longest update kept in memory. */
const MAX_LENGTH = 4 * 1024 * 1024;
const PAIR =
	/<{1,2}\s*old_?str(?:ing)?\s*>([\s\S]*?)<{1,2}\s*\/\s*old_?str(?:ing)?\s*>\s*<{1,2}\s*new_?str(?:ing)?\s*>([\s\S]*?)<{1,2}\s*\/\s*new_?str(?:ing)?\s*>/gi;

/** `<old_str>` and `<new_str>` pairs for one document. */
export class TextEditBody implements Body {
	readonly #path: string;
	readonly #closer: Closer;
	#text = '';

	constructor(path: string, closer: Closer) {
		this.#path = path;
		this.#closer = closer;
	}

	start(emit: Emit): void {
		emit({ type: 'edit-open', path: this.#path, dialect: 'artifact', format: 'blocks' });
	}

	open(): OpenPart {
		return { type: 'edit', path: this.#path, closer: this.#closer.name };
	}

	take(line: Line, emit: Emit): Step {
		const ending = this.#closer.read(line.text);
		const isEnd = ending?.type === 'likely' && this.#isBetween(ending.before);
		if (!isEnd && this.#text.length < MAX_LENGTH) {
			this.#text += line.text + line.end;
			return 'more';
		}
		if (isEnd) this.#text += ending.before;
		this.#give(emit);
		emit({ type: 'edit-close' });
		return isEnd ? behind(ending.after, line.end) : [line];
	}

	end(emit: Emit): readonly Line[] {
		this.#give(emit);
		return [];
	}

	/** Whether every text that began has ended, so that a closer is no part of one. */
	#isBetween(before: string): boolean {
		const text = (this.#text + before).toLowerCase();
		const last = (pattern: RegExp) => [...text.matchAll(pattern)].at(-1)?.index ?? -1;
		return last(/<\s*(old|new)_?str/g) <= last(/<\s*\/\s*(old|new)_?str/g);
	}

	#give(emit: Emit): void {
		const blocks = blocksOf(this.#text);
		for (const block of blocks) emit({ type: 'edit-block', block });
		if (blocks.length === 0) emit({ type: 'malformed', reason: 'edit-without-blocks', text: this.#path });
	}
}

function blocksOf(text: string): readonly EditBlock[] {
	const pairs = [...text.matchAll(PAIR)].map(([, search = '', replace = '']): EditBlock => ({
		type: 'replace',
		search: plain(search),
		replace: plain(replace),
		isText: true,
	}));
	if (pairs.length > 0) return pairs;
	const reader = new BlockReader();
	return text
		.split('\n')
		.map((line) => reader.take(lineOf(line)))
		.filter((step) => typeof step !== 'string');
}

/** Text on lines of its own has a line break on either side that is not part of it. */
const plain = (text: string): string =>
	/^\r?\n/.test(text) ? text.replace(/^\r?\n/, '').replace(/\r?\n[ \t]*$/, '\n') : text;
