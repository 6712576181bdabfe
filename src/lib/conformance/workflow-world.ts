import { newCreationId, newRunId } from '#lib/model/id.ts';
import type { WorkflowRun } from '#lib/model/workflow.ts';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { executeWorkflow } from '#lib/services/workflow/engine.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import { MemoryBus, MemoryJournal } from '#lib/services/workflow/in-memory.ts';
import { preparedOperation } from '#lib/commands/workflow/operations.ts';
import { VirtualClock } from '#lib/services/workflow/virtual-clock.ts';
import type {
	CloudEvent,
	ExprEngine,
	HttpCall,
	RunEnd,
	WorkflowHost,
} from '#lib/services/workflow/workflow.ts';
import { loadJq } from './workflow-jq.ts';
import { answerOf } from './workflow-services.ts';

export interface Ran {
	readonly end: RunEnd;
	/** Names of tasks in the order in which they began. */
	readonly order: readonly string[];
	readonly events: readonly CloudEvent[];
}

/** Runs a workflow in a world without network and without waiting. */
export async function runCase(definition: string, input: unknown): Promise<Ran> {
	const clock = new VirtualClock();
	const bus = new MemoryBus();
	const events: CloudEvent[] = [];
	bus.subscribe({}, (event) => events.push(event));
	const run = runOf(definition, input, clock.now());
	const journal = new MemoryJournal(run);
	const end = await executeWorkflow({ run, journal, host: hostOf(clock, bus, await loadJq()) });
	const steps = [...journal.rows.values()].sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
	return { end, order: steps.map(({ reference }) => reference.split('/').at(-1) ?? ''), events };
}

function runOf(definition: string, input: unknown, startedAt: number): WorkflowRun {
	return {
		id: newRunId(),
		creationId: newCreationId(),
		definition,
		definitionHash: '',
		status: 'pending',
		input: JSON.stringify(input ?? {}),
		at: [],
		trigger: 'call',
		traceparent: '',
		startedAt,
	};
}

function hostOf(clock: VirtualClock, bus: MemoryBus, expressions: ExprEngine): WorkflowHost {
	const http = async (call: HttpCall) => answerOf(call);
	const refused = () => Promise.reject(standardFault('configuration', 'There is none of it here.'));
	const openapi = createOpenApi();
	return {
		expressions: { evaluate: (...question) => clock.during(expressions.evaluate(...question)) },
		bus,
		now: () => clock.now(),
		random: () => 0.5,
		until: (at, signal) => clock.until(at, signal),
		http: (call) => clock.during(http(call)),
		operation: (call) =>
			clock.during(
				http({ method: 'GET', url: call.document, headers: {}, keepsRedirect: false })
					.then((answer) => answer.text())
					.then((text) => preparedOperation(openapi, text, call)),
			),
		mcp: refused,
		script: refused,
		workflow: refused,
		detach: refused,
		secret: refused,
		attach: refused,
	};
}
