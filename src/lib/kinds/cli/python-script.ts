import { textOf, type Files } from '#lib/model/files.ts';
import { isPython } from './program.ts';
import launcher from './python-launcher.py?raw';

/** A tool in Python as one file: its own text where that is all of it, else a launcher that carries everything. */
export function pythonScript(files: Files, entry: string): string {
	const sources = [...files].filter(([path]) => isPython(path) && !path.startsWith('data/'));
	const data = [...files].filter(([path]) => path.startsWith('data/'));
	if (sources.length === 1 && data.length === 0) return textOf(files.get(entry)) ?? '';
	return launcher
		.replace("ENTRY = ''", () => `ENTRY = ${JSON.stringify(entry)}`)
		.replace('SOURCES = {}', () => `SOURCES = ${literal(sources, (content) => textOf(content) ?? '')}`)
		.replace('DATA = {}', () => `DATA = ${literal(data, base64Of)}`);
}

type Entry = readonly [path: string, content: string | Uint8Array];

/** Texts of JSON are texts of Python. */
function literal(entries: readonly Entry[], textIn: (content: Entry[1]) => string): string {
	const lines = entries.map(
		([path, content]) => `    ${JSON.stringify(path)}: ${JSON.stringify(textIn(content))},\n`,
	);
	return `{\n${lines.join('')}}`;
}

function base64Of(content: Entry[1]): string {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
