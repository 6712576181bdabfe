import { textOf, type Files } from '#lib/model/files.ts';
import { MANIFEST_PATH, manifestSchema } from '#lib/model/manifest.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { nodeFile, type BuildModule } from '../alone.ts';

const sources = import.meta.glob<string>('./host/*.ts', { query: '?raw', import: 'default', eager: true });
const [ENTRY, BEFORE] = ['.aether/server.ts', '.aether/before.ts'];

/** What the server of these files is called and how it is run, without making it. */
export function serverFacts(files: Files): { readonly name: string; readonly howTo: string } {
	const { name } = factsOf(files);
	return { name: `${name}.mjs`, howTo: `node ${name}.mjs --port 8787` };
}

/**
 * The API as one file that serves it over HTTP under Node 20 and later, its data in a file beside it. Fails as the build
 * does.
 */
export async function standaloneServer(files: Files, build: BuildModule): Promise<Result<string, Problem>> {
	const { name, entry } = factsOf(files);
	const host = Object.entries(sources).map(([path, text]): [string, string] => [
		path.replace('./', '.aether/'),
		text,
	]);
	const own: [string, string][] = [
		[BEFORE, beforeSource(name)],
		[ENTRY, entrySource(name, entry)],
	];
	const built = await build(new Map([...files, ...host, ...own]), ENTRY);
	return built.ok ? nodeFile(built.value) : built;
}

/** Storage has to be there before the API's own modules run. Events have nobody who listens: what is published is gone. */
const beforeSource = (name: string): string => `import { openStorage } from './host/storage.ts';
import { helpFor, settingsFrom } from './host/settings.ts';
const fsName = 'node:fs/promises';
const fs = await import(fsName);
function read() {
	try {
		return settingsFrom(${JSON.stringify(name)}, process.argv.slice(2), process.env);
	} catch (error) {
		console.error(error.message + ' Try --help.');
		process.exit(2);
	}
}
export const settings = read();
if (settings === null) {
	console.log(helpFor(${JSON.stringify(name)}));
	process.exit(0);
}
globalThis.__aetherStorage = await openStorage(fs, settings.data);
globalThis.__aetherEvents = { publish: async () => crypto.randomUUID(), subscribe: () => () => undefined };
`;

/** The names of Node's modules stand in variables, since the builder knows only files and libraries. */
const entrySource = (name: string, entry: string): string => `import { settings } from './before.ts';
import program from ${JSON.stringify(`../${entry}`)};
import { serveInNode } from './host/serve.ts';
const httpName = 'node:http';
const { createServer } = await import(httpName);
serveInNode(program, { name: ${JSON.stringify(name)}, settings, createServer });
`;

function factsOf(files: Files): { readonly name: string; readonly entry: string } {
	try {
		const { name, entry } = manifestSchema.parse(JSON.parse(textOf(files.get(MANIFEST_PATH)) ?? ''));
		return { name, entry };
	} catch {
		return { name: 'api', entry: 'src/index.ts' };
	}
}
