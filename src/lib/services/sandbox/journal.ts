import type { LogLine, RuntimeError } from './sandbox.ts';

/** Lines taken per second; the console of a creation in a loop must not become the host's work. */
const LINES_PER_SECOND = 400;
const MAX_CAUSES = 100;

/** What a session has said: a ring of console lines and one entry per cause of error. */
export class Journal {
	readonly #logBytes: number;
	#lines: LogLine[] = [];
	#bytes = 0;
	#windowStart = 0;
	#windowLines = 0;
	readonly #errors = new Map<string, RuntimeError>();

	constructor(logBytes: number) {
		this.#logBytes = logBytes;
	}

	get lines(): readonly LogLine[] {
		return this.#lines;
	}

	get errors(): readonly RuntimeError[] {
		return [...this.#errors.values()];
	}

	/** The line as kept; null when it came too fast. */
	add(level: LogLine['level'], text: string, at: number): LogLine | null {
		if (at - this.#windowStart >= 1_000) {
			this.#windowStart = at;
			this.#windowLines = 0;
		}
		if (++this.#windowLines > LINES_PER_SECOND) return null;
		const isLast = this.#windowLines === LINES_PER_SECOND;
		const line: LogLine = isLast
			? { at, level: 'warn', text: 'Too many lines in one second: the rest is not shown.' }
			: { at, level, text };
		this.#lines.push(line);
		this.#bytes += sizeOf(line);
		this.#trim();
		return line;
	}

	/** Drops the oldest quarter when full, so that it is not done for each line. */
	#trim(): void {
		if (this.#bytes <= this.#logBytes) return;
		let at = 0;
		while (this.#bytes > this.#logBytes * 0.75 && at < this.#lines.length - 1) {
			const line = this.#lines[at++];
			if (line) this.#bytes -= sizeOf(line);
		}
		this.#lines = this.#lines.slice(at);
	}

	/** Counts a repeat of a known cause. Null when there are too many causes to keep another. */
	addError(error: Omit<RuntimeError, 'signature' | 'count'>): RuntimeError | null {
		const signature = signatureOf(error);
		const known = this.#errors.get(signature);
		if (!known && this.#errors.size >= MAX_CAUSES) return null;
		const counted = { ...error, signature, count: (known?.count ?? 0) + 1 };
		this.#errors.set(signature, counted);
		return counted;
	}

	forgetErrors(): void {
		this.#errors.clear();
	}
}

const sizeOf = (line: LogLine): number => line.text.length * 2 + 32;

/** Numbers and quoted parts vary between repeats of one cause. */
function signatureOf({ message, path, line }: Omit<RuntimeError, 'signature' | 'count'>): string {
	const shape = message.replaceAll(/\d+/g, '0').replaceAll(/(["'`]).*?\1/g, '""');
	return `${shape} @ ${path ?? ''}:${line ?? 0}`.slice(0, 500);
}
