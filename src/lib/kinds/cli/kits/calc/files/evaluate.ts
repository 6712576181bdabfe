import { UsageError } from '../../shared/files/cli.ts';

const FUNCTIONS: Readonly<Record<string, (...values: number[]) => number>> = {
	sqrt: Math.sqrt, abs: Math.abs, round: (value = 0, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits, floor: Math.floor, ceil: Math.ceil,
	sin: Math.sin, cos: Math.cos, tan: Math.tan, asin: Math.asin, acos: Math.acos, atan: Math.atan, exp: Math.exp,
	ln: Math.log, log: Math.log10, log2: Math.log2, min: Math.min, max: Math.max, sum: (...values) => values.reduce((sum, each) => sum + each, 0),
	avg: (...values) => values.reduce((sum, each) => sum + each, 0) / values.length, mod: (a = 0, b = 0) => a % b,
}; // prettier-ignore

const CONSTANTS: Readonly<Record<string, number>> = Object.fromEntries([
	['pi', Math.PI],
	['e', Math.E],
]);

/** The value of an expression: + - * / ^ %, brackets, functions, `pi`, `e` and given names. */
export function evaluate(text: string, names: ReadonlyMap<string, number> = new Map()): number {
	return new Expression(text, names).value();
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(\*\*|[-+*/^%(),!×÷]))/y;

class Expression {
	readonly #tokens: string[] = [];
	readonly #names: ReadonlyMap<string, number>;

	constructor(text: string, names: ReadonlyMap<string, number>) {
		this.#names = names;
		const source = text.trimEnd();
		for (TOKEN.lastIndex = 0; TOKEN.lastIndex < source.length;) {
			const start = TOKEN.lastIndex;
			const [, number, name, sign] = TOKEN.exec(source) ?? [];
			const token = number ?? name ?? sign;
			if (token === undefined) throw new UsageError(`"${source.slice(start).trim()}" cannot be read.`);
			this.#tokens.push(token.replace('**', '^').replace('×', '*').replace('÷', '/'));
		}
		if (this.#tokens.length === 0) throw new UsageError('There is nothing to calculate.');
	}

	value(): number {
		const value = this.#sum();
		const rest = this.#tokens[0];
		if (rest !== undefined) throw new UsageError(`"${rest}" does not fit where it stands.`);
		if (Number.isNaN(value)) throw new UsageError('This has no result.');
		return value;
	}

	#next(...signs: string[]): string | undefined {
		const [token] = this.#tokens;
		return token !== undefined && signs.includes(token) ? this.#tokens.shift() : undefined;
	}

	#sum(): number {
		let value = this.#product();
		for (let sign = this.#next('+', '-'); sign; sign = this.#next('+', '-'))
			value = sign === '+' ? value + this.#product() : value - this.#product();
		return value;
	}

	#product(): number {
		let value = this.#sign();
		for (let sign = this.#next('*', '/', '%'); sign; sign = this.#next('*', '/', '%')) {
			// "20%" at the end is a share; between two numbers it is the remainder.
			const isShare = sign === '%' && !/^[\w(.]/.test(this.#tokens[0] ?? '');
			if (isShare) value /= 100;
			else {
				const right = this.#sign();
				if (sign !== '*' && right === 0) throw new UsageError('Nothing can be divided by zero.');
				value = sign === '*' ? value * right : sign === '/' ? value / right : value % right;
			}
		}
		return value;
	}

	#sign(): number {
		if (this.#next('-')) return -this.#sign();
		if (this.#next('+')) return this.#sign();
		const base = this.#factorial();
		return this.#next('^') ? base ** this.#sign() : base;
	}

	#factorial(): number {
		let value = this.#atom();
		while (this.#next('!')) {
			if (!Number.isInteger(value) || value < 0 || value > 170)
				throw new UsageError('! needs a whole number from 0 to 170.');
			let product = 1;
			for (let factor = 2; factor <= value; factor++) product *= factor;
			value = product;
		}
		return value;
	}

	#atom(): number {
		const token = this.#tokens.shift();
		if (token === undefined) throw new UsageError('The end is missing.');
		if (/^[\d.]/.test(token)) return Number(token);
		if (token === '(') {
			const value = this.#sum();
			if (!this.#next(')')) throw new UsageError('A closing bracket is missing.');
			return value;
		}
		if (/^[A-Za-z_]/.test(token)) return this.#named(token);
		throw new UsageError(`"${token}" does not fit where it stands.`);
	}

	#named(name: string): number {
		const known = this.#names.get(name) ?? CONSTANTS[name.toLowerCase()];
		const call = FUNCTIONS[name.toLowerCase()];
		if (!this.#next('(')) {
			if (known === undefined) throw new UsageError(`"${name}" is not known.`);
			return known;
		}
		if (!call)
			throw new UsageError(
				`There is no function "${name}". There are: ${Object.keys(FUNCTIONS).join(', ')}.`,
			);
		const values = [this.#sum()];
		while (this.#next(',')) values.push(this.#sum());
		if (!this.#next(')')) throw new UsageError('A closing bracket is missing.');
		return call(...values);
	}
}
