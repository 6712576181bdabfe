import type { CliInput } from './io.ts';

/** Input that is all there, as from a pipe. */
export function inputOf(text: string): CliInput {
	return inputFrom(async function* () {
		if (text !== '') yield text;
	});
}

/** Input of any source. Each piece is asked for only when the command reads. */
export function inputFrom(pieces: () => AsyncIterable<string>): CliInput {
	// One reader for all ways to read, so that `lines()` after a first line goes on where that ended.
	let reader: AsyncIterator<string> | undefined;
	const next = async (): Promise<string | undefined> => {
		reader ??= pieces()[Symbol.asyncIterator]();
		const step = await reader.next();
		return step.done ? undefined : step.value;
	};
	return {
		async *[Symbol.asyncIterator]() {
			for (let piece = await next(); piece !== undefined; piece = await next()) yield piece;
		},
		async text() {
			let all = '';
			for (let piece = await next(); piece !== undefined; piece = await next()) all += piece;
			return all;
		},
		async *lines() {
			let rest = '';
			for (let piece = await next(); piece !== undefined; piece = await next()) {
				const lines = (rest + piece).split('\n');
				rest = lines.pop() ?? '';
				yield* lines.map(withoutReturn);
			}
			if (rest !== '') yield withoutReturn(rest);
		},
	};
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** Input that a person types while the command runs. */
export class TypedInput {
	readonly #waiting: string[] = [];
	readonly #onAsked: () => void;
	#isEnded = false;
	#wake: (() => void) | undefined;

	/** `onAsked` is called when the command wants a line that nobody has typed yet. */
	constructor(onAsked: () => void) {
		this.#onAsked = onAsked;
	}

	/** Lines as typed; `end` says that no more will come. */
	push(text: string, end: boolean): void {
		if (text !== '') this.#waiting.push(text);
		this.#isEnded ||= end;
		this.#wake?.();
	}

	async *pieces(): AsyncGenerator<string> {
		for (;;) {
			const piece = this.#waiting.shift();
			if (piece !== undefined) yield piece;
			else if (this.#isEnded) return;
			else await this.#typed();
		}
	}

	async #typed(): Promise<void> {
		const typed = new Promise<void>((resolve) => (this.#wake = resolve));
		this.#onAsked();
		await typed;
	}
}
