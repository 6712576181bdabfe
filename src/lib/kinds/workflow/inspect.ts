import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { textOf, type Files } from '#lib/model/files.ts';
import { MANIFEST_PATH, manifestSchema } from '#lib/model/manifest.ts';
import { parseWorkflow } from '#lib/services/workflow/definition.ts';
import type { FileProblem } from '../kind.ts';
import { expressionFaults } from './expressions.ts';
import { DEFINITION_PATH } from './paths.ts';
import { structureFaults } from './structure.ts';
import type { Path } from './tasks.ts';

/** Something wrong at a place of the definition. */
export interface Fault {
	readonly path: Path;
	readonly message: string;
}

/** Reads `workflow.yaml` whole: first as the interpreter does, then what it names, its links and its expressions. */
export function inspect(files: Files): Promise<readonly FileProblem[]> {
	const text = textOf(files.get(DEFINITION_PATH)) ?? '';
	const parsed = parseWorkflow(text);
	if (!parsed.ok)
		return Promise.resolve(
			parsed.error.map(({ line, column, message }) => problem(message, { line, col: column })),
		);
	const counter = new LineCounter();
	const document = parseDocument(text, { lineCounter: counter });
	const definition: unknown = document.toJS();
	const faults = [...structureFaults(definition, aliasesOf(files)), ...expressionFaults(definition)];
	return Promise.resolve(
		faults.map(({ path, message }) => problem(message, positionOf(document, path, counter))),
	);
}

interface Position {
	readonly line: number;
	readonly col: number;
}

const problem = (message: string, { line, col }: Position): FileProblem => ({
	type: 'definition-invalid',
	path: DEFINITION_PATH,
	message,
	line,
	column: col,
});

/** Where the longest known part of `path` stands. */
function positionOf(document: Document, path: Path, counter: LineCounter): Position {
	for (let length = path.length; length > 0; length--) {
		const start = startOf(document, path.slice(0, length));
		if (start !== undefined) return counter.linePos(start);
	}
	return { line: 1, col: 1 };
}

function startOf(document: Document, path: Path): number | undefined {
	const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
	const last = path.at(-1);
	const pair = isMap(parent)
		? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last))
		: undefined;
	if (isPair(pair) && isScalar(pair.key)) return pair.key.range?.[0];
	const node: unknown = document.getIn(path, true);
	return isNode(node) ? node.range?.[0] : undefined;
}

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'range' in value;

/** What `aether:<alias>` may name; undefined where the manifest cannot be read, which `check` says. */
function aliasesOf(files: Files): ReadonlySet<string> | undefined {
	try {
		const manifest = manifestSchema.safeParse(JSON.parse(textOf(files.get(MANIFEST_PATH)) ?? ''));
		return manifest.success ? new Set(Object.keys(manifest.data.links ?? {})) : undefined;
	} catch {
		return undefined;
	}
}
