import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, type Option, type Tool, UsageError } from '../../shared/files/cli.ts';
import { below, pick, shuffle } from './random.ts';
import { bitsText, strengthOf } from './strength.ts';
import { WORDS } from './word-list.ts';

const NUMBER: Option = { name: 'number', short: 'n', value: 'N', help: 'How many (default 1)' };
const SETS = { lower: 'abcdefghijklmnopqrstuvwxyz', upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', digits: '0123456789', symbols: '!#$%&*+-=?@^_~' } as const; // prettier-ignore

const commands: readonly Command[] = [
	{
		name: 'new',
		help: 'Random passwords',
		options: [
			{ name: 'length', short: 'l', value: 'N', help: 'Letters of a password (default 20)' },
			NUMBER,
			{ name: 'no-symbols', help: 'Only letters and digits' },
			{ name: 'no-upper', help: 'No capital letters' },
			{ name: 'no-digits', help: 'No digits' },
			{ name: 'clear', short: 'c', help: 'No signs that look alike, such as l, 1, O and 0' },
		],
		run: passwords,
	},
	{
		name: 'phrase',
		help: 'Passphrases of words that can be remembered',
		options: [
			{ name: 'words', short: 'w', value: 'N', help: 'Words of a phrase (default 6)' },
			{ name: 'separator', short: 's', value: 'TEXT', help: 'What stands between words (default -)' },
			{ name: 'capital', help: 'Each word with a capital letter' },
			NUMBER,
		],
		run: (call) => {
			const words = call.count('words', 6);
			for (let made = 0; made < call.count('number', 1); made++) {
				const chosen = Array.from({ length: words }, () => pick(WORDS));
				const shown = call.has('capital')
					? chosen.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
					: chosen;
				call.print(shown.join(call.value('separator') ?? '-'));
			}
			call.io.stderr.write(`${bitsText(words * Math.log2(WORDS.length))}\n`);
		},
	},
	{
		name: 'pin',
		help: 'Random digits',
		options: [{ name: 'length', short: 'l', value: 'N', help: 'Digits (default 6)' }, NUMBER],
		run: (call) => {
			for (let made = 0; made < call.count('number', 1); made++)
				call.print(Array.from({ length: call.count('length', 6) }, () => String(below(10))).join(''));
		},
	},
	{
		name: 'token',
		help: 'Random bytes as hexadecimal, or a UUID',
		options: [
			{ name: 'bytes', short: 'b', value: 'N', help: 'Bytes (default 32)' },
			{ name: 'uuid', short: 'u', help: 'A UUID instead' },
			NUMBER,
		],
		run: (call) => {
			for (let made = 0; made < call.count('number', 1); made++)
				call.print(call.has('uuid') ? crypto.randomUUID() : hex(call.count('bytes', 32)));
		},
	},
	{
		name: 'check',
		usage: '[PASSWORD]',
		help: 'How hard a password is to guess; exit code 1 when it is weak. Better through a pipe than as a word',
		run: async (call) => {
			const password = call.words[0] ?? (await call.io.stdin.text()).replace(/\r?\n$/, '');
			if (password === '') throw new UsageError('The password is missing.');
			const { bits, hints } = strengthOf(password);
			call.print(bitsText(bits));
			for (const hint of hints) call.print(`- ${hint}`);
			return bits < 50 ? 1 : 0;
		},
	},
];

export const tool: Tool = { ...about, commands, examples };

const hex = (bytes: number): string =>
	Array.from(crypto.getRandomValues(new Uint8Array(Math.min(bytes, 65_536))), (byte) =>
		byte.toString(16).padStart(2, '0'),
	).join('');

function passwords(call: Call): void {
	const length = call.count('length', 20, 4);
	const sets = [
		SETS.lower,
		...(call.has('no-upper') ? [] : [SETS.upper]),
		...(call.has('no-digits') ? [] : [SETS.digits]),
		...(call.has('no-symbols') ? [] : [SETS.symbols]),
	].map((set) => [...(call.has('clear') ? set.replace(/[l1IO0|o]/g, '') : set)]);
	const all = sets.flat();
	for (let made = 0; made < call.count('number', 1); made++) {
		// One sign of each sort, since many sites demand it; the rest from all.
		const signs = [...sets.map(pick), ...Array.from({ length }, () => pick(all))].slice(0, length);
		call.print(shuffle(signs).join(''));
	}
	call.io.stderr.write(`${bitsText(length * Math.log2(all.length))}\n`);
}
