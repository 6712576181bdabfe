import { LineCounter, parseDocument } from 'yaml';
import { allTasks, isRecord, rootList, type TaskList, type TaskNode } from '#lib/kinds/workflow/tasks.ts';
import type { Problem } from '#lib/model/result.ts';
import type { WorkflowStep } from '#lib/model/workflow.ts';
import { editText, type Edit } from '#lib/kinds/workflow/edit.ts';
import { flowGraph, type FlowGraph } from '#lib/kinds/workflow/graph.ts';
import { NO_STATES, statesOf, type StepState } from './states.ts';
import { freeName, type PaletteItem } from './palette.ts';

/** Why the text cannot be read, and where. */
export interface TextProblem {
	readonly message: string;
	/** From 1. */
	readonly line: number;
}

/** A workflow as the pane shows it: its text, the last graph that could be read, and what is chosen in it. */
export class WorkflowView {
	text = $state('');
	problem: TextProblem | undefined = $state.raw();
	/** The last definition that could be read. */
	definition: unknown = $state.raw();
	/** Reference of the chosen step. */
	selected: string | undefined = $state.raw();
	/** How the steps of the shown run stand, by reference. */
	states: ReadonlyMap<string, StepState> = $state.raw(NO_STATES);
	#past: readonly { readonly before: string; readonly after: string }[] = $state.raw([]);
	readonly #write: (text: string) => void;

	/** Whether times or events start it. */
	readonly hasSchedule: boolean = $derived(isRecord(this.definition) && 'schedule' in this.definition);
	readonly list: TaskList = $derived(rootList(this.definition));
	readonly tasks: readonly TaskNode[] = $derived(allTasks(this.list));
	readonly graph: FlowGraph = $derived(flowGraph(this.definition));

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	get task(): TaskNode | undefined {
		return this.tasks.find(({ reference }) => reference === this.selected);
	}

	get canUndo(): boolean {
		return this.#past.at(-1)?.after === this.text;
	}

	/** The schema of `input`, for the form of a new run. */
	get inputSchema(): Readonly<Record<string, unknown>> | undefined {
		const input = isRecord(this.definition) ? this.definition['input'] : undefined;
		const schema = isRecord(input) && isRecord(input['schema']) ? input['schema']['document'] : undefined;
		if (!isRecord(schema)) return undefined;
		// Without a type it takes events as well; what a person fills in is an object.
		return isRecord(schema['properties']) ? { ...schema, type: 'object' } : schema;
	}

	/** Takes the text as it is now; what cannot be read leaves the last good graph. */
	read(text: string): void {
		if (text === this.text) return;
		this.text = text;
		const lines = new LineCounter();
		const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
		const [error] = document.errors;
		this.problem = error && { message: error.message, line: lines.linePos(error.pos[0]).line };
		if (error) return;
		const value: unknown = document.toJS();
		if (!isRecord(value)) this.problem = { message: 'The workflow is empty.', line: 1 };
		else this.definition = value;
	}

	/** Makes one change in the text; gives why it cannot be made. */
	apply(edit: Edit): Problem | undefined {
		const edited = editText(this.text, edit);
		if (!edited.ok) return edited.error;
		if (edited.value === this.text) return undefined;
		this.#past = [...this.#past.slice(-49), { before: this.text, after: edited.value }];
		this.#put(edited.value);
		return undefined;
	}

	/** Adds a step after the chosen one, or at the end. */
	add(item: PaletteItem): Problem | undefined {
		const after = this.task;
		const list = after ? after.path.slice(0, -2) : ['do'];
		const index = after ? Number(after.path.at(-2)) + 1 : this.list.tasks.length;
		const name = freeName(
			item.name,
			this.tasks.map((task) => task.name),
		);
		const problem = this.apply({ type: 'add', list, index, name, body: item.body });
		if (!problem)
			this.selected = this.tasks.find(
				(task) => task.name === name && Number(task.path.at(-2)) === index,
			)?.reference;
		return problem;
	}

	/** Sends the flow from one step to another of the same list. */
	connect(source: string, target: string): Problem | undefined {
		const [from, to] = [source, target].map((id) => this.tasks.find(({ reference }) => reference === id));
		const isEnd = target === 'end';
		const isBeside = from && to && from.path.slice(0, -2).join('/') === to.path.slice(0, -2).join('/');
		if (!from || (!isEnd && !isBeside))
			return {
				type: 'connect-refused',
				message: 'A step can lead to a step of the same list, or to the end.',
			};
		return this.apply({ type: 'set', path: from.path, at: ['then'], value: isEnd ? 'end' : to?.name });
	}

	undo(): void {
		const last = this.#past.at(-1);
		if (!last || last.after !== this.text) return;
		this.#past = this.#past.slice(0, -1);
		this.#put(last.before);
	}

	/** Shows how a run stands in the diagram: its steps, and where it is now. */
	show(steps: readonly WorkflowStep[], at: readonly string[]): void {
		this.states = statesOf(steps, at);
	}

	#put(text: string): void {
		this.read(text);
		this.#write(text);
	}
}
