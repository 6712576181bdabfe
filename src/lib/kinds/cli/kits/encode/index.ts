import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Base64, hex, URL, HTML, Morse and ROT13, both ways; checksums, UUIDs and JSON Web Tokens. */
export const encode: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Encodes and decodes Base64, hex, URL, HTML, Morse and ROT13; makes checksums and UUIDs.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				...new Set([
					...Object.entries({ morse: /morse/i, url: /\burl\b/i, hex: /\bhex/i, rot13: /rot13|caesar/i, html: /html/i }).flatMap(([code, words]) => (words.test(spec.sentence) ? [`encode ${code} "Hello & bye"`] : [])),
					...(/hash|checksum|sha|md5/i.test(spec.sentence) ? ['hash sha256 --file data/message.txt'] : []),
					...(/uuid/i.test(spec.sentence) ? ['uuid 3'] : []),
					'encode base64 "Hello, world"',
					'decode base64 SGVsbG8sIHdvcmxk',
					'cat data/message.txt | NAME encode base64 | NAME decode base64',
					'hash sha256 --file data/message.txt',
					'uuid 3',
				]),
			],
		}),
}; // prettier-ignore
