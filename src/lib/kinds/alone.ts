import type { Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

/** A built program: one ES module, and the libraries that it imports as `aether-vendor:NAME`. */
export interface BuiltModule {
	readonly code: string;
	/** Every library that is reached, by name; they may import each other in the same way. */
	readonly libraries: ReadonlyMap<string, string>;
}

/** The house's builder, lent for an export. */
export type BuildModule = (files: Files, entry: string) => Promise<Result<BuiltModule, Problem>>;

/** The builder puts a guard into every loop; outside the browser a person has Ctrl+C. */
const PRELUDE = 'globalThis.__aetherGuard = () => undefined;\n';

/** A built program as one file that runs under Node; `before` comes before it. Fails with `library-missing`. */
export function nodeFile({ code, libraries }: BuiltModule, before = ''): Result<string, Problem> {
	const linked = link(code, libraries, []);
	return linked.ok ? ok(`#!/usr/bin/env node\n${PRELUDE}${before}${linked.value}\n`) : linked;
}

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
	action: 'Write it without this library',
});
