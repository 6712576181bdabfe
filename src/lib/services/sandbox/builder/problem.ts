import * as z from 'zod/mini';
import type { BuildProblem } from '../sandbox.ts';

const location = z.object({ line: z.number(), column: z.number(), file: z.optional(z.string()) });

/** The shapes in which rollup, sucrase, acorn and the Svelte compiler throw. */
const thrown = z.object({
	message: z.string(),
	id: z.optional(z.string()),
	filename: z.optional(z.string()),
	loc: z.optional(location),
	start: z.optional(location),
});

/** What a tool threw, as a problem at a place. `path` is where it was working. */
export function problemOf(error: unknown, path = ''): BuildProblem {
	const read = thrown.safeParse(error);
	if (!read.success) return { path, line: 0, column: 0, message: String(error), severity: 'error' };
	const { message, id, filename, loc, start } = read.data;
	const at = loc ?? start;
	return {
		path: pathOf(loc?.file ?? id ?? filename ?? path),
		line: at?.line ?? 0,
		column: at ? at.column + 1 : 0,
		message: plain(message),
		severity: 'error',
	};
}

export const pathOf = (id: string): string => id.replace(/^\0?(creation:)?/, '').replace(/\?.*$/, '');

/** Without the tool's own prefixes, frames and positions. */
const plain = (message: string): string =>
	(message.split('\n')[0] ?? message)
		.replace(/^\[plugin [^\]]*\]\s*/, '')
		.replace(/^[^:]*\(\d+:\d+\):\s*/, '')
		.replace(/^Error transforming [^:]*:\s*/, '')
		.replace(/\s*\(\d+:\d+\)$/, '')
		.slice(0, 1_000);

/** Where `needle` first stands in `code`. */
export function placeOf(code: string | undefined, needle: string): { line: number; column: number } {
	const index = code?.indexOf(needle) ?? -1;
	if (code === undefined || index < 0) return { line: 0, column: 0 };
	const before = code.slice(0, index).split('\n');
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** What is told of a package that is neither a library nor added. */
export function absentLibrary(source: string, libraries: ReadonlyMap<string, unknown>): string {
	const names = [...libraries.keys()].filter((name) => !/internal|^aether:/.test(name));
	const known = [...new Set(names.map((name) => (name.startsWith('@') ? name : name.split('/')[0])))];
	return `The package "${source}" is not available. Available: ${known.join(', ')}.`;
}
