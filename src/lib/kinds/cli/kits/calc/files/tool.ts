import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, type Tool, UsageError } from '../../shared/files/cli.ts';
import { linesOf, tableOf } from '../../shared/files/table.ts';
import { evaluate } from './evaluate.ts';
import { factors, fibonacci, greatestDivisor, primes, shown, statistics } from './numbers.ts';

const commands: readonly Command[] = [
	{
		name: 'eval',
		usage: "'EXPRESSION'",
		help: "Calculate: '2*(3+4)^2', 'sqrt(2)', '15% * 80', '5!'. Without words, one expression per line; 'x = 3' keeps a name",
		run: evaluateAll,
	},
	{
		name: 'stats',
		usage: '[NUMBER…]',
		help: 'Sum, mean, median, least, largest and deviation of numbers',
		run: async (call) => {
			const numbers = await numbersOf(call);
			for (const [name, value] of Object.entries(statistics(numbers)))
				call.print(`${name.padEnd(10)} ${shown(Number(value))}`);
		},
	},
	{
		name: 'sum',
		usage: '[NUMBER…]',
		help: 'Add numbers up',
		run: async (call) => call.print(shown((await numbersOf(call)).reduce((sum, number) => sum + number, 0))),
	},
	{
		name: 'fibonacci',
		usage: '[COUNT]',
		help: 'The Fibonacci numbers',
		run: (call) => {
			for (const number of fibonacci(whole(call, 0, 20, 10_000))) call.print(String(number));
		},
	},
	{
		name: 'primes',
		usage: '[FROM] [TO]',
		help: 'Prime numbers (default: up to 100)',
		run: (call) => {
			const [a, b] = [
				whole(call, 0, 100, 10_000_000),
				call.words.length > 1 ? whole(call, 1, 100, 10_000_000) : undefined,
			];
			for (const prime of b === undefined ? primes(2, a) : primes(a, b)) call.print(String(prime));
		},
	},
	{
		name: 'factors',
		usage: 'NUMBER…',
		help: 'Prime factors, or what several numbers have in common',
		run: (call) => {
			call.word(0, 'The number');
			const numbers = call.words.map((_, index) => whole(call, index, 1, Number.MAX_SAFE_INTEGER));
			for (const number of numbers) call.print(`${number} = ${factors(number).join(' × ') || number}`);
			if (numbers.length > 1) call.print(`greatest common divisor: ${numbers.reduce(greatestDivisor)}`);
		},
	},
	{
		name: 'table',
		usage: '[SIZE]',
		help: 'A multiplication table (default: 10)',
		run: (call) => {
			const size = whole(call, 0, 10, 100);
			const row = (factor: number): string[] =>
				Array.from({ length: size }, (_, index) => String((index + 1) * factor));
			const rows = Array.from({ length: size }, (_, index) => [String(index + 1), ...row(index + 1)]);
			call.io.stdout.write(tableOf([['×', ...row(1)], ...rows]));
		},
	},
	{
		name: 'percent',
		usage: 'NUMBER of|to NUMBER',
		help: "Shares: '15 of 80' is how many percent, '80 to 100' is the change",
		run: percent,
	},
	{
		name: 'loan',
		usage: 'AMOUNT RATE YEARS',
		help: 'Monthly payment and interest of a loan; RATE in percent a year',
		run: loan,
	},
	{
		name: 'tip',
		usage: 'BILL',
		help: 'Tip, total and what each one pays',
		options: [
			{ name: 'percent', short: 'p', value: 'N', help: 'Tip in percent (default 15)' },
			{ name: 'people', short: 'n', value: 'N', help: 'How many share it (default 1)' },
		],
		run: (call) => {
			const bill = number(call, 0, 'The bill');
			const tip = (bill * call.count('percent', 15, 0)) / 100;
			call.print(
				`tip    ${tip.toFixed(2)}\ntotal  ${(bill + tip).toFixed(2)}\neach   ${((bill + tip) / call.count('people', 1)).toFixed(2)}`,
			);
		},
	},
	{
		name: 'roll',
		usage: '[DICE]',
		help: 'Roll dice: 2d6+1; "coin" tosses a coin',
		run: roll,
	},
];

