import { textOf, type Files } from '#lib/model/files.ts';
import { check as checkAll } from '../check.ts';
import type { FileProblem } from '../kind.ts';

const DOCUMENT = 'openapi.yaml';
const ENTRY = 'src/index.ts';

/** What every kind checks, and: a document that says OpenAPI 3.1 and names paths, and an entry that exports its program. */
export function check(files: Files): readonly FileProblem[] {
	return [...checkAll(files), ...documentProblems(files), ...entryProblems(files)];
}

/** Reads lines, not YAML: this is loaded with the list of kits on home, where a YAML reader would weigh too much. */
function documentProblems(files: Files): readonly FileProblem[] {
	const text = textOf(files.get(DOCUMENT));
	if (text === undefined)
		return [problem(DOCUMENT, `${DOCUMENT} is missing.`, { action: `Describe the API in ${DOCUMENT}` })];
	if (text.trimStart().startsWith('{')) return jsonProblems(text);
	const lines = text.split(/\r?\n/);
	const tab = lines.findIndex((line) => /^ *\t/.test(line));
	if (tab >= 0) return [problem(DOCUMENT, 'YAML is indented with spaces, not with tabs.', { line: tab + 1 })];
	const versionLine = lines.findIndex((line) => /^openapi\s*:/.test(line));
	const version = /^openapi\s*:\s*["']?([\d.]+)/.exec(lines[versionLine] ?? '')?.[1] ?? '';
	return [
		...(isVersion(version) ? [] : [problem(DOCUMENT, VERSION, { line: Math.max(versionLine, 0) + 1 })]),
		...(hasPaths(lines) ? [] : [problem(DOCUMENT, PATHS, {})]),
	];
}

const VERSION = 'The document has to begin with "openapi: 3.1.0".';
const PATHS = 'The document describes no path: under "paths:" each begins with "/".';

const isVersion = (version: string): boolean => /^3\.1\.\d+$/.test(version);

function hasPaths(lines: readonly string[]): boolean {
	const start = lines.findIndex((line) => /^paths\s*:/.test(line));
	if (start < 0) return false;
	const end = lines.findIndex((line, index) => index > start && /^[^\s#]/.test(line));
	return lines
		.slice(start, end < 0 ? undefined : end)
		.some((line) => /^\s+["']?\/|^paths\s*:\s*\{\s*["']?\//.test(line));
}

function jsonProblems(text: string): readonly FileProblem[] {
	try {
		const value: unknown = JSON.parse(text);
		const document =
			typeof value === 'object' && value !== null
				? new Map(Object.entries(value))
				: new Map<string, unknown>();
		const paths: unknown = document.get('paths');
		return [
			...(isVersion(String(document.get('openapi'))) ? [] : [problem(DOCUMENT, VERSION, {})]),
			...(paths && Object.keys(paths).length > 0 ? [] : [problem(DOCUMENT, PATHS, {})]),
		];
	} catch (error) {
		return [
			problem(
				DOCUMENT,
				`This is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`,
				{},
			),
		];
	}
}

function entryProblems(files: Files): readonly FileProblem[] {
	const text = textOf(files.get(ENTRY));
	if (text === undefined || /^\s*export\s+default\b|\bas\s+default\b/m.test(text)) return [];
	const message = `${ENTRY} has no default export: it has to export { fetch } or a Hono app.`;
	return [{ type: 'entry-invalid', path: ENTRY, message }];
}

const problem = (
	path: string,
	message: string,
	more: { readonly line?: number; readonly action?: string },
): FileProblem => ({ type: 'openapi-invalid', path, message, ...more });
