import { isRecord, rootList, type TaskList, type TaskNode } from './tasks.ts';

/** A workflow as nodes and edges. Ids are the JSON pointers that runs give their steps. */
export interface FlowGraph {
	readonly nodes: readonly FlowNode[];
	readonly edges: readonly FlowEdge[];
}

export interface FlowNode {
	readonly id: string;
	/** The group around it. */
	readonly parent: string | undefined;
	readonly type: 'start' | 'end' | 'task' | 'group';
	/** Absent for start and end. */
	readonly task?: TaskNode;
	/** What a group holds, in words: "for each row", "on an error". */
	readonly label?: string;
}

export interface FlowEdge {
	readonly id: string;
	/** Where the flow comes from, for drawing: may be a group. */
	readonly source: string;
	readonly target: string;
	/** The same ends among the nodes that hold nothing, for the layout. */
	readonly inner: { readonly source: string; readonly target: string };
	readonly label: string;
	readonly isError?: true;
}

export const START = 'start';
export const END = 'end';

/** The graph of a parsed definition. */
export function flowGraph(definition: unknown): FlowGraph {
	const builder = new Builder();
	const root = builder.list(rootList(definition), undefined);
	builder.join([{ id: START, label: '' }], root.entries.length > 0 ? root.entries : [END]);
	builder.join(root.exits, [END]);
	return {
		nodes: [
			{ id: START, parent: undefined, type: 'start' },
			...builder.nodes,
			{ id: END, parent: undefined, type: 'end' },
		],
		edges: builder.edges,
	};
}

/** A way out of a node that has no target yet. */
interface Exit {
	readonly id: string;
	readonly label: string;
}

/** Where the flow enters a part of the graph and where it leaves it. */
interface Part {
	readonly entries: readonly string[];
	readonly exits: readonly Exit[];
}

class Builder {
	readonly nodes: FlowNode[] = [];
	readonly edges: FlowEdge[] = [];
	readonly #known = new Set<string>();

	/** Tasks one after the other, with their jumps; branches of a fork side by side. */
	list({ tasks, role }: TaskList, parent: string | undefined): Part {
		const parts = new Map<string, Part>();
		const wired = tasks.map((task) => {
			const part = this.#task(task, parent);
			parts.set(task.name, part);
			return { task, part };
		});
		if (role === 'branches')
			return {
				entries: wired.flatMap(({ part }) => part.entries),
				exits: wired.flatMap(({ part }) => part.exits),
			};
		const leaving: Exit[] = [];
		wired.forEach(({ task, part }, index) => {
			const next = wired[index + 1]?.part.entries;
			for (const { exits, then } of this.#waysOut(task, part)) {
				if (then === 'end') this.join(exits, [END]);
				else if (then !== 'exit' && then !== 'continue' && parts.has(then))
					this.join(exits, parts.get(then)?.entries ?? []);
				else if (then === 'continue' && next) this.join(exits, next);
				else leaving.push(...exits);
			}
		});
		return { entries: wired[0]?.part.entries ?? [], exits: leaving };
	}

	/** Edges from every exit to every entry. */
	join(exits: readonly Exit[], entries: readonly string[]): void {
		for (const exit of exits)
			for (const target of entries) {
				const id = `${exit.id}→${target}${exit.label && `:${exit.label}`}`;
				if (this.#known.has(id)) continue;
				this.#known.add(id);
				this.edges.push({
					id,
					source: exit.id,
					target,
					inner: { source: exit.id, target },
					label: exit.label,
				});
			}
	}

	/** Each way out of a task with where it leads: the cases of a switch, or its `then`. */
	#waysOut(
		task: TaskNode,
		part: Part,
	): readonly { readonly exits: readonly Exit[]; readonly then: string }[] {
		const own = typeof task.body['then'] === 'string' ? task.body['then'] : 'continue';
		const cases = task.kind === 'switch' && Array.isArray(task.body['switch']) ? task.body['switch'] : [];
		const branches = cases.flatMap((item) => (isRecord(item) ? Object.entries(item) : []));
		const ways = branches.map(([label, body]) => ({
			exits: [{ id: task.reference, label }],
			then: isRecord(body) && typeof body['then'] === 'string' ? body['then'] : 'continue',
		}));
		const isComplete = branches.some(([, body]) => isRecord(body) && body['when'] === undefined);
		if (isComplete) return ways;
		const label = branches.length > 0 ? 'otherwise' : '';
		return [
			...ways,
			{ exits: part.exits.map((exit) => ({ ...exit, label: label || exit.label })), then: own },
		];
	}

	#task(task: TaskNode, parent: string | undefined): Part {
		const isFull = task.lists.some(({ tasks }) => tasks.length > 0);
		this.nodes.push({
			id: task.reference,
			parent,
			type: isFull ? 'group' : 'task',
			task,
			label: labelOf(task),
		});
		if (!isFull)
			return {
				entries: [task.reference],
				exits: alwaysFails(task) ? [] : [{ id: task.reference, label: '' }],
			};
		if (task.kind === 'try') return this.#try(task);
		const [list] = task.lists;
		return list ? this.list(list, task.reference) : { entries: [], exits: [] };
	}

	/** What was tried leads on; its errors lead to what catches them. */
	#try(task: TaskNode): Part {
		const [tried, caught] = task.lists;
		const body = this.#inside(tried, task, `tries${retryWords(task)}`);
		const handler = this.#inside(caught, task, 'on an error');
		if (tried && caught && handler.entries.length > 0) {
			const [first] = body.entries;
			const [target] = handler.entries;
			if (first && target)
				this.edges.push({
					id: `${tried.reference}!${caught.reference}`,
					source: tried.reference,
					target: caught.reference,
					inner: { source: this.#lastLeaf(tried) ?? first, target },
					label: 'error',
					isError: true,
				});
		}
		return { entries: body.entries, exits: [...body.exits, ...handler.exits] };
	}

	#inside(list: TaskList | undefined, task: TaskNode, label: string): Part {
		if (!list || list.tasks.length === 0) return { entries: [], exits: [] };
		this.nodes.push({ id: list.reference, parent: task.reference, type: 'group', task, label });
		return this.list(list, list.reference);
	}

	#lastLeaf({ reference }: TaskList): string | undefined {
		return this.nodes.findLast(({ id, type }) => type === 'task' && id.startsWith(`${reference}/`))?.id;
	}
}

/** With a condition it may be passed over. */
const alwaysFails = ({ kind, body }: TaskNode): boolean => kind === 'raise' && body['if'] === undefined;

function labelOf({ kind, body }: TaskNode): string {
	const own = kind ? body[kind] : undefined;
	if (kind === 'for' && isRecord(own)) return `for each ${String(own['each'] ?? 'item')}`;
	if (kind === 'listen' || kind === 'call') return 'for each one that comes';
	if (kind === 'fork' && isRecord(own))
		return own['compete'] === true ? 'the fastest wins' : 'at the same time';
	return '';
}

function retryWords({ body }: TaskNode): string {
	const handler = body['catch'];
	const retry = isRecord(handler) ? handler['retry'] : undefined;
	if (retry === undefined) return '';
	const limit = isRecord(retry) && isRecord(retry['limit']) ? retry['limit']['attempt'] : undefined;
	const count = isRecord(limit) ? limit['count'] : undefined;
	return typeof count === 'number' ? `, retries ${count} times` : ', retries';
}
