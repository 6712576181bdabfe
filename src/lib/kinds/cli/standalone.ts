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
	const program = new Map([...files, ...hostFiles(), [ENTRY, entrySource(name, entry, files)]]);
	const built = await build(program, ENTRY);
	if (!built.ok) return built;
	const whole = linked(built.value);
	return whole.ok ? ok(`#!/usr/bin/env node\n${PRELUDE}${whole.value}\n`) : whole;
}

/** What runs a tool under Node (`.aether/runtime/node.ts`), as files beside the creation's own. */
export const hostFiles = (): readonly (readonly [string, string])[] =>
	Object.entries(sources).map(([path, text]) => [path.replace('./', '.aether/'), text]);

/** A built program as one text that needs nothing else. Fails with `library-missing`. */
export const linked = ({ code, libraries }: BuiltModule): Result<string, Problem> =>
	link(code, libraries, []);

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
	const text = code.replaceAll(/(["'])aether-vendor:([^"']+)\1/g, (_match, _quote, library: string) => {
		const source = libraries.get(library);
		const inner =
			source === undefined || above.includes(library)
				? err(libraryMissing(library))
				: link(source, libraries, [...above, library]);
		if (!inner.ok) problem = inner.error;
		return inner.ok
			? JSON.stringify(`data:text/javascript;charset=utf-8,${encodeURIComponent(inner.value)}`)
			: '""';
	});
	return problem ? err(problem) : ok(text);
}

const libraryMissing = (name: string): Problem => ({
	type: 'library-missing',
	message: `The library "${name}" cannot be put into a file that stands alone.`,
	action: 'Write the tool without this library',
});
