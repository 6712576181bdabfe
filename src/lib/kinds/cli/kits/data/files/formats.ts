import { Failure } from '../../shared/files/cli.ts';
import { fromObjects, parseCsv, toCsv, toObjects, typed } from '../../shared/files/csv.ts';
import { isRecord } from './query.ts';
import { parseYaml, toYaml } from './yaml.ts';

export const FORMATS: readonly string[] = ['json', 'yaml', 'csv', 'tsv', 'jsonl', 'ini'];

/** The format of a file, by its name and then by what it looks like. */
export function formatOf(path: string, text: string): string {
	const ending =
		/\.(\w+)$/.exec(path)?.[1]?.toLowerCase().replace('yml', 'yaml').replace('ndjson', 'jsonl') ?? '';
	if (FORMATS.includes(ending)) return ending;
	if (/^\s*\{.*\}\s*\n\s*\{/.test(text)) return 'jsonl';
	if (/^\s*["[{]/.test(text)) return 'json';
	if (/^\s*\[[^\]]+\]\s*$/m.test(text)) return 'ini';
	if (/^(?:---|\s*#|\s*- |\s*[\w-]+\s*:(?:\s|$))/.test(text)) return 'yaml';
	return text.includes('\t') ? 'tsv' : /[,;]/.test(text) ? 'csv' : 'json';
}

/** Reads text of a format. Fails with the place of the mistake. */
export function parse(text: string, format: string): unknown {
	switch (format) {
		case 'yaml':
			return parseYaml(text);
		case 'csv':
			return toObjects(parseCsv(text));
		case 'tsv':
			return toObjects(parseCsv(text, '\t'));
		case 'jsonl':
			return text
				.split(/\r?\n/)
				.flatMap((line, index) => (line.trim() === '' ? [] : [parseJson(line, index)]));
		case 'ini':
			return parseIni(text);
		default:
			return parseJson(text, 0);
	}
}

function parseJson(text: string, line: number): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const offset = /position (\d+)/.exec(message)?.[1];
		const before = text.slice(0, offset === undefined ? text.length : Number(offset)).split('\n');
		const column = (before.at(-1)?.length ?? 0) + 1;
		const what = message.replace(/ in JSON.*| \(line.*| is not valid JSON.*/s, '');
		throw new Failure(`Line ${line + before.length}, column ${column}: this is not valid JSON (${what}).`);
	}
}

function parseIni(text: string): unknown {
	const root: Record<string, unknown> = {};
	let section = root;
	for (const [index, whole] of text.split(/\r?\n/).entries()) {
		const line = whole.trim();
		if (line === '' || /^[;#]/.test(line)) continue;
		const name = /^\[([^\]]+)\]$/.exec(line)?.[1];
		if (name !== undefined) {
			section = {};
			root[name.trim()] = section;
			continue;
		}
		const at = line.indexOf('=');
		if (at < 0) throw new Failure(`Line ${index + 1}: "${line}" is neither [section] nor name=value.`);
		section[line.slice(0, at).trim()] = typed(
			line
				.slice(at + 1)
				.trim()
				.replace(/^"(.*)"$/, '$1'),
		);
	}
	return root;
}

/** Data as text of a format, with a line break at the end. */
export function print(value: unknown, format: string): string {
	switch (format) {
		case 'yaml':
			return toYaml(value);
		case 'csv':
			return toCsv(fromObjects(objectsOf(value)));
		case 'tsv':
			return toCsv(fromObjects(objectsOf(value)), '\t');
		case 'jsonl':
			return (Array.isArray(value) ? value : [value]).map((item) => `${JSON.stringify(item)}\n`).join('');
		case 'ini':
			return toIni(value);
		default:
			return `${JSON.stringify(value, null, 2)}\n`;
	}
}

function objectsOf(value: unknown): object[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	return list.map((item) => (isRecord(item) ? item : { value: item }));
}

function toIni(value: unknown): string {
	if (!isRecord(value))
		throw new Failure('INI holds names and values, and this is a list or a single value.');
	const plain = Object.entries(value).filter(([, each]) => !isRecord(each));
	const sections = Object.entries(value).filter(([, each]) => isRecord(each));
	const line = ([name, each]: readonly [string, unknown]): string =>
		`${name}=${typeof each === 'object' && each !== null ? JSON.stringify(each) : String(each ?? '')}\n`;
	return [
		plain.map(line).join(''),
		...sections.map(([name, each]) => `[${name}]\n${Object.entries(isRecord(each) ? each : {}).map(line).join('')}`),
	].filter(Boolean).join('\n'); // prettier-ignore
}
