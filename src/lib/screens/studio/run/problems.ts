import type { RunSession } from '#lib/commands/run/run-session.svelte.ts';

/** Something wrong at a place in the creation's files: from the build, or from running it. */
export interface PlacedProblem {
	readonly path: string;
	/** From 1; 0 when unknown. */
	readonly line: number;
	readonly column: number;
	readonly message: string;
	readonly severity: 'error' | 'warning';
}

/** All present problems by file; under "" those that belong to none. */
export function problemsByPath(run: RunSession): ReadonlyMap<string, readonly PlacedProblem[]> {
	const built: readonly PlacedProblem[] = run.failure?.problems ?? [];
	const thrown: readonly PlacedProblem[] = run.errors.map((error) => ({
		path: error.path ?? '',
		line: error.line ?? 0,
		column: 0,
		message: error.message,
		severity: 'error',
	}));
	const byPath = new Map<string, PlacedProblem[]>();
	for (const problem of [...built, ...thrown])
		byPath.set(problem.path, [...(byPath.get(problem.path) ?? []), problem]);
	return byPath;
}
