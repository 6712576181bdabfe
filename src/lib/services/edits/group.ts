import type { Files } from '#lib/model/files.ts';
import type { Operation } from './edits.ts';

export interface Group {
	readonly operations: readonly Operation[];
}

/** Operations by the file they concern, in the order of the reply; a move ties two files together. */
export function groupByFile(files: Files, operations: readonly Operation[]): readonly Group[] {
	const seen = new Set<string>();
	const resolved = operations.map((written) => {
		const operation = withRealPath(files, seen, written);
		for (const path of pathsOf(operation)) seen.add(path);
		return operation;
	});
	const leaderOf = new Map<string, string>();
	const leader = (path: string): string => {
		const next = leaderOf.get(path) ?? path;
		return next === path ? path : leader(next);
	};
	for (const operation of resolved) {
		const [first = '', second = first] = pathsOf(operation);
		leaderOf.set(leader(second), leader(first));
	}
	const groups = new Map<string, Operation[]>();
	for (const operation of resolved) {
		const key = leader(pathsOf(operation)[0] ?? '');
		groups.set(key, [...(groups.get(key) ?? []), operation]);
	}
	return [...groups.values()].map((group) => ({ operations: group }));
}

function pathsOf(operation: Operation): readonly string[] {
	if (operation.type === 'move') return [operation.from, operation.to];
	if (operation.type === 'edit' && operation.moveTo !== undefined) return [operation.path, operation.moveTo];
	return [operation.path];
}

/** An update of a document names it without an extension: the one file of that name is meant. */
function withRealPath(files: Files, created: ReadonlySet<string>, operation: Operation): Operation {
	if (operation.type !== 'edit' || operation.dialect !== 'artifact' || files.has(operation.path))
		return operation;
	const stem = (path: string) => (path.split('/').at(-1) ?? '').replace(/\.[^.]+$/, '').toLowerCase();
	const wanted = operation.path.toLowerCase();
	const paths = [...new Set([...files.keys(), ...created])].filter((path) => stem(path) === wanted);
	const [only] = paths;
	return only !== undefined && paths.length === 1 ? { ...operation, path: only } : operation;
}
