import { newCreationId, newRunId } from '#lib/model/id.ts';
import type { WorkflowRun } from '#lib/model/workflow.ts';
import { executeWorkflow } from './engine.ts';
import { standardFault } from './fault.ts';
import { MemoryBus, MemoryJournal } from './in-memory.ts';
import { createJqHere } from './jq-here.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { CloudEvent, HttpCall, RunEnd, WorkflowHost, WorkflowLimits } from './workflow.ts';

const HEAD = "document: { dsl: '1.0.0', namespace: test, name: one, version: '1.0.0' }\n";

/** One jq for all tests of a file. */
const expressions = createJqHere();

export interface World {
	readonly bus: MemoryBus;
	readonly clock: VirtualClock;
	/** Every request that was sent, in order. */
	readonly calls: HttpCall[];
	readonly events: CloudEvent[];
	/** What answers a request. */
	answer: (call: HttpCall) => Response | Promise<Response>;
	readonly host: WorkflowHost;
}

export function newWorld(facts: Partial<WorkflowHost> = {}): World {
	const [bus, clock] = [new MemoryBus(), new VirtualClock(1_000_000)];
	const events: CloudEvent[] = [];
	bus.subscribe({}, (event) => events.push(event));
	const refused = () => Promise.reject(standardFault('configuration', 'not in this test'));
	const world: World = {
		bus,
		clock,
		calls: [],
		events,
		answer: () => Response.json({}),
		host: {
			expressions: { evaluate: (...question) => clock.during(expressions.evaluate(...question)) },
			bus,
			now: () => clock.now(),
			random: () => 0.5,
			until: (at, signal) => clock.until(at, signal),
			http(call) {
				world.calls.push(call);
				return clock.during(Promise.resolve(world.answer(call)));
			},
			...{
				operation: refused,
				mcp: refused,
				script: refused,
				workflow: refused,
				detach: refused,
				secret: refused,
				attach: refused,
			},
			...facts,
		},
	};
	return world;
}

export const newRun = (text: string, input: unknown = {}): WorkflowRun => ({
	id: newRunId(),
	creationId: newCreationId(),
	definition: HEAD + text,
	definitionHash: '',
	status: 'pending',
	input: JSON.stringify(input),
	at: [],
	trigger: 'person',
	traceparent: '',
	startedAt: 1_000_000,
});

/** Runs a text to its end in a world of its own. */
export async function run(
	text: string,
	input: unknown = {},
	{
		world = newWorld(),
		limits = {},
	}: { readonly world?: World; readonly limits?: Partial<WorkflowLimits> } = {},
): Promise<RunEnd> {
	const begun = newRun(text, input);
	return executeWorkflow({ run: begun, host: world.host, journal: new MemoryJournal(begun), limits });
}

/** Its output, or what else became of it. */
export async function outputOf(text: string, input: unknown = {}, world?: World): Promise<unknown> {
	const end = await run(text, input, world ? { world } : {});
	return end.type === 'completed' ? end.output : end;
}
