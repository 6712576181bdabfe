import { nodeFile, type BuildModule } from '#lib/kinds/alone.ts';
import { dataLiteral } from '#lib/kinds/cli/program.ts';
import { hostFiles } from '#lib/kinds/cli/standalone.ts';
import type { FileContent, Files } from '#lib/model/files.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { clientNames, clientText } from '#lib/services/openapi/client.ts';
import type { ApiDocument, OpenApi, Operation } from '#lib/services/openapi/openapi.ts';

const sources = import.meta.glob<string>('./script/*.ts', { query: '?raw', import: 'default', eager: true });
const ENTRY = '.aether/mcp.ts';

/** A creation as it is exported. */
export interface ScriptSource {
	readonly files: Files;
	readonly manifest: Manifest;
	readonly document: ApiDocument;
}

/**
 * An API or a command line tool as one file that runs under Node 20 and later and serves its operations as MCP tools over
 * standard input and output. Fails as the build does.
 */
export async function mcpScript(
	source: ScriptSource,
	openapi: Pick<OpenApi, 'tool'>,
	build: BuildModule,
): Promise<Result<string, Problem>> {
	const { files, manifest, document } = source;
	const own = Object.entries(sources).map(([path, text]): [string, string] => [
		path.replace('./', '.aether/'),
		text,
	]);
	const all = new Map<string, FileContent>([
		...files,
		...hostFiles(),
		...own,
		['.aether/client.ts', clientText(document, { name: manifest.title })],
		[ENTRY, entrySource(source, openapi)],
	]);
	const built = await build(all, ENTRY);
	return built.ok ? nodeFile(built.value, prelude(manifest.name)) : built;
}

/** What the sandbox lends a program: here a file beside the script. Output is the protocol's, so what is logged goes aside. */
const prelude = (name: string): string => `console.log = console.info = console.debug = console.error;
{
	const fs = await import('node:fs');
	const path = new URL(${JSON.stringify(`./${name}.data.json`)}, import.meta.url);
	const kept = new Map(fs.existsSync(path) ? Object.entries(JSON.parse(fs.readFileSync(path, 'utf8'))) : []);
	const fresh = new URL(path.href + '.new');
	const keep = () => { fs.writeFileSync(fresh, JSON.stringify(Object.fromEntries(kept))); fs.renameSync(fresh, path); };
	globalThis.__aetherStorage = {
		get: async (key) => kept.get(key) ?? null,
		set: async (key, value) => { kept.set(key, String(value)); keep(); },
		remove: async (key) => { kept.delete(key); keep(); },
		list: async (prefix = '') => [...kept.keys()].filter((key) => key.startsWith(prefix)),
	};
}
`;

/** The names of Node's modules stand in variables, since the builder knows only files and libraries. */
function entrySource({ files, manifest, document }: ScriptSource, openapi: Pick<OpenApi, 'tool'>): string {
	const { name, title, version, kind } = manifest;
	const names = clientNames(document.operations);
	const tools = document.operations.map((operation, index) =>
		toolText(operation, names[index] ?? '', openapi),
	);
	const program = JSON.stringify(`../${manifest.entry}`);
	return `import program from ${program};
import * as client from './client.ts';
import { serveTools } from './script/stdio.ts';
import { toolFetch } from './script/tool.ts';
import { runInNode } from './runtime/node.ts';
const [fsName, processName] = ['node:fs/promises', 'node:process'];
const [fs, { default: process }] = await Promise.all([import(fsName), import(processName)]);
const answer = ${kind === 'cli' ? cliAnswer(name, files) : '(request) => program.fetch(request)'};
client.configure({ baseUrl: 'http://${name}.invalid', fetch: async (request) => answer(request) });
const tools = [${tools.join(',\n')}];
await serveTools({ ...${JSON.stringify({ name, title, version })}, tools }, process);
`;
}

const cliAnswer = (name: string, files: Files): string =>
	`toolFetch((run, given) => runInNode(program, { name: ${JSON.stringify(name)}, process: Object.assign(run, { env: process.env }), fs, files: { ...${dataLiteral(files)}, ...given } }))`;

function toolText(operation: Operation, name: string, openapi: Pick<OpenApi, 'tool'>): string {
	const { description, input } = openapi.tool(operation);
	const isRead = ['get', 'head'].includes(operation.method);
	const facts = {
		name: operation.id,
		title: operation.summary || operation.id,
		description,
		inputSchema: typeof input === 'boolean' ? { type: 'object' } : input,
		annotations: { readOnlyHint: isRead },
	};
	const hasInput = operation.parameters.length > 0 || operation.body !== null;
	return `{ ...${JSON.stringify(facts)}, call: ${hasInput ? `(input) => client.${name}(input)` : `() => client.${name}()`} }`;
}
