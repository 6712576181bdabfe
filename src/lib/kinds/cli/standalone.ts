import type { Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { dataLiteral, factsOf } from './program.ts';

/** A built program: one ES module, and the libraries that it imports as `aether-vendor:NAME`. */
export interface BuiltModule {
	readonly code: string;
	/** Every library that is reached, by name; they may import each other in the same way. */
	readonly libraries: ReadonlyMap<string, string>;
}

/** The house's builder, lent for an export. */
export type BuildModule = (files: Files, entry: string) => Promise<Result<BuiltModule, Problem>>;

const sources = import.meta.glob<string>('./runtime/{node,input,io}.ts', {
	query: '?raw',
	import: 'default',
	eager: true,
});
const ENTRY = '.aether/node.ts';

/** The tool as one file that runs under Node 20 and later: `NAME.mjs`. */
export async function standalone(files: Files, build: BuildModule): Promise<Result<string, Problem>> {
	const { name, entry } = factsOf(files);
	const host = Object.entries(sources).map(([path, text]): [string, string] => [
		path.replace('./', '.aether/'),
		text,
	]);
	const built = await build(new Map([...files, ...host, [ENTRY, entrySource(name, entry, files)]]), ENTRY);
	if (!built.ok) return built;
	const linked = link(built.value.code, built.value.libraries, []);
	if (!linked.ok) return linked;
	return ok(`#!/usr/bin/env node\n${PRELUDE}${linked.value}\n`);
}

/** The builder puts a guard into every loop; outside the browser a person has Ctrl+C. */
const PRELUDE = 'globalThis.__aetherGuard = () => undefined;\n';

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

/** Puts libraries into the file as `data:` addresses, which Node imports as it does files. */
function link(
	code: string,
	libraries: ReadonlyMap<string, string>,
	above: readonly string[],
): Result<string, Problem> {
	let problem: Problem | undefined;
	const linked = code.replaceAll(/(["'])aether-vendor:([^"']+)\1/g, (_match, _quote, library: string) => {
		const text = libraries.get(library);
		const inner =
			text === undefined || above.includes(library)
				? err(libraryMissing(library))
				: link(text, libraries, [...above, library]);
		if (!inner.ok) problem = inner.error;
		return inner.ok
			? JSON.stringify(`data:text/javascript;charset=utf-8,${encodeURIComponent(inner.value)}`)
			: '""';
	});
	return problem ? err(problem) : ok(linked);
}

const libraryMissing = (name: string): Problem => ({
	type: 'library-missing',
	message: `The library "${name}" cannot be put into a file that stands alone.`,
	action: 'Write the tool without this library',
});
