import { about, examples } from '../../shared/files/about.ts';
import { type Call, type Command, Failure, type Tool, UsageError } from '../../shared/files/cli.ts';
import { CODES, fromBase64, toHex } from './codes.ts';
import { md5 } from './md5.ts';

const NAMES = Object.keys(CODES);
const FILE = { name: 'file', short: 'f', value: 'FILE', help: 'Read a file instead of words or the input' };
const HASHES = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];

const commands: readonly Command[] = [
	{ name: 'encode', usage: `${NAMES.join('|')} [TEXT…]`, help: 'Write text in a code', options: [FILE], run: (call) => code(call, 'encode') },
	{ name: 'decode', usage: `${NAMES.join('|')} [TEXT…]`, help: 'Read text in a code', options: [FILE], run: (call) => code(call, 'decode') },
	{
		name: 'hash',
		usage: `${HASHES.join('|')} [TEXT…]`,
		help: 'Checksum of text or a file',
		options: [FILE, { name: 'expect', short: 'e', value: 'HASH', help: 'Compare; exit code 1 when it differs' }],
		run: hash,
	},
	{ name: 'jwt', usage: '[TOKEN]', help: 'What stands in a JSON Web Token; its signature is not checked', run: jwt },
	{ name: 'uuid', usage: '[NUMBER]', help: 'Random UUIDs', run: (call) => {
		for (let made = 0; made < Number(call.words[0] ?? 1); made++) call.print(crypto.randomUUID());
	} },
	{ name: 'inspect', usage: '[TEXT…]', help: 'Each sign with its code point and its bytes', options: [FILE], run: async (call) => {
		for (const sign of new TextDecoder().decode(await input(call, 0))) {
			const point = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
			call.print(`${JSON.stringify(sign)}\tU+${point}\t${toHex(new TextEncoder().encode(sign), ' ')}`);
		}
	} },
]; // prettier-ignore

export const tool: Tool = { ...about, commands, examples };

/** Bytes of a file, of the words, or of the input without its last line break. */
async function input(call: Call, from: number): Promise<Uint8Array> {
	const file = call.value('file');
	if (file !== undefined) return call.io.files.readBytes(file);
	const words = call.words.slice(from);
	const text = words.length > 0 ? words.join(' ') : (await call.io.stdin.text()).replace(/\r?\n$/, '');
	return new TextEncoder().encode(text);
}

async function code(call: Call, way: 'encode' | 'decode'): Promise<void> {
	const chosen = CODES[call.word(0, 'The code')];
	if (!chosen) throw new UsageError(`The code must be one of ${NAMES.join(', ')}.`);
	const bytes = await input(call, 1);
	if (way === 'encode') return call.print(chosen.encode(bytes));
	const decoded = chosen.decode(new TextDecoder().decode(bytes).trim());
	if (!decoded) throw new Failure(`This is not ${call.words[0] ?? ''}.`);
	call.print(new TextDecoder().decode(decoded));
}

async function hash(call: Call): Promise<number> {
	const name = call.word(0, 'The name of the hash').toLowerCase().replace('sha-', 'sha');
	if (!HASHES.includes(name)) throw new UsageError(`The hash must be one of ${HASHES.join(', ')}.`);
	const bytes = await input(call, 1);
	const digest =
		name === 'md5'
			? md5(bytes)
			: new Uint8Array(await crypto.subtle.digest(name.replace('sha', 'SHA-'), bytes.slice()));
	const text = toHex(digest);
	const expected = call.value('expect')?.trim().toLowerCase();
	call.print(text);
	if (expected === undefined || expected === text) return 0;
	throw new Failure(`The hash differs from ${expected}.`);
}

async function jwt(call: Call): Promise<void> {
	const token = new TextDecoder().decode(await input(call, 0)).trim();
	const parts = token
		.split('.')
		.slice(0, 2)
		.map((part) => fromBase64(part));
	const [head, body] = parts;
	if (!head || !body)
		throw new Failure('This is no JSON Web Token: it needs three parts with dots between them.');
	for (const part of [head, body])
		call.print(JSON.stringify(JSON.parse(new TextDecoder().decode(part)), null, 2));
}
