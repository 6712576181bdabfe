import { Problem } from '../../shared/files/http.ts';
import type { Parameter, Tool } from './tool.ts';

const TEXT: Parameter = {
	name: 'text',
	description: 'The text',
	type: 'text',
	required: true,
	example: 'Hello, world',
};

export const hello: Tool = {
	path: '/hello',
	id: 'sayHello',
	summary: 'Say hello',
	parameters: [{ name: 'name', description: 'To whom', type: 'text', usual: 'world', example: 'Ada' }],
	example: { message: 'Hello, Ada!' },
	run: (input) => ({ message: `Hello, ${input.text('name')}!` }),
};

export const countWords: Tool = {
	path: '/count',
	id: 'countWords',
	summary: 'Count words, characters and lines',
	parameters: [TEXT],
	example: { words: 2, characters: 12, lines: 1, readingSeconds: 1 },
	run(input) {
		const text = input.text('text');
		const words = text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
		return {
			words,
			characters: [...text].length,
			lines: text === '' ? 0 : text.split('\n').length,
			readingSeconds: Math.ceil((words / 220) * 60),
		};
	},
};

export const slugify: Tool = {
	path: '/slugify',
	id: 'slugify',
	summary: 'Make a text fit for an address',
	parameters: [TEXT],
	example: { slug: 'hello-world' },
	run: (input) => ({
		slug: input
			.text('text')
			.normalize('NFD')
			.replace(/\p{M}/gu, '')
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-+|-+$/g, ''),
	}),
};

export const reverse: Tool = {
	path: '/reverse',
	id: 'reverse',
	summary: 'Turn a text round',
	parameters: [TEXT],
	example: { reversed: 'dlrow ,olleH' },
	run: (input) => ({ reversed: [...input.text('text')].reverse().join('') }),
};

export const palindrome: Tool = {
	path: '/palindrome',
	id: 'isPalindrome',
	summary: 'Whether a text reads the same backwards',
	parameters: [{ ...TEXT, example: 'Never odd or even' }],
	example: { isPalindrome: true },
	run(input) {
		const letters =
			input
				.text('text')
				.toLowerCase()
				.match(/[\p{L}\p{N}]/gu) ?? [];
		return { isPalindrome: letters.length > 0 && letters.join('') === letters.toReversed().join('') };
	},
};

export const letterCase: Tool = {
	path: '/case',
	id: 'changeCase',
	summary: 'A text in upper, lower and title case',
	parameters: [TEXT],
	example: { upper: 'HELLO, WORLD', lower: 'hello, world', title: 'Hello, World' },
	run(input) {
		const text = input.text('text');
		const title = text
			.toLowerCase()
			.replace(
				/(^|[^\p{L}\p{N}'’])(\p{L})/gu,
				(_, before: string, letter: string) => before + letter.toUpperCase(),
			);
		return { upper: text.toUpperCase(), lower: text.toLowerCase(), title };
	},
};

export const base64: Tool = {
	path: '/base64',
	id: 'encodeBase64',
	summary: 'Encode a text as Base64, or decode it',
	parameters: [
		{ ...TEXT, example: 'Hello' },
		{ name: 'decode', description: 'From Base64 to text', type: 'boolean', usual: false, example: false },
	],
	example: { result: 'SGVsbG8=' },
	run(input) {
		const text = input.text('text');
		return { result: input.is('decode') ? decode(text) : encode(text) };
	},
};

const encode = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

function decode(text: string): string {
	try {
		const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
			letter.charCodeAt(0),
		);
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Problem(422, 'This is not Base64 of a text.');
	}
}

export const validateEmail: Tool = {
	path: '/validate-email',
	id: 'validateEmail',
	summary: 'Whether an e-mail address is well formed',
	parameters: [
		{ name: 'email', description: 'The address', type: 'text', required: true, example: 'ada@example.com' },
	],
	example: { email: 'ada@example.com', isValid: true, reason: null },
	run(input) {
		const email = input.text('email').trim();
		const reason = faultOf(email);
		return { email, isValid: reason === null, reason };
	},
};

function faultOf(email: string): string | null {
	const at = email.lastIndexOf('@');
	if (at < 0) return 'There is no @.';
	const [local, domain] = [email.slice(0, at), email.slice(at + 1)];
	if (!/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/.test(local) || /^\.|\.\.|\.$/.test(local))
		return 'What is before the @ is not as it should be.';
	if (!/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i.test(domain))
		return 'What is after the @ is no domain.';
	return null;
}
