import { LineCounter, parseDocument, isNode, type Document } from 'yaml';
import { err, ok, type Result } from '#lib/model/result.ts';
import { isRecord, listOf, recordOf } from './data.ts';
import { checkWorkflow, type Fault } from './profile.ts';

/** One thing that is wrong with a workflow's text. */
export interface WorkflowProblem {
	/** JSON pointer: `/do/0/greet/set`. */
	readonly path: string;
	/** From 1. */
	readonly line: number;
	readonly column: number;
	readonly message: string;
}

/** A task as it stands in the document; `kindOfTask` tells which it is. */
export type TaskDefinition = Readonly<Record<string, unknown>>;

export interface NamedTask {
	readonly name: string;
	readonly task: TaskDefinition;
}

/** A workflow that `checkWorkflow` has found sound. */
export interface WorkflowDefinition {
	/** All of it, as `$workflow.definition` gives it. */
	readonly source: Readonly<Record<string, unknown>>;
	readonly namespace: string;
	readonly name: string;
	readonly version: string;
	readonly tasks: readonly NamedTask[];
	readonly use: Readonly<Record<string, unknown>>;
}

/** Characters of a workflow's text. */
const MOST_TEXT = 512 * 1024;
/** Uses of YAML aliases: a few lines of them can name a billion values. */
const MOST_ALIASES = 100;

/** Reads YAML or JSON. Fails with all that is wrong, in the order of the lines. */
export function parseWorkflow(text: string): Result<WorkflowDefinition, readonly WorkflowProblem[]> {
	if (text.length > MOST_TEXT)
		return err([at('', 1, 1, `A workflow can have ${MOST_TEXT / 1024} kB of text; this one has more.`)]);
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
	if (document.errors.length > 0)
		return err(
			document.errors.map((error) => {
				const { line, col } = lines.linePos(error.pos[0]);
				return at('', line, col, error.message);
			}),
		);
	const source = valueOf(document);
	if (typeof source === 'string') return err([at('', 1, 1, source)]);
	const faults = checkWorkflow(source);
	if (faults.length > 0) return err(located(faults, document, lines));
	return ok(definitionOf(source));
}

/** The tasks of a list such as `do`. */
export const tasksOf = (list: unknown): readonly NamedTask[] =>
	listOf(list).flatMap((item) =>
		Object.entries(recordOf(item))
			.slice(0, 1)
			.map(([name, task]) => ({ name, task: recordOf(task) })),
	);

function definitionOf(source: Readonly<Record<string, unknown>>): WorkflowDefinition {
	const { namespace, name, version } = recordOf(source['document']);
	return {
		source,
		namespace: String(namespace),
		name: String(name),
		version: String(version),
		tasks: tasksOf(source['do']),
		use: recordOf(source['use']),
	};
}

/** The document as plain values, or why it has none. */
function valueOf(document: Document.Parsed): Readonly<Record<string, unknown>> | string {
	try {
		const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
		return isRecord(value) ? value : 'A workflow is an object with "document" and "do".';
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

function located(
	faults: readonly Fault[],
	document: Document,
	lines: LineCounter,
): readonly WorkflowProblem[] {
	const problems = faults.map(({ path, message }) => {
		const { line, col } = lines.linePos(offsetOf(document, path));
		return at(pointerOf(path), Math.max(line, 1), Math.max(col, 1), message);
	});
	return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Where the deepest part of the path that is there begins. */
function offsetOf(document: Document, path: Fault['path']): number {
	for (let length = path.length; length > 0; length--) {
		const node: unknown = document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return node.range[0];
	}
	return 0;
}

export const pointerOf = (path: readonly (string | number)[]): string =>
	path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const at = (path: string, line: number, column: number, message: string): WorkflowProblem => ({
	path,
	line,
	column,
	message,
});
