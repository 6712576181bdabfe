import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, Failure, type Tool, UsageError } from '../../shared/files/cli.ts';
import { linesOf } from '../../shared/files/table.ts';
import { baseOf, colourNotations, fromRoman, inBase, inWords, readColour, toRoman } from './numerals.ts';
import { convert, findUnit, SORTS } from './units.ts';

const DIGITS = {
	name: 'digits',
	short: 'd',
	value: 'N',
	help: 'Digits after the point (default: as many as say something)',
};

const commands: readonly Command[] = [
	{
		name: 'convert',
		usage: 'NUMBER UNIT to UNIT',
		help: 'Lengths, weights, temperatures and more: 5 mi to km. Without words, one wish per line of the input',
		options: [DIGITS],
		run: async (call) => {
			const wishes = call.words.length > 0 ? [call.words.join(' ')] : linesOf(await call.io.stdin.text());
			for (const wish of wishes) if (wish.trim() !== '') call.print(converted(call, wish));
		},
	},
	{
		name: 'units',
		usage: '[SORT]',
		help: 'All units, or those of one sort',
		run: (call) => {
			const wanted = call.words[0];
			if (wanted !== undefined && !SORTS[wanted])
				throw new UsageError(`There is no sort "${wanted}". There are: ${Object.keys(SORTS).join(', ')}.`);
			for (const [sort, units] of Object.entries(SORTS))
				if (wanted === undefined || wanted === sort)
					call.print(
						`${sort}: ${units.map(({ name, symbols }) => `${name} (${symbols[0] ?? ''})`).join(', ')}`,
					);
		},
	},
	{
		name: 'money',
		usage: 'AMOUNT FROM to TO',
		help: 'Currencies by rates that you give, or keep with "rate"',
		options: [{ name: 'rate', short: 'r', value: 'N', help: 'How many TO one FROM is' }],
		run: money,
	},
	{
		name: 'rate',
		usage: '[FROM TO NUMBER]',
		help: 'Keep a rate in rates.json, or show those that are kept',
		run: rate,
	},
	{
		name: 'base',
		usage: 'NUMBER…',
		help: 'Numbers in another base; 0x, 0b and 0o are understood',
		options: [
			{ name: 'from', short: 'f', value: 'N', help: 'Base it is written in, 2 to 36' },
			{ name: 'to', short: 't', value: 'N', help: 'Only this base (default: 2, 8, 10 and 16)' },
		],
		run: base,
	},
	{
		name: 'roman',
		usage: 'NUMBER…',
		help: 'Roman numerals, both ways',
		run: (call) => {
			call.word(0, 'The number');
			for (const word of call.words)
				call.print(/^\d+$/.test(word) ? toRoman(Number(word)) : String(fromRoman(word)));
		},
	},
	{
		name: 'words',
		usage: 'NUMBER…',
		help: 'Numbers in English words',
		run: (call) => {
			call.word(0, 'The number');
			for (const word of call.words) call.print(inWords(Number(word)));
		},
	},
	{
		name: 'colour',
		usage: 'COLOUR',
		help: 'A colour as #hex, rgb() and hsl()',
		run: (call) => {
			for (const text of Object.values(
				colourNotations(readColour(call.word(0, 'The colour') + call.words.slice(1).join(''))),
			))
				call.print(text);
		},
	},
];

export const tool: Tool = { ...about, commands, examples };

function converted(call: Call, wish: string): string {
	const match = /^\s*(-?[\d.,]+(?:e-?\d+)?)\s*(.+?)\s+(?:to|in|as|->|=)\s+(.+?)\s*$/i.exec(wish);
	if (!match) throw new UsageError(`"${wish}" cannot be read. Write for example: 5 mi to km.`);
	const value = Number((match[1] ?? '').replace(/,(?=\d{3}\b)/g, '').replace(',', '.'));
	const [from, to] = [known(match[2] ?? ''), known(match[3] ?? '')];
	if (from.sort !== to.sort)
		throw new Failure(`${from.unit.name} is a unit of ${from.sort}, ${to.unit.name} one of ${to.sort}.`);
	const result = convert(value, from.unit, to.unit);
	const text = call.has('digits')
		? result.toFixed(call.count('digits', 2, 0))
		: String(Number(result.toPrecision(8)));
	return `${value} ${from.unit.symbols[0] ?? ''} = ${text} ${to.unit.symbols[0] ?? ''}`;
}

function known(text: string): NonNullable<ReturnType<typeof findUnit>> {
	const found = findUnit(text);
	if (!found) throw new UsageError(`There is no unit "${text}". "units" lists all.`);
	return found;
}

async function rates(call: Call): Promise<Record<string, number>> {
	const text = await call.io.files.read('rates.json').catch(() => '{}');
	const value: unknown = JSON.parse(text);
	const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	return Object.fromEntries(
		entries.flatMap(([name, number]) => (typeof number === 'number' ? [[name, number]] : [])),
	);
}

async function rate(call: Call): Promise<void> {
	const kept = await rates(call);
	const [from, to, number] = call.words.filter((word) => word !== 'to');
	if (from === undefined || to === undefined || number === undefined) {
		for (const [name, value] of Object.entries(kept)) call.print(`${name.replace(':', ' to ')}: ${value}`);
		if (Object.keys(kept).length === 0)
			call.print('No rates are kept yet. Write for example: rate EUR USD 1.1');
		return;
	}
	if (!(Number(number) > 0)) throw new UsageError(`"${number}" is no rate.`);
	const name = `${from.toUpperCase()}:${to.toUpperCase()}`;
	await call.io.files.write(
		'rates.json',
		`${JSON.stringify({ ...kept, [name]: Number(number) }, null, 2)}\n`,
	);
	call.print(`1 ${from.toUpperCase()} = ${number} ${to.toUpperCase()}`);
}

async function money(call: Call): Promise<void> {
	const [amount, from = '', to = ''] = call.words
		.filter((word) => word !== 'to')
		.map((word) => word.toUpperCase());
	if (from === '' || to === '' || Number.isNaN(Number(amount)))
		throw new UsageError('Write for example: money 20 EUR to USD --rate 1.1');
	const kept = await rates(call);
	const back = kept[`${to}:${from}`];
	const factor = call.has('rate')
		? Number(call.value('rate'))
		: (kept[`${from}:${to}`] ?? (back === undefined ? NaN : 1 / back));
	if (!(factor > 0))
		throw new Failure(
			`No rate from ${from} to ${to} is kept. Give one: --rate 1.1, or: rate ${from} ${to} 1.1`,
		);
	call.print(`${Number(amount).toFixed(2)} ${from} = ${(Number(amount) * factor).toFixed(2)} ${to}`);
}

function base(call: Call): void {
	call.word(0, 'The number');
	for (const [name, least] of [
		['from', 2],
		['to', 2],
	] as const)
		if (call.count(name, 10, least) > 36) throw new UsageError(`--${name} needs a base from 2 to 36.`);
	for (const word of call.words) {
		const from = call.count('from', baseOf(word), 2);
		if (call.has('to')) call.print(inBase(word, from, call.count('to', 10, 2)));
		else
			for (const [name, to] of [
				['binary', 2],
				['octal', 8],
				['decimal', 10],
				['hexadecimal', 16],
			] as const)
				call.print(`${name.padEnd(12)} ${inBase(word, from, to)}`);
	}
}
