import { Problem } from '../../shared/files/http.ts';
import { neat, type Parameter, type Tool } from './tool.ts';

const LIST: Parameter = {
	name: 'numbers',
	description: 'Numbers with commas between',
	type: 'text',
	required: true,
	example: '1,2,3.5',
};

function listOf(text: string): readonly number[] {
	const numbers = text.split(',').map((each) => (each.trim() === '' ? NaN : Number(each)));
	if (numbers.some((number) => !Number.isFinite(number)))
		throw new Problem(422, 'These have to be numbers with commas between, such as 1,2,3.5.');
	return numbers;
}

export const calculate: Tool = {
	path: '/calculate',
	id: 'calculate',
	summary: 'Add, subtract, multiply or divide',
	parameters: [
		{ name: 'a', description: 'First number', type: 'number', required: true, example: 12 },
		{ name: 'b', description: 'Second number', type: 'number', required: true, example: 5 },
		{
			name: 'operation',
			description: 'add, subtract, multiply, divide or power',
			type: 'text',
			usual: 'add',
			example: 'add',
		},
	],
	example: { a: 12, b: 5, operation: 'add', result: 17 },
	run(input) {
		const [a, b, operation] = [input.number('a'), input.number('b'), input.text('operation')];
		const result = resultOf(a, b, operation);
		if (!Number.isFinite(result)) throw new Problem(422, 'This has no result that is a number.');
		return { a, b, operation, result: neat(result) };
	},
};

function resultOf(a: number, b: number, operation: string): number {
	switch (operation) {
		case 'add':
			return a + b;
		case 'subtract':
			return a - b;
		case 'multiply':
			return a * b;
		case 'divide':
			return a / b;
		case 'power':
			return a ** b;
		default:
			throw new Problem(422, 'operation has to be add, subtract, multiply, divide or power.');
	}
}

export const statistics: Tool = {
	path: '/statistics',
	id: 'getStatistics',
	summary: 'Sum, average, median, least and most',
	parameters: [LIST],
	example: { count: 3, sum: 6.5, average: 2.16666666667, median: 2, least: 1, most: 3.5 },
	run(input) {
		const numbers = listOf(input.text('numbers')).toSorted((a, b) => a - b);
		const sum = numbers.reduce((total, number) => total + number, 0);
		const middle = (numbers.length - 1) / 2;
		const median = ((numbers[Math.floor(middle)] ?? 0) + (numbers[Math.ceil(middle)] ?? 0)) / 2;
		const [least = 0, most = 0] = [numbers[0], numbers.at(-1)];
		return {
			count: numbers.length,
			sum: neat(sum),
			average: neat(sum / numbers.length),
			median,
			least,
			most,
		};
	},
};

export const prime: Tool = {
	path: '/prime',
	id: 'getPrime',
	summary: 'The nth prime number, and whether n is one',
	parameters: [
		{
			name: 'n',
			description: 'Which one',
			type: 'integer',
			required: true,
			least: 1,
			most: 10_000,
			example: 10,
		},
	],
	example: { n: 10, prime: 29, isPrime: false },
	run(input) {
		const n = input.number('n');
		const primes: number[] = [];
		for (let candidate = 2; primes.length < n; candidate++) if (isPrime(candidate)) primes.push(candidate);
		return { n, prime: primes[n - 1] ?? 2, isPrime: isPrime(n) };
	},
};

function isPrime(number: number): boolean {
	for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
	return number > 1;
}

export const fibonacci: Tool = {
	path: '/fibonacci',
	id: 'getFibonacci',
	summary: 'The nth Fibonacci number',
	parameters: [
		{
			name: 'n',
			description: 'Which one',
			type: 'integer',
			required: true,
			least: 0,
			most: 1000,
			example: 10,
		},
	],
	example: { n: 10, fibonacci: '55' },
	run(input) {
		let [a, b] = [0n, 1n];
		for (let step = 0; step < input.number('n'); step++) [a, b] = [b, a + b];
		return { n: input.number('n'), fibonacci: String(a) };
	},
};

export const factorial: Tool = {
	path: '/factorial',
	id: 'getFactorial',
	summary: 'n factorial',
	parameters: [
		{
			name: 'n',
			description: 'Up to which number',
			type: 'integer',
			required: true,
			least: 0,
			most: 500,
			example: 5,
		},
	],
	example: { n: 5, factorial: '120' },
	run(input) {
		let product = 1n;
		for (let factor = 2; factor <= input.number('n'); factor++) product *= BigInt(factor);
		return { n: input.number('n'), factorial: String(product) };
	},
};

const ROMAN = [
	[1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'],
	[50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
] as const; // prettier-ignore

export const roman: Tool = {
	path: '/roman',
	id: 'toRoman',
	summary: 'A number in Roman numerals',
	parameters: [
		{
			name: 'number',
			description: 'The number',
			type: 'integer',
			required: true,
			least: 1,
			most: 3999,
			example: 2026,
		},
	],
	example: { number: 2026, roman: 'MMXXVI' },
	run(input) {
		let rest = input.number('number');
		let text = '';
		for (const [value, letters] of ROMAN) for (; rest >= value; rest -= value) text += letters;
		return { number: input.number('number'), roman: text };
	},
};
