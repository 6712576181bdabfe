/** A line of a stream. */
export interface Line {
	readonly text: string;
	/** `\n`, `\r\n`, or nothing: the last line of the stream, or a piece of a line longer than `MAX_PIECE`. */
	readonly end: '' | '\n' | '\r\n';
	/** False for the second and later pieces of a very long line. */
	readonly isStart: boolean;
}

/** Longest text held back while waiting for a line to end. */
export const MAX_PIECE = 64 * 1024;

/** Cuts a stream into lines. Where the chunks were cut makes no difference to the lines. */
export class LineScanner {
	readonly #take: (line: Line) => void;
	#rest = '';
	#isStart = true;

	constructor(take: (line: Line) => void) {
		this.#take = take;
	}

	push(chunk: string): void {
		let from = 0;
		for (;;) {
			const newline = chunk.indexOf('\n', from);
			if (newline < 0) break;
			const text = from === newline ? '' : chunk.slice(from, newline);
			from = newline + 1;
			// The rest is joined only where a line ends: joining it with each tiny chunk would cost the square of its length.
			const whole = this.#rest === '' ? text : this.#rest + text;
			this.#rest = '';
			this.#endLine(whole);
		}
		if (from < chunk.length) {
			this.#rest += from === 0 ? chunk : chunk.slice(from);
			if (this.#rest.length > MAX_PIECE) this.#rest = this.#givePieces(this.#rest);
		}
	}

	end(): void {
		const rest = this.#givePieces(this.#rest);
		this.#rest = '';
		if (rest !== '') this.#give(rest, '');
		this.#isStart = true;
	}

	#endLine(whole: string): void {
		const text = whole.length > MAX_PIECE ? this.#givePieces(whole) : whole;
		const isCrlf = text.charCodeAt(text.length - 1) === 13;
		this.#give(isCrlf ? text.slice(0, -1) : text, isCrlf ? '\r\n' : '\n');
		this.#isStart = true;
	}

	/** Gives full pieces away, always leaving at least one character, so that pieces lie at fixed places of the line. */
	#givePieces(text: string): string {
		let from = 0;
		for (; text.length - from > MAX_PIECE; from += MAX_PIECE)
			this.#give(text.slice(from, from + MAX_PIECE), '');
		return text.slice(from);
	}

	#give(text: string, end: Line['end']): void {
		this.#take({ text, end, isStart: this.#isStart });
		this.#isStart = false;
	}
}
