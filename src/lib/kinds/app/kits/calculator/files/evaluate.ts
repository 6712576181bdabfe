/*
 * expression = term { ("+" | "-") term }
 * term       = factor { ("*" | "/") factor }
 * factor     = [ "-" ] ( number | "(" expression ")" ) { "%" }
 */

/** The value of "2 × (3 + 4)"; undefined while the expression is unfinished or wrong. */
export function evaluate(text: string): number | undefined {
	const tokens = text
		.replaceAll('×', '*')
		.replaceAll('÷', '/')
		.replaceAll('−', '-')
		.replaceAll(',', '.')
		.match(/\d+\.?\d*(?:e[+-]?\d+)?|\.\d+|[-+*/()%]|\S/gi);
	if (!tokens) return undefined;
	let position = 0;
	const take = (wanted: string): string | undefined => {
		const token = tokens[position];
		if (token === undefined || !wanted.includes(token)) return undefined;
		position++;
		return token;
	};

	function expression(): number {
		let value = term();
		for (let sign = take('+-'); sign; sign = take('+-')) value += sign === '+' ? term() : -term();
		return value;
	}
	function term(): number {
		let value = factor();
		for (let sign = take('*/'); sign; sign = take('*/'))
			value = sign === '*' ? value * factor() : value / factor();
		return value;
	}
	function factor(): number {
		const sign = take('-') ? -1 : 1;
		let value: number;
		if (take('(')) {
			value = expression();
			if (!take(')')) return NaN;
		} else value = Number(tokens?.[position++]);
		while (take('%')) value /= 100;
		return sign * value;
	}

	const value = expression();
	return position === tokens.length && Number.isFinite(value) ? value : undefined;
}
