import { LineCounter, parse, parseDocument, stringify } from 'yaml';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { isRecord } from './values.ts';

/** Above this a text is not a document that anybody wrote: 32 million characters. */
const MAX_CHARACTERS = 32_000_000;

/** JSON or YAML as an object. Fails with `openapi-invalid`, naming the line where it can. */
export function parseText(text: string): Result<Record<string, unknown>, Problem> {
	if (text.length > MAX_CHARACTERS) return invalid('The document is larger than 32 MB.');
	const trimmed = text.replace(/^\uFEFF/, '');
	if (trimmed.trim() === '') return invalid('The document is empty.');
	const parsed = /^\s*[{[]/.test(trimmed) ? parseBraces(trimmed) : parseYaml(trimmed);
	if (!parsed.ok) return parsed;
	if (isRecord(parsed.value)) return ok(parsed.value);
	return invalid('The text is not an OpenAPI document: line 1 is not the start of an object.');
}

/** The document as YAML, or the text itself where it is no JSON. */
export function toYaml(text: string): string {
	const parsed = parseText(text);
	if (!parsed.ok || !/^\s*[{[]/.test(text)) return text;
	return stringify(parsed.value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The document as indented JSON, or the text itself where it cannot be read. */
export function toJson(text: string): string {
	const parsed = parseText(text);
	return parsed.ok ? `${JSON.stringify(parsed.value, null, 2)}\n` : text;
}

/** Braces are JSON nearly always; YAML's flow style is tried before the text is given up. */
function parseBraces(text: string): Result<unknown, Problem> {
	try {
		return ok(JSON.parse(text));
	} catch (error) {
		const yaml = text.length < 200_000 ? parseYaml(text) : undefined;
		return yaml?.ok ? yaml : invalid(`The document is not valid JSON${lineOf(text, error)}.`, String(error));
	}
}

function lineOf(text: string, error: unknown): string {
	const position = /position (\d+)/.exec(String(error))?.[1];
	if (position === undefined) return text.length < 200_000 ? yamlLine(text) : '';
	return `: line ${text.slice(0, Number(position)).split('\n').length}`;
}

function parseYaml(text: string): Result<unknown, Problem> {
	try {
		return ok(parse(text, { ...YAML_OPTIONS, logLevel: 'error' }));
	} catch (error) {
		return invalid(`The document is not valid YAML${yamlLine(text)}.`, String(error));
	}
}

function yamlLine(text: string): string {
	const lineCounter = new LineCounter();
	const [error] = parseDocument(text, { ...YAML_OPTIONS, lineCounter }).errors;
	return error ? `: line ${lineCounter.linePos(error.pos[0]).line}` : '';
}

/** Vendors repeat keys; the last one counts, as in JSON. */
const YAML_OPTIONS = { uniqueKeys: false, maxAliasCount: 1_000 } as const;

const invalid = (message: string, detail?: string): Result<never, Problem> =>
	err({ type: 'openapi-invalid', message, ...(detail === undefined ? {} : { detail }) });