export const tool: Tool = { ...about, commands, examples };

async function evaluateAll(call: Call): Promise<void> {
	if (call.words.length > 0) return call.print(shown(evaluate(call.words.join(' '))));
	const names = new Map<string, number>();
	for await (const line of call.io.stdin.lines()) {
		if (line.trim() === '') continue;
		const [, name, text = line] = /^\s*([A-Za-z_]\w*)\s*=\s*(.+)$/.exec(line) ?? [];
		const value = evaluate(text, names);
		names.set(name ?? 'ans', value);
		call.print(shown(value));
	}
}

async function numbersOf(call: Call): Promise<number[]> {
	const words =
		call.words.length > 0
			? call.words
			: linesOf(await call.io.stdin.text()).flatMap((line) => line.split(/[\s,;]+/));
	const numbers = words.filter(Boolean).map((word) => {
		const value = Number(word);
		if (Number.isNaN(value)) throw new UsageError(`"${word}" is not a number.`);
		return value;
	});
	if (numbers.length === 0) throw new UsageError('The numbers are missing.');
	return numbers;
}

function number(call: Call, index: number, what: string): number {
	const value = Number(call.word(index, what));
	if (Number.isNaN(value)) throw new UsageError(`"${call.words[index] ?? ''}" is not a number.`);
	return value;
}

function whole(call: Call, index: number, otherwise: number, most: number): number {
	const word = call.words[index];
	if (word === undefined) return otherwise;
	const value = Number(word);
	if (!Number.isInteger(value) || value < 1 || value > most)
		throw new UsageError(`"${word}" is no whole number from 1 to ${most}.`);
	return value;
}

function percent(call: Call): void {
	const [left, right] = [
		number(call, 0, 'The first number'),
		number(call, call.words.length > 2 ? 2 : 1, 'The second number'),
	];
	const isChange = call.words[1] === 'to';
	if ((isChange ? left : right) === 0) throw new UsageError('There is no share of zero.');
	const value = isChange ? ((right - left) / left) * 100 : (left / right) * 100;
	call.print(`${isChange && value > 0 ? '+' : ''}${shown(Number(value.toFixed(4)))} %`);
}

function loan(call: Call): void {
	const [amount, rate, years] = [
		number(call, 0, 'The amount'),
		number(call, 1, 'The rate'),
		number(call, 2, 'The number of years'),
	];
	if (amount <= 0 || rate < 0 || years <= 0) throw new UsageError('Amount and years must be above zero.');
	const [months, monthly] = [Math.round(years * 12), rate / 1200];
	const payment = monthly === 0 ? amount / months : (amount * monthly) / (1 - (1 + monthly) ** -months);
	call.print(
		`monthly   ${payment.toFixed(2)}\npaid      ${(payment * months).toFixed(2)}\ninterest  ${(payment * months - amount).toFixed(2)}`,
	);
}

function roll(call: Call): void {
	const text = call.words[0] ?? '1d6';
	const random = (sides: number): number =>
		Math.floor(((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32) * sides) + 1;
	if (text === 'coin') return call.print(random(2) === 1 ? 'heads' : 'tails');
	const [, count = '1', sides = '6', plus = '0'] = /^(\d{0,3})d(\d{1,5})([+-]\d+)?$/i.exec(text) ?? [];
	if (!/^\d{0,3}d\d/i.test(text) || Number(sides) < 1)
		throw new UsageError(`"${text}" is no dice such as 2d6+1.`);
	const rolled = Array.from({ length: Number(count || 1) }, () => random(Number(sides)));
	call.print(`${rolled.reduce((sum, each) => sum + each, 0) + Number(plus)}  (${rolled.join(', ')})`);
}
