import type * as z from 'zod/mini';
import { textOf, type Files } from '#lib/model/files.ts';
import { MANIFEST_PATH, manifestSchema, SPEC_PATH, type Manifest } from '#lib/model/manifest.ts';
import { specSchema } from '#lib/model/spec.ts';
import type { FileProblem } from './kind.ts';
import { importsOf, type SourceImport } from '#lib/model/imports.ts';

/** npm packages that a creation can import without adding them: they come with the product. */
export const VENDORED: readonly string[] = [
	'react',
	'react/jsx-runtime',
	'react-dom',
	'react-dom/client',
	'svelte',
	'svelte/animate',
	'svelte/attachments',
	'svelte/easing',
	'svelte/events',
	'svelte/internal/client',
	'svelte/internal/disclose-version',
	'svelte/internal/flags/async',
	'svelte/internal/flags/legacy',
	'svelte/internal/flags/tracing',
	'svelte/legacy',
	'svelte/motion',
	'svelte/reactivity',
	'svelte/reactivity/window',
	'svelte/store',
	'svelte/transition',
	'hono',
	'hono/cors',
	'hono/http-exception',
	'hono/logger',
	'hono/validator',
	'zod',
	'zod/mini',
	'chart.js',
	'chart.js/auto',
	'chart.js/helpers',
	'@tailwindcss/browser',
];

/** What an author is told: not the compiler's own parts. */
const NAMED = VENDORED.filter((name) => !/internal|runtime/.test(name));

/** Problems that can be seen without building: manifest, entry, imports, spec. Empty means fine. */
export function check(files: Files): readonly FileProblem[] {
	const manifest = parse(files, MANIFEST_PATH, manifestSchema);
	return [
		...manifest.problems,
		...(manifest.value ? entryProblems(files, manifest.value) : []),
		...(files.has(SPEC_PATH) ? parse(files, SPEC_PATH, specSchema).problems : []),
		...[...files.keys()].flatMap((path) => importProblems(files, path, manifest.value)),
	];
}

/** The manifest among `files`, where it can be read. */
export const manifestIn = (files: Files): Manifest | undefined =>
	parse(files, MANIFEST_PATH, manifestSchema).value;

interface Parsed<Value> {
	readonly value?: Value;
	readonly problems: readonly FileProblem[];
}

function parse<Value>(files: Files, path: string, schema: z.ZodMiniType<Value>): Parsed<Value> {
	const text = textOf(files.get(path));
	const type = path === MANIFEST_PATH ? 'manifest-invalid' : 'spec-invalid';
	if (text === undefined) return { problems: [{ type, path, message: `${path} is missing.` }] };
	const json = parseJson(text);
	if ('problem' in json) return { problems: [{ type, path, ...json.problem }] };
	const parsed = schema.safeParse(json.value);
	if (parsed.success) return { value: parsed.data, problems: [] };
	return {
		problems: parsed.error.issues.map((issue) => ({
			type,
			path,
			message: `${path}: ${issue.path.join('.') || 'the file'} is not as it should be (${issue.message}).`,
			...positionOfKey(text, issue.path.at(-1)),
		})),
	};
}

type Json =
	{ readonly value: unknown } | { readonly problem: { message: string; line?: number; column?: number } };

function parseJson(text: string): Json {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const position = /position (\d+)/.exec(message)?.[1];
		const place = position === undefined ? {} : positionAt(text, Number(position));
		return { problem: { message: `This is not valid JSON: ${message}.`, ...place } };
	}
}

function positionOfKey(text: string, key: PropertyKey | undefined): { line?: number; column?: number } {
	const offset = typeof key === 'string' ? text.indexOf(JSON.stringify(key)) : -1;
	return offset < 0 ? {} : positionAt(text, offset);
}

function positionAt(text: string, offset: number): { line: number; column: number } {
	const before = text.slice(0, offset);
	return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function entryProblems(files: Files, manifest: Manifest): readonly FileProblem[] {
	const missing = [manifest.entry, ...(manifest.openapi ? [manifest.openapi] : [])].filter(
		(path) => !files.has(path),
	);
	return missing.map((path) => ({
		type: path === manifest.entry ? 'entry-missing' : 'openapi-missing',
		path: MANIFEST_PATH,
		message: `${MANIFEST_PATH} names ${path}, but there is no such file.`,
		action: `Create ${path} or name another file`,
		...positionOfKey(textOf(files.get(MANIFEST_PATH)) ?? '', path),
	}));
}

const SOURCE = /\.(?:[cm]?[jt]sx?|svelte)$/;

function importProblems(files: Files, path: string, manifest: Manifest | undefined): readonly FileProblem[] {
	const text = SOURCE.test(path) ? textOf(files.get(path)) : undefined;
	if (text === undefined) return [];
	return importsOf(text).flatMap((found) => {
		const message = importFault(files, path, found, manifest);
		return message === undefined
			? []
			: [{ type: 'import-missing', path, message, line: found.line, column: found.column }];
	});
}

function importFault(
	files: Files,
	path: string,
	{ specifier }: SourceImport,
	manifest: Manifest | undefined,
): string | undefined {
	if (specifier.startsWith('.')) {
		const target = new URL(specifier.replace(/\?.*$/, ''), `file:///${path}`).pathname.slice(1);
		return candidates(decodeURI(target)).some((candidate) => files.has(candidate))
			? undefined
			: `"${specifier}" does not exist.`;
	}
	if (specifier.startsWith('aether:')) return linkFault(specifier.slice(7), manifest);
	if (VENDORED.includes(specifier)) return undefined;
	return `"${specifier}" is not available here. These are: ${NAMED.join(', ')}.`;
}

const OWN_MODULES = ['storage', 'bytes', 'events', 'model'];

function linkFault(alias: string, manifest: Manifest | undefined): string | undefined {
	if (OWN_MODULES.includes(alias) || !manifest || manifest.links?.[alias]) return undefined;
	return `"aether:${alias}" is not linked in ${MANIFEST_PATH}.`;
}

/** A path as written, or with the endings that may be left out. */
function candidates(path: string): readonly string[] {
	const endings = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.svelte', '.json'];
	const base = path.replace(/\/$/, '');
	// TypeScript lets `./x.js` stand for `./x.ts`.
	const asTypeScript = base.replace(/\.js(x?)$/, '.ts$1');
	return [
		base,
		asTypeScript,
		...endings.map((ending) => base + ending),
		...endings.map((ending) => `${base}/index${ending}`),
	];
}
