import { textOf } from '#lib/model/files.ts';
import { newRunId, type CreationId, type RunId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { WorkflowRun } from '#lib/model/workflow.ts';
import type { CloudEvent, EventBus, ExprEngine } from '#lib/services/workflow/workflow.ts';
import { readManifest } from '../creation/assemble.ts';
import { childOf } from '../mesh/trace.ts';
import type { Lazy, Services } from '../services.ts';
import { WorkflowBuses } from './local-bus.ts';
import { RunKeeper } from './run-keeper.ts';
import { Schedules } from './schedules.ts';

export type Trigger = WorkflowRun['trigger'];

/** What the person knows of an effect that the journal does not. */
export type Decision = 'retry' | 'happened' | 'fail';

/** A workflow creation as it is now. */
export interface WorkflowSource {
	readonly manifest: Manifest;
	/** The workflow's text. */
	readonly text: string;
}

/** The runs of workflow creations: they are begun, kept at work while a tab is open, and steered here. */
export class Workflows {
	/** Events as one creation may tell and hear them. */
	readonly busOf: (id: CreationId) => EventBus;
	/** One jq for the whole tab. */
	readonly expressions: Lazy<ExprEngine>;
	readonly schedules: Schedules;
	readonly #buses: WorkflowBuses;
	readonly #keeper: RunKeeper;
	#services: Services | undefined;

	/** `scope` tells profiles apart: the name of the database. */
	constructor(scope: string, expressions: Lazy<ExprEngine>) {
		this.#buses = new WorkflowBuses(scope, () => this.#connected());
		this.busOf = (id) => this.#buses.of(id);
		this.expressions = expressions;
		this.#keeper = new RunKeeper(scope, () => this.#connected(), { expressions, busOf: this.busOf });
		this.schedules = new Schedules(scope, () => this.#connected());
	}

	/** Called once by `boot.ts`. */
	connect(services: Services): void {
		this.#services = services;
	}

	/** Called once, when the page has time for it: runs that a closed tab left go on, and so do schedules. */
	wake(): void {
		this.#keeper.open();
		this.schedules.open();
	}

	/** Lets go of everything, so that another tab can go on. */
	close(): void {
		this.schedules.close();
		this.#keeper.close();
		this.#buses.close();
	}

	/** Hands an event to the runs that wait for it, and starts those that it begins. */
	deliver(id: CreationId, event: CloudEvent): Promise<void> {
		return this.#buses.deliver(id, event);
	}

	/** Begins a run of the creation as it is now. Fails with `creation-missing`, `workflow-missing` or `workflow-invalid`. */
	async start(id: CreationId, input: unknown, trigger: Trigger): Promise<Result<RunId, Problem>> {
		const source = await this.source(id);
		return source.ok ? this.startText(id, source.value.text, { input, trigger }) : source;
	}

	/** The same for a text that the creation may run. */
	async startText(
		creationId: CreationId,
		text: string,
		{
			input,
			trigger,
			parent,
		}: { readonly input: unknown; readonly trigger: Trigger; readonly parent?: string },
	): Promise<Result<RunId, Problem>> {
		const [{ parseWorkflow }, { sha256 }] = await Promise.all([
			import('#lib/services/workflow/definition.ts'),
			import('#lib/services/workflow/place.ts'),
		]);
		const parsed = parseWorkflow(text);
		if (!parsed.ok) return err(invalid(parsed.error[0]));
		const run: WorkflowRun = {
			id: newRunId(),
			creationId,
			definition: text,
			definitionHash: sha256(text),
			status: 'pending',
			input: JSON.stringify(input ?? {}),
			at: [],
			trigger,
			traceparent: childOf(parent ?? null),
			startedAt: Date.now(),
		};
		const begun = await this.#connected().storage.workflows.begin(run);
		if (!begun.ok) return begun;
		this.#keeper.keep(run.id);
		return ok(run.id);
	}

	/** Resolves when a run rests: over, or suspended; with its row, or undefined where there is none. */
	async settled(id: RunId): Promise<WorkflowRun | undefined> {
		await this.#keeper.settled(id);
		return this.#connected().storage.workflows.run(id);
	}

	/** Fails with `run-missing` or `run-ended`. */
	async cancel(id: RunId): Promise<Result<void, Problem>> {
		const run = await this.#connected().storage.workflows.run(id);
		if (!run) return err(RUN_MISSING);
		if (run.endedAt !== undefined) return err(RUN_ENDED);
		return this.#keeper.cancel(id);
	}

	/** Fails with `run-missing` or `run-not-suspended`. */
	async resolve(id: RunId, decision: Decision, output: unknown): Promise<Result<void, Problem>> {
		const { decide } = await import('./decide.ts');
		const decided = await decide(this.#connected().storage.workflows, id, decision, output);
		if (decided.ok) this.#keeper.keep(id);
		return decided;
	}

	/** Fails with `run-missing` or `step-missing`. */
	async retryFrom(id: RunId, reference: string): Promise<Result<RunId, Problem>> {
		const { branchOff } = await import('./decide.ts');
		const run = await branchOff(this.#connected().storage.workflows, id, reference);
		if (run.ok) this.#keeper.keep(run.value);
		return run;
	}

	/** The face of a workflow creation: what others call. Always an answer. */
	async answer(id: CreationId, request: Request): Promise<Response> {
		const { answerFace } = await import('./face.ts');
		return answerFace(this, this.#connected().storage.workflows, id, request);
	}

	/** Fails with `creation-missing`, `manifest-invalid` or `workflow-missing`. */
	source(id: CreationId): Promise<Result<WorkflowSource, Problem>> {
		return this.#connected().workspaces.with(id, async ({ files }) => {
			const manifest = readManifest(files);
			if (!manifest.ok) return manifest;
			const text = textOf(files.get(manifest.value.entry));
			return text === undefined ? err(missing(manifest.value)) : ok({ manifest: manifest.value, text });
		});
	}

	#connected(): Services {
		if (!this.#services) throw new Error('Workflows.connect was not called');
		return this.#services;
	}
}

/** One bus for all creations, for as long as this page lives. */
const missing = ({ entry }: Manifest): Problem => ({
	type: 'workflow-missing',
	message: `There is no workflow at ${entry}.`,
	action: 'Check "entry" in aether.json.',
});

const invalid = (first: { readonly line: number; readonly message: string } | undefined): Problem => ({
	type: 'workflow-invalid',
	message: `The workflow cannot run: line ${first?.line ?? 1}: ${first?.message ?? ''}`,
	action: 'Correct the workflow and run it again.',
});

const RUN_MISSING: Problem = { type: 'run-missing', message: 'This run is not on this device.' };
const RUN_ENDED: Problem = { type: 'run-ended', message: 'This run is over already.' };
