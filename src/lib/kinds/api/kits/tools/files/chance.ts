import { Problem } from '../../shared/files/http.ts';
import type { Tool } from './tool.ts';

/** A whole number from `least` to `most`, each as likely as the other. */
function chance(least: number, most: number): number {
	const count = most - least + 1;
	const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
	return least + Math.floor(((high * 2 ** 21 + (low >>> 11)) / 2 ** 53) * count);
}

export const dice: Tool = {
	path: '/roll',
	id: 'rollDice',
	summary: 'Roll dice',
	parameters: [
		{
			name: 'sides',
			description: 'Sides of each',
			type: 'integer',
			usual: 6,
			least: 2,
			most: 1000,
			example: 6,
		},
		{ name: 'count', description: 'How many', type: 'integer', usual: 1, least: 1, most: 100, example: 2 },
	],
	example: { rolls: [3, 5], total: 8 },
	run(input) {
		const rolls = Array.from({ length: input.number('count') }, () => chance(1, input.number('sides')));
		return { rolls, total: rolls.reduce((sum, roll) => sum + roll, 0) };
	},
};

export const coin: Tool = {
	path: '/flip',
	id: 'flipCoin',
	summary: 'Flip a coin',
	parameters: [],
	example: { side: 'heads' },
	run: () => ({ side: chance(0, 1) === 0 ? 'heads' : 'tails' }),
};

export const randomNumber: Tool = {
	path: '/number',
	id: 'getRandomNumber',
	summary: 'A random whole number',
	parameters: [
		{
			name: 'least',
			description: 'Smallest',
			type: 'integer',
			usual: 1,
			least: -1e12,
			most: 1e12,
			example: 1,
		},
		{
			name: 'most',
			description: 'Largest',
			type: 'integer',
			usual: 100,
			least: -1e12,
			most: 1e12,
			example: 100,
		},
	],
	example: { number: 42 },
	run(input) {
		const [least, most] = [input.number('least'), input.number('most')];
		if (least > most) throw new Problem(422, '"least" is greater than "most".');
		return { number: chance(least, most) };
	},
};

export const uuid: Tool = {
	path: '/uuid',
	id: 'getUuid',
	summary: 'New UUIDs (version 4)',
	parameters: [
		{ name: 'count', description: 'How many', type: 'integer', usual: 1, least: 1, most: 1000, example: 1 },
	],
	example: { uuids: ['9b2d7a52-3c58-4c3e-9f0e-5d1f3a6b7c8d'] },
	run: (input) => ({ uuids: Array.from({ length: input.number('count') }, newUuid) }),
};

/** `crypto.randomUUID` is missing where the page was not loaded securely. */
function newUuid(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const SYMBOLS = '!#$%&*+-=?@_';

export const password: Tool = {
	path: '/password',
	id: 'getPassword',
	summary: 'A new password',
	parameters: [
		{ name: 'length', description: 'How long', type: 'integer', usual: 16, least: 4, most: 128, example: 16 },
		{ name: 'symbols', description: 'With symbols', type: 'boolean', usual: true, example: true },
	],
	example: { password: 'kV7#mTq2_Rx9Wd4z', bits: 97 },
	run(input) {
		const letters = input.is('symbols') ? LETTERS + SYMBOLS : LETTERS;
		const length = input.number('length');
		const text = Array.from({ length }, () => letters[chance(0, letters.length - 1)]).join('');
		return { password: text, bits: Math.floor(length * Math.log2(letters.length)) };
	},
};

export const pick: Tool = {
	path: '/pick',
	id: 'pickOne',
	summary: 'Pick one of several',
	parameters: [
		{
			name: 'from',
			description: 'What to pick from, with commas between',
			type: 'text',
			required: true,
			example: 'pizza, salad, soup',
		},
	],
	example: { picked: 'soup', of: 3 },
	run(input) {
		const choices = input
			.text('from')
			.split(',')
			.map((each) => each.trim())
			.filter(Boolean);
		const picked = choices[chance(0, choices.length - 1)];
		if (picked === undefined) throw new Problem(422, 'There is nothing to pick from.');
		return { picked, of: choices.length };
	},
};
