import type { WorkflowRun } from '#lib/model/workflow.ts';
import { fromJson, isTruthy, jsonOf } from './data.ts';
import type { TaskDefinition, WorkflowDefinition } from './definition.ts';
import { expressionTemplate, templateOf, type Template } from './expression.ts';
import { standardFault } from './fault.ts';
import type { Place } from './place.ts';
import type { RunRecord } from './record.ts';
import type { WorkflowHost, WorkflowLimits } from './workflow.ts';

/** What is the same for all tasks of a list, and changes with depth. */
export interface Frame {
	readonly indices: readonly string[];
	readonly attempts: readonly number[];
	/** `$item`, `$error` …, by name without `$`. */
	readonly variables: Readonly<Record<string, unknown>>;
	readonly signal: AbortSignal;
	readonly depth: number;
}

/** A wait that is going on. */
interface Pause {
	readonly until?: number;
	readonly what: string;
}

interface Parts {
	readonly run: WorkflowRun;
	readonly host: WorkflowHost;
	readonly definition: WorkflowDefinition;
	readonly limits: WorkflowLimits;
	readonly record: RunRecord;
	/** As it was given. */
	readonly input: unknown;
	/** Of the task that runs this workflow; the top where nothing does. */
	readonly place: Place;
	readonly tally?: { steps: number };
}

/** One run at work: its data, its record and its world. */
export class Execution {
	readonly run: WorkflowRun;
	readonly host: WorkflowHost;
	readonly definition: WorkflowDefinition;
	readonly limits: WorkflowLimits;
	readonly record: RunRecord;
	/** The input as it was given. */
	readonly #given: unknown;
	#context: unknown = {};
	readonly #tally: { steps: number };
	#secrets: Promise<Readonly<Record<string, unknown>>> | undefined;
	readonly #at = new Map<string, number>();
	readonly #pauses = new Map<string, Pause>();

	constructor(parts: Parts) {
		this.run = parts.run;
		this.host = parts.host;
		this.definition = parts.definition;
		this.limits = parts.limits;
		this.record = parts.record;
		this.#given = parts.input;
		this.#tally = parts.tally ?? { steps: 0 };
		const context = this.record.contextIn(parts.place);
		if (context !== undefined) this.#context = fromJson(context);
	}

	/** Another workflow inside this run: with data of its own, in the same record. */
	within(definition: WorkflowDefinition, input: unknown, place: Place): Execution {
		return new Execution({ ...this.#parts(), definition, input, place });
	}

	#parts(): Omit<Parts, 'definition' | 'input' | 'place'> {
		const { run, host, limits, record } = this;
		return { run, host, limits, record, tally: this.#tally };
	}

	/** Replaces `$context`; gives it as JSON. */
	export(value: unknown): string {
		this.#context = value;
		return jsonOf(value);
	}

	/** Counts a task against the limits of the run. */
	count(depth: number): void {
		if (depth > this.limits.depth)
			throw standardFault(
				'runtime',
				`Tasks may lie ${this.limits.depth} deep in each other; these lie deeper.`,
			);
		this.#tally.steps++;
		if (this.#tally.steps > this.limits.steps)
			throw standardFault(
				'runtime',
				`A run may take ${this.limits.steps.toLocaleString('en')} steps, and this one wants more. Is there a loop that does not end?`,
			);
	}

	/** JSON of what a task gave. */
	json(output: unknown): string {
		const text = jsonOf(output);
		if (text.length <= this.limits.dataCharacters) return text;
		throw standardFault(
			'runtime',
			`A task may give ${this.limits.dataCharacters} characters of JSON, and this gave more.`,
		);
	}

	enter(reference: string): void {
		this.#at.set(reference, (this.#at.get(reference) ?? 0) + 1);
		this.record.moved([...this.#at.keys()]);
	}

	leave(reference: string): void {
		const left = (this.#at.get(reference) ?? 1) - 1;
		if (left > 0) this.#at.set(reference, left);
		else this.#at.delete(reference);
		this.record.moved([...this.#at.keys()]);
	}

	/** Shows that the run waits for as long as `work` takes, once everything before it is on disk. */
	async pausing<T>(reference: string, pause: Pause, work: () => Promise<T>): Promise<T> {
		this.#pauses.set(reference, pause);
		this.#showPauses();
		await this.record.flush();
		try {
			return await work();
		} finally {
			this.#pauses.delete(reference);
			this.#showPauses();
		}
	}

	#showPauses(): void {
		const pauses = [...this.#pauses.values()];
		const times = pauses.flatMap(({ until }) => (until === undefined ? [] : [until]));
		this.record.change({
			status: pauses.length > 0 ? 'waiting' : 'running',
			wakeAt: times.length > 0 ? Math.min(...times) : null,
			waitingFor: pauses[0]?.what ?? null,
		});
	}

	/** `value` with every `${ … }` in it filled. */
	async fill(value: unknown, input: unknown, frame: Frame): Promise<unknown> {
		return this.#fill(templateOf(value), input, frame);
	}

	/** The value of a string that is an expression, with or without `${ … }`; of an object, as `fill`. */
	async evaluate(value: unknown, input: unknown, frame: Frame): Promise<unknown> {
		return this.#fill(
			typeof value === 'string' ? expressionTemplate(value) : templateOf(value),
			input,
			frame,
		);
	}

	async test(condition: unknown, input: unknown, frame: Frame): Promise<boolean> {
		return isTruthy(await this.evaluate(condition, input, frame));
	}

	async #fill(template: Template, input: unknown, frame: Frame): Promise<unknown> {
		if (template.sources.length === 0) return template.fill([]);
		const needsSecrets = template.sources.some((source) => /\$secrets\b/.test(source));
		const variables = {
			...this.#variables(),
			...(needsSecrets ? { secrets: await this.#loadSecrets() } : {}),
			...frame.variables,
		};
		const values = await this.host.expressions.evaluate(template.sources, { input, variables });
		frame.signal.throwIfAborted();
		if (!values.ok) throw standardFault('expression', values.error.message);
		return template.fill(values.value);
	}

	#variables(): Readonly<Record<string, unknown>> {
		return {
			context: this.#context,
			workflow: {
				id: this.run.id,
				definition: this.definition.source,
				input: this.#given,
				startedAt: momentOf(this.run.startedAt),
			},
			runtime: { name: 'AetherOS', version: '1.0.0', metadata: {} },
		};
	}

	#loadSecrets(): Promise<Readonly<Record<string, unknown>>> {
		const names: readonly unknown[] = Array.isArray(this.definition.use['secrets'])
			? this.definition.use['secrets']
			: [];
		this.#secrets ??= Promise.all(
			names.map(async (name) => [String(name), await this.host.secret(String(name))] as const),
		).then((entries) => Object.fromEntries(entries));
		return this.#secrets;
	}
}

/** A moment as the DSL gives it to expressions. */
export const momentOf = (ms: number) => ({
	iso8601: new Date(ms).toISOString(),
	epoch: { seconds: Math.floor(ms / 1_000), milliseconds: Math.floor(ms) },
});

/** What a task kind works with. */
export interface Activity {
	readonly execution: Execution;
	readonly name: string;
	readonly task: TaskDefinition;
	readonly reference: string;
	/** After `input.from`. */
	readonly input: unknown;
	/** With `$input`, `$task` and all else that is visible inside the task. */
	readonly frame: Frame;
}

export interface TaskEnd {
	readonly output: unknown;
	/** `exit`, `end`, a name; absent goes on. */
	readonly then?: string;
}

export type TaskRunner = (activity: Activity) => Promise<TaskEnd>;
