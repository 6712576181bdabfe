import { cellsOf, columnsOf } from './cells.ts';

export interface LineEditorParts {
	readonly write: (text: string) => void;
	/** Columns of the terminal. */
	readonly columns: () => number;
	/** What stands before the line, without and with colours. */
	readonly prompt: () => { readonly plain: string; readonly coloured: string };
	/** A line is complete. */
	readonly onLine: (line: string) => void;
	/** Ctrl+C, Ctrl+D, Ctrl+L. */
	readonly onControl: (key: 'interrupt' | 'end' | 'clear') => void;
	/** What could stand where the cursor is; the text before it is given. */
	readonly complete: (before: string) => Completion;
}

export interface Completion {
	/** Put in at the cursor. */
	readonly insert: string;
	/** Shown when there are several. */
	readonly options: readonly string[];
}

/** Sequences that begin with Escape; those without an entry among the keys are dropped, since programs can provoke them. */
// eslint-disable-next-line no-control-regex -- terminals speak in control characters
const ESCAPE = /^\u001b(?:\[[\d;?]*[ -/]*[@-~]|[\]P^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|O.|.)?/s;
const MAX_HISTORY = 500;

/** One line that is being typed, with a cursor, a history and completion. Knows nothing of what lines mean. */
export class LineEditor {
	readonly #parts: LineEditorParts;
	readonly #history: string[] = [];
	#historyAt = 0;
	#draft = '';
	#cells: string[] = [];
	#at = 0;
	/** Rows between the first one of the prompt and that of the cursor. */
	#row = 0;
	#isOpen = false;

	constructor(parts: LineEditorParts) {
		this.#parts = parts;
	}

	get text(): string {
		return this.#cells.join('');
	}

	/** Shows the prompt with an empty line. */
	open(): void {
		this.#set('');
		this.#historyAt = this.#history.length;
		this.#row = 0;
		this.#isOpen = true;
		this.#render();
	}

	/** Takes what the person typed or pasted, up to the end of the first line; gives back what is left. */
	input(data: string): string {
		for (let rest = data; rest !== '';) {
			const key = keyAt(rest);
			rest = rest.slice(key.length);
			if (key === '\r' || key === '\n') {
				if (key === '\r' && rest.startsWith('\n')) rest = rest.slice(1);
				this.#enter();
				return rest;
			}
			if (!this.#isOpen && key !== '\u0003') continue;
			this.#key(key);
		}
		return '';
	}

	/** Puts a whole line in place of what was typed. */
	replace(line: string): void {
		this.#set(line);
		this.#render();
	}

	/** Draws the line anew, on a terminal that changed or was cleared. */
	redraw(): void {
		this.#row = 0;
		if (this.#isOpen) this.#render();
	}

	/** Keeps a line for the arrow keys. */
	remember(line: string): void {
		if (line.trim() !== '' && this.#history.at(-1) !== line) this.#history.push(line);
		if (this.#history.length > MAX_HISTORY) this.#history.shift();
	}

	#enter(): void {
		const line = this.text;
		this.#at = this.#cells.length;
		if (this.#isOpen) this.#render();
		this.#isOpen = false;
		this.#parts.write('\r\n');
		this.#set('');
		this.#parts.onLine(line);
	}

	#key(key: string): void {
		const action = KEYS[key];
		if (action) {
			this[action]();
			return;
		}
		// eslint-disable-next-line no-control-regex -- what is no printable sign is ignored
		if (/^[\u0000-\u001f\u007f]/.test(key)) return;
		this.#insert(key);
	}

	#insert(text: string): void {
		const cells = cellsOf(text);
		this.#cells.splice(this.#at, 0, ...cells);
		this.#at += cells.length;
		// A mark may have joined the sign before it.
		const [before, after] = [this.#cells.slice(0, this.#at).join(''), this.#cells.slice(this.#at).join('')];
		this.#at = cellsOf(before).length;
		this.#cells = [...cellsOf(before), ...cellsOf(after)];
		this.#render();
	}

	#move(to: number): void {
		this.#at = Math.max(0, Math.min(this.#cells.length, to));
		this.#render();
	}

	#cut(from: number, to: number): void {
		this.#cells.splice(from, Math.max(0, to - from));
		this.#move(from);
	}

	left(): void {
		this.#move(this.#at - 1);
	}
	right(): void {
		this.#move(this.#at + 1);
	}
	home(): void {
		this.#move(0);
	}
	end(): void {
		this.#move(this.#cells.length);
	}
	wordLeft(): void {
		this.#move(this.#wordStart());
	}
	wordRight(): void {
		let at = this.#at;
		while (at < this.#cells.length && this.#cells[at] === ' ') at++;
		while (at < this.#cells.length && this.#cells[at] !== ' ') at++;
		this.#move(at);
	}
	backspace(): void {
		if (this.#at > 0) this.#cut(this.#at - 1, this.#at);
	}
	remove(): void {
		if (this.#at < this.#cells.length) this.#cut(this.#at, this.#at + 1);
	}
	cutWord(): void {
		this.#cut(this.#wordStart(), this.#at);
	}
	cutStart(): void {
		this.#cut(0, this.#at);
	}
	cutEnd(): void {
		this.#cut(this.#at, this.#cells.length);
	}
	up(): void {
		this.#recall(this.#historyAt - 1);
	}
	down(): void {
		this.#recall(this.#historyAt + 1);
	}
	interrupt(): void {
		this.#parts.onControl('interrupt');
	}
	clear(): void {
		this.#parts.onControl('clear');
	}
	finish(): void {
		if (this.#cells.length === 0) this.#parts.onControl('end');
	}

	complete(): void {
		const { insert, options } = this.#parts.complete(this.#cells.slice(0, this.#at).join(''));
		if (insert !== '') this.#insert(insert);
		else if (options.length > 1) {
			this.#parts.write(`\r\n${options.join('  ')}\r\n`);
			this.redraw();
		}
	}

	#wordStart(): number {
		let at = this.#at;
		while (at > 0 && this.#cells[at - 1] === ' ') at--;
		while (at > 0 && this.#cells[at - 1] !== ' ') at--;
		return at;
	}

	#recall(place: number): void {
		if (place < 0 || place > this.#history.length) return;
		if (this.#historyAt === this.#history.length) this.#draft = this.text;
		this.#historyAt = place;
		this.#set(this.#history[place] ?? this.#draft);
		this.#render();
	}

	#set(text: string): void {
		this.#cells = cellsOf(text);
		this.#at = this.#cells.length;
	}

	#render(): void {
		const width = Math.max(1, this.#parts.columns());
		const { plain, coloured } = this.#parts.prompt();
		const start = columnsOf(cellsOf(plain));
		const end = start + columnsOf(this.#cells);
		const cursor = start + columnsOf(this.#cells.slice(0, this.#at));
		const up = this.#row > 0 ? `\u001b[${this.#row}A` : '';
		// A line that fills its row leaves the cursor there; the next row must begin by itself.
		const wrap = end > 0 && end % width === 0 ? '\r\n' : '';
		const rise = Math.floor(end / width) - Math.floor(cursor / width);
		const back = `${rise > 0 ? `\u001b[${rise}A` : ''}\r${cursor % width > 0 ? `\u001b[${cursor % width}C` : ''}`;
		this.#parts.write(`${up}\r\u001b[J${coloured}${this.text}${wrap}${back}`);
		this.#row = Math.floor(cursor / width);
	}
}

type Action =
	| 'left' | 'right' | 'home' | 'end' | 'wordLeft' | 'wordRight' | 'backspace' | 'remove' | 'cutWord' | 'cutStart'
	| 'cutEnd' | 'up' | 'down' | 'interrupt' | 'clear' | 'finish' | 'complete'; // prettier-ignore

const KEYS: Readonly<Record<string, Action>> = {
	'\u001b[D': 'left', '\u001b[C': 'right', '\u001bOD': 'left', '\u001bOC': 'right', '\u0002': 'left', '\u0006': 'right',
	'\u001b[H': 'home', '\u001bOH': 'home', '\u0001': 'home', '\u001b[F': 'end', '\u001bOF': 'end', '\u0005': 'end',
	'\u001b[1;5D': 'wordLeft', '\u001b[1;3D': 'wordLeft', '\u001bb': 'wordLeft',
	'\u001b[1;5C': 'wordRight', '\u001b[1;3C': 'wordRight', '\u001bf': 'wordRight',
	'\u007f': 'backspace', '\b': 'backspace', '\u001b[3~': 'remove', '\u0017': 'cutWord', '\u0015': 'cutStart', '\u000b': 'cutEnd',
	'\u001b[A': 'up', '\u001bOA': 'up', '\u0010': 'up', '\u001b[B': 'down', '\u001bOB': 'down', '\u000e': 'down',
	'\u0003': 'interrupt', '\u000c': 'clear', '\u0004': 'finish', '\t': 'complete',
}; // prettier-ignore

/** The next key: an escape sequence, a control character, or printable text up to one. */
function keyAt(data: string): string {
	const escape = ESCAPE.exec(data)?.[0];
	if (escape !== undefined) return escape;
	// eslint-disable-next-line no-control-regex -- control characters are keys
	return /^[^\u0000-\u001f\u007f]+/.exec(data)?.[0] ?? data.charAt(0);
}
