/** One statement of a script. */
export interface Statement {
	/** Without the semicolon. */
	readonly text: string;
	/** Line of its first word, from 1. */
	readonly line: number;
	/** Offset of `text` in the script, UTF-16 code units. */
	readonly offset: number;
	/** The lines of data after `COPY … FROM stdin`, without the closing `\.`. */
	readonly data?: string;
}

/** A line that is meant for psql, not for PostgreSQL: `\connect shop`. */
export interface PsqlCommand {
	readonly text: string;
	readonly line: number;
}

export interface Script {
	readonly statements: readonly Statement[];
	readonly commands: readonly PsqlCommand[];
	/** What is opened and never closed: a quote, a comment, a parenthesis. */
	readonly unclosed?: { readonly what: string; readonly line: number };
}

/** Cuts a script into statements by the rules of psql: quotes, dollar quotes, comments, function bodies, COPY data. */
export function splitSql(sql: string): Script {
	return new Splitter(sql).split();
}

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const COPY_FROM_STDIN = /^copy\b[\s\S]*\bfrom\s+stdin\b/i;
const WITH_BODY = /^create\s+(or\s+replace\s+)?(function|procedure)\b/i;

class Splitter {
	readonly #sql: string;
	readonly #statements: Statement[] = [];
	readonly #commands: PsqlCommand[] = [];
	#at = 0;
	/** Where the statement's first word stands; -1 between statements. */
	#start = -1;
	#parentheses = 0;
	/** Depth of `BEGIN ATOMIC … END` in which semicolons belong to the body. */
	#bodies = 0;
	#unclosed: Script['unclosed'];
	readonly #lines: Lines;

	constructor(sql: string) {
		this.#sql = sql;
		this.#lines = new Lines(sql);
	}

	split(): Script {
		while (this.#at < this.#sql.length) this.#step();
		if (this.#start >= 0) {
			if (this.#parentheses > 0) this.#open('a parenthesis', this.#start);
			this.#end();
		}
		return {
			statements: this.#statements,
			commands: this.#commands,
			...(this.#unclosed ? { unclosed: this.#unclosed } : {}),
		};
	}

	#step(): void {
		const character = this.#sql[this.#at] ?? '';
		const pair = this.#sql.slice(this.#at, this.#at + 2);
		if (pair === '--') this.#skipTo('\n');
		else if (pair === '/*') this.#skipComment();
		else if (/\s/.test(character)) this.#at++;
		else if (character === '\\') this.#takeCommand();
		else if (character === ';') this.#semicolon();
		else this.#part(character);
	}

	#part(character: string): void {
		if (this.#start < 0) this.#start = this.#at;
		if (character === "'") return this.#skipQuote("'", this.#isEscapeString());
		if (character === '"') return this.#skipQuote('"', false);
		if (character === '$') return this.#skipDollar();
		if (character === '(') this.#parentheses++;
		if (character === ')') this.#parentheses = Math.max(0, this.#parentheses - 1);
		const word = match(WORD, this.#sql, this.#at);
		if (word === undefined) {
			this.#at++;
			return;
		}
		this.#at += word.length;
		this.#countBody(word.toLowerCase());
	}

	#countBody(word: string): void {
		if (!['begin', 'case', 'end'].includes(word) || this.#parentheses > 0) return;
		if (!WITH_BODY.test(this.#sql.slice(this.#start, this.#start + 60))) return;
		if (word === 'begin' && /^\s+atomic\b/i.test(this.#sql.slice(this.#at, this.#at + 20))) this.#bodies++;
		else if (word === 'case' && this.#bodies > 0) this.#bodies++;
		else if (word === 'end' && this.#bodies > 0) this.#bodies--;
	}

	/** `E'…'`: a backslash escapes there. */
	#isEscapeString(): boolean {
		return /(^|[^\w$])[eE]$/.test(this.#sql.slice(Math.max(0, this.#at - 2), this.#at));
	}

	#skipQuote(quote: string, hasEscapes: boolean): void {
		const start = this.#at;
		for (let at = start + 1; at < this.#sql.length; at++) {
			const character = this.#sql[at];
			if (hasEscapes && character === '\\') at++;
			else if (character === quote && this.#sql[at + 1] === quote) at++;
			else if (character === quote) {
				this.#at = at + 1;
				return;
			}
		}
		this.#open(quote === '"' ? 'a quoted name' : 'a text', start);
	}

	#skipDollar(): void {
		const tag = match(DOLLAR, this.#sql, this.#at);
		if (tag === undefined) {
			this.#at++;
			return;
		}
		const end = this.#sql.indexOf(tag, this.#at + tag.length);
		if (end < 0) this.#open(`a text in ${tag}`, this.#at);
		else this.#at = end + tag.length;
	}

	#skipComment(): void {
		const start = this.#at;
		let depth = 0;
		do {
			const pair = this.#sql.slice(this.#at, this.#at + 2);
			if (pair === '/*') depth++;
			if (pair === '*/') depth--;
			this.#at += pair === '/*' || pair === '*/' ? 2 : 1;
		} while (depth > 0 && this.#at < this.#sql.length);
		if (depth > 0) this.#open('a comment', start);
	}

	#skipTo(end: string): void {
		const found = this.#sql.indexOf(end, this.#at);
		this.#at = found < 0 ? this.#sql.length : found + end.length;
	}

	#takeCommand(): void {
		const start = this.#at;
		this.#skipTo('\n');
		this.#commands.push({ text: this.#sql.slice(start, this.#at).trim(), line: this.#lines.of(start) });
	}

	#semicolon(): void {
		if (this.#parentheses > 0 || this.#bodies > 0) {
			this.#at++;
			return;
		}
		if (this.#start >= 0) this.#end();
		this.#at++;
	}

	#end(): void {
		const text = this.#sql.slice(this.#start, this.#at).trimEnd();
		const place = { line: this.#lines.of(this.#start), offset: this.#start };
		this.#start = -1;
		this.#parentheses = 0;
		this.#bodies = 0;
		if (!COPY_FROM_STDIN.test(text)) this.#statements.push({ text, ...place });
		else this.#statements.push({ text, ...place, data: this.#takeData() });
	}

	#takeData(): string {
		const lineEnd = this.#sql.indexOf('\n', this.#at);
		if (lineEnd < 0) return '';
		const close = /^\\\.[ \t]*\r?$/gm;
		close.lastIndex = lineEnd + 1;
		const found = close.exec(this.#sql);
		const end = found ? found.index : this.#sql.length;
		if (!found) this.#open('the data of COPY', lineEnd);
		// The semicolon is skipped by the caller, hence one less.
		this.#at = (found ? end + found[0].length : end) - 1;
		return this.#sql.slice(lineEnd + 1, end);
	}

	#open(what: string, offset: number): void {
		this.#unclosed ??= { what, line: this.#lines.of(offset) };
		this.#at = this.#sql.length;
	}
}

/** Line numbers of growing offsets without counting anew each time. */
class Lines {
	readonly #text: string;
	#offset = 0;
	#line = 1;

	constructor(text: string) {
		this.#text = text;
	}

	of(offset: number): number {
		if (offset < this.#offset) {
			this.#offset = 0;
			this.#line = 1;
		}
		for (; this.#offset < offset; this.#offset++) if (this.#text[this.#offset] === '\n') this.#line++;
		return this.#line;
	}
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}
