import type { Files } from '#lib/model/files.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { nodeFile, type BuildModule } from '../alone.ts';
import { dataLiteral, factsOf } from './program.ts';

const sources = import.meta.glob<string>('./runtime/{node,input,io}.ts', {
	query: '?raw',
	import: 'default',
	eager: true,
});
const ENTRY = '.aether/node.ts';

/** The tool as one file that runs under Node 20 and later: `NAME.mjs`. */
export async function standalone(files: Files, build: BuildModule): Promise<Result<string, Problem>> {
	const { name, entry } = factsOf(files);
	const built = await build(
		new Map([...files, ...hostFiles(), [ENTRY, entrySource(name, entry, files)]]),
		ENTRY,
	);
	return built.ok ? nodeFile(built.value) : built;
}

/** What runs a tool under Node (`.aether/runtime/node.ts`), as files beside the creation's own. */
export const hostFiles = (): readonly (readonly [string, string])[] =>
	Object.entries(sources).map(([path, text]) => [path.replace('./', '.aether/'), text]);

/** The names of Node's modules stand in variables, since the builder knows only files and libraries. */
const entrySource = (
	name: string,
	entry: string,
	files: Files,
): string => `import main from ${JSON.stringify(`../${entry}`)};
import { runInNode } from './runtime/node.ts';
const [fsName, processName] = ['node:fs/promises', 'node:process'];
const [fs, { default: process }] = await Promise.all([import(fsName), import(processName)]);
await runInNode(main, { name: ${JSON.stringify(name)}, process, fs, files: ${dataLiteral(files)} });
`;
