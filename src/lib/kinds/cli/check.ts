import { importsOf, type SourceImport } from '#lib/model/imports.ts';
import { textOf, type Files } from '#lib/model/files.ts';
import { MANIFEST_PATH, manifestSchema, type Manifest } from '#lib/model/manifest.ts';
import type { FileProblem } from '../kind.ts';

/** npm packages that a command line tool can import. */
export const LIBRARIES: readonly string[] = ['zod', 'zod/mini'];
/** What the house gives under `aether:` without a link. */
const OWN_MODULES = ['storage', 'bytes', 'events', 'model'];
const SOURCE = /\.[cm]?[jt]s$/;

/** Problems that can be seen without building: manifest, entry, imports, default export, help. Empty means fine. */
export function check(files: Files): readonly FileProblem[] {
	const { manifest, problems } = readManifest(files);
	return [
		...problems,
		...(manifest ? entryProblems(files, manifest) : []),
		...[...files.keys()].flatMap((path) => importProblems(files, path, manifest)),
		...helpProblems(files, manifest),
	];
}

interface Read {
	readonly manifest?: Manifest;
	readonly problems: readonly FileProblem[];
}

function readManifest(files: Files): Read {
	const type = 'manifest-invalid';
	const text = textOf(files.get(MANIFEST_PATH));
	if (text === undefined)
		return { problems: [{ type, path: MANIFEST_PATH, message: `${MANIFEST_PATH} is missing.` }] };
	const parsed = manifestSchema.safeParse(parseJson(text));
	if (parsed.success) return { manifest: parsed.data, problems: [] };
	return {
		problems: parsed.error.issues.map((issue) => ({
			type,
			path: MANIFEST_PATH,
			message: `${MANIFEST_PATH}: ${issue.path.join('.') || 'the file'} is not as it should be (${issue.message}).`,
		})),
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function entryProblems(files: Files, manifest: Manifest): readonly FileProblem[] {
	const paths = [manifest.entry, ...(manifest.openapi ? [manifest.openapi] : [])];
	const missing = paths.filter((path) => !files.has(path));
	if (missing.length > 0)
		return missing.map((path) => ({
			type: path === manifest.entry ? 'entry-missing' : 'openapi-missing',
			path: MANIFEST_PATH,
			message: `${MANIFEST_PATH} names ${path}, but there is no such file.`,
			action: `Create ${path} or name another file`,
		}));
	const entry = textOf(files.get(manifest.entry)) ?? '';
	if (/\bexport\s+default\b|\bas\s+default\b/.test(entry)) return [];
	return [
		{
			type: 'main-missing',
			path: manifest.entry,
			message: `${manifest.entry} has no default export: it must be the function that runs the command.`,
			action: 'Write `export default async function main(io) { … }`',
		},
	];
}

/** A tool that cannot be asked what it does is no use to a stranger. */
function helpProblems(files: Files, manifest: Manifest | undefined): readonly FileProblem[] {
	const sources = [...files].filter(([path]) => SOURCE.test(path));
	if (!manifest || sources.some(([, content]) => textOf(content)?.includes('--help'))) return [];
	return [
		{
			type: 'help-missing',
			path: manifest.entry,
			message: 'Nothing answers --help.',
			action: 'Print a usage text for --help and end with exit code 0',
		},
	];
}

function importProblems(files: Files, path: string, manifest: Manifest | undefined): readonly FileProblem[] {
	const text = SOURCE.test(path) ? textOf(files.get(path)) : undefined;
	if (text === undefined) return [];
	return importsOf(text).flatMap((found) => {
		const message = importFault(files, path, found, manifest);
		const { line, column } = found;
		return message === undefined ? [] : [{ type: 'import-missing', path, message, line, column }];
	});
}

function importFault(
	files: Files,
	path: string,
	{ specifier }: SourceImport,
	manifest: Manifest | undefined,
): string | undefined {
	if (specifier.startsWith('.')) return fileFault(files, path, specifier);
	if (specifier.startsWith('aether:')) {
		const alias = specifier.slice(7);
		if (OWN_MODULES.includes(alias) || !manifest || manifest.links?.[alias]) return undefined;
		return `"${specifier}" is not linked in ${MANIFEST_PATH}.`;
	}
	if (LIBRARIES.includes(specifier)) return undefined;
	if (NODE_MODULES.has(specifier.replace(/^node:/, '').split('/')[0] ?? ''))
		return `"${specifier}" is part of Node, which is not here. Files, arguments and input come with \`io\`.`;
	return `"${specifier}" is not available here. These are: ${LIBRARIES.join(', ')}.`;
}

const NODE_MODULES = new Set([
	'assert', 'buffer', 'child_process', 'crypto', 'events', 'fs', 'http', 'https', 'module', 'net', 'os', 'path',
	'perf_hooks', 'process', 'readline', 'stream', 'string_decoder', 'timers', 'tty', 'url', 'util', 'worker_threads', 'zlib',
]); // prettier-ignore

function fileFault(files: Files, path: string, specifier: string): string | undefined {
	const { pathname } = new URL(specifier.replace(/\?.*$/, ''), `file:///${path}`);
	const base = decodeURI(pathname).slice(1);
	const endings = ['', '.ts', '.js', '.mjs', '.json', '/index.ts', '/index.js'];
	// TypeScript lets `./x.js` stand for `./x.ts`.
	const candidates = [...endings.map((ending) => base + ending), base.replace(/\.js$/, '.ts')];
	return candidates.some((candidate) => files.has(candidate)) ? undefined : `"${specifier}" does not exist.`;
}
