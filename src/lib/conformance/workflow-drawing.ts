import { parse } from 'yaml';
import { editText } from '#lib/kinds/workflow/edit.ts';
import { END, flowGraph, START, type FlowGraph } from '#lib/kinds/workflow/graph.ts';
import { allTasks, rootList, type TaskList, type TaskNode } from '#lib/kinds/workflow/tasks.ts';
import { isEqual, isRecord, listOf, recordOf } from '#lib/services/workflow/data.ts';

/** What a workflow's diagram does not show as its text says it, and what a change that is taken back leaves behind. */
export function drawingFaults(text: string): readonly string[] {
	const definition: unknown = parse(text, { merge: true });
	const graph = flowGraph(definition);
	const root = rootList(definition);
	const ids = new Set(graph.nodes.map(({ id }) => id));
	const unseen = taskNames(recordOf(definition)['do']).length - allTasks(root).length;
	return [
		...(unseen === 0 ? [] : [`${unseen} tasks are not read`]),
		...allTasks(root).flatMap(({ reference }) => (ids.has(reference) ? [] : [`${reference} is not drawn`])),
		...graph.edges.flatMap(({ id, inner }) =>
			ids.has(inner.source) && ids.has(inner.target) ? [] : [`the line ${id} leads nowhere`],
		),
		...lostFlows(root, graph),
		...deadEnds(graph),
		...allTasks(root).flatMap((task) => changeFault(text, task)),
	];
}

/** The names of all tasks, wherever in the text a list of tasks can stand: found without knowing the kinds of task. */
function taskNames(list: unknown): readonly string[] {
	return listOf(list).flatMap((item) =>
		Object.entries(recordOf(item)).flatMap(([name, body]) => [name, ...listsIn(body).flatMap(taskNames)]),
	);
}

function listsIn(value: unknown): readonly unknown[] {
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		if (['set', 'raise', 'emit', 'input', 'output', 'switch'].includes(key)) return [];
		return ['do', 'try', 'branches'].includes(key) ? [inner] : listsIn(inner);
	});
}

/** Each way that the text gives has its line: to the next task, to the task that is named, by each case of a switch. */
function lostFlows(list: TaskList, graph: FlowGraph): readonly string[] {
	const inside = list.tasks.flatMap((task) => task.lists.flatMap((inner) => lostFlows(inner, graph)));
	if (list.role === 'branches') return inside;
	const own = list.tasks.flatMap((task, index) =>
		waysOf(task, list.tasks[index + 1]).flatMap(({ to, label }) => {
			const target = list.tasks.find(({ name }) => name === to)?.reference ?? END;
			const isDrawn = graph.edges.some(
				(edge) =>
					isIn(edge.inner.source, task.reference) &&
					isIn(edge.inner.target, target) &&
					(label === undefined || edge.label === label),
			);
			return isDrawn ? [] : [`no line from ${task.reference} to ${to}`];
		}),
	);
	return [...own, ...inside];
}

const isIn = (id: string, reference: string): boolean => id === reference || id.startsWith(`${reference}/`);

interface Way {
	/** A task of the same list, or `end`. */
	readonly to: string;
	readonly label?: string;
}

function waysOf(task: TaskNode, next: TaskNode | undefined): readonly Way[] {
	const cases = listOf(task.body['switch']).flatMap((item) => Object.entries(recordOf(item)));
	if (cases.length > 0)
		return cases.flatMap(([label, body]) =>
			wayTo(recordOf(body)['then'], next).map((way) => ({ ...way, label })),
		);
	return endsInError(task) ? [] : wayTo(task.body['then'], next);
}

function wayTo(then: unknown, next: TaskNode | undefined): readonly Way[] {
	if (then === undefined || then === 'continue') return next ? [{ to: next.name }] : [];
	return then === 'exit' ? [] : [{ to: String(then) }];
}

function endsInError({ kind, lists }: TaskNode): boolean {
	const [list] = lists;
	const last = list?.tasks.at(-1);
	return kind === 'raise' || (kind !== 'fork' && last !== undefined && endsInError(last));
}

/** Steps that lead nowhere though they do not fail. */
function deadEnds({ nodes, edges }: FlowGraph): readonly string[] {
	const sources = new Set(edges.map(({ inner }) => inner.source));
	return nodes
		.filter(
			({ type, task, id }) => (type === 'task' || id === START) && task?.kind !== 'raise' && !sources.has(id),
		)
		.map(({ id }) => `nothing follows ${id}`);
}

/** A step is given another name and its own back: the workflow is as it was. */
function changeFault(text: string, { path, name, reference }: TaskNode): readonly string[] {
	const changed = editText(text, { type: 'rename', path, name: 'anotherName' });
	if (!changed.ok) return [`${reference} cannot be renamed: ${changed.error.message}`];
	const back = editText(changed.value, { type: 'rename', path: [...path.slice(0, -1), 'anotherName'], name });
	return back.ok && isEqual(parse(back.value), parse(text))
		? []
		: [`${reference} does not come back as it was`];
}
