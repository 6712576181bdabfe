import { creationIdOfUrn, type CreationId } from '#lib/model/id.ts';
import type { WorkflowRun } from '#lib/model/workflow.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import { clockUntil } from '#lib/services/workflow/clock.ts';
import type {
	EventBus,
	ExprEngine,
	HttpCall,
	OperationCall,
	PreparedOperation,
	WorkflowHost,
	WorkflowName,
} from '#lib/services/workflow/workflow.ts';
import { readManifest } from '../creation/assemble.ts';
import { linkBase } from '../mesh/address.ts';
import type { Caller } from '../mesh/mesh.ts';
import { childOf } from '../mesh/trace.ts';
import { gatewayFor } from '../run/gateway.ts';
import type { Lazy, Services } from '../services.ts';
import { callMcp } from './mcp.ts';
import { guestOf } from './guest.ts';
import { prepare, preparedOperation } from './operations.ts';
import { runScript } from './script.ts';
import { attach, unreadable } from './secrets.ts';
import { workflowNamed } from './sub-workflow.ts';

/** What all runs of a tab share. */
export interface Shared {
	readonly expressions: Lazy<ExprEngine>;
	readonly busOf: (id: CreationId) => EventBus;
}

/** The world as a run sees it: what its creation is linked to and was granted, and nothing else. */
export async function hostFor(run: WorkflowRun, services: Services, shared: Shared): Promise<WorkflowHost> {
	const caller = await callerOf(run, services);
	const http = requester(run, caller, services);
	const world: World = { run, caller, services, http };
	return {
		expressions: await shared.expressions(),
		bus: shared.busOf(run.creationId),
		now: () => Date.now(),
		random: () => Math.random(),
		until: clockUntil,
		http,
		operation: (call, signal) => operation(world, call, signal),
		mcp: (call, signal) => callMcp(call, http, signal),
		script: (call, signal) => runScript(call, caller, services, signal),
		workflow: (name) => workflowNamed(name, caller, services),
		detach: (name, input) => detach(world, name, input),
		secret: (name) => Promise.reject(standardFault('authorization', unreadable(name))),
		attach: (secret) => attach(world, secret),
	};
}

/** A run in its creation. */
export interface World {
	readonly run: WorkflowRun;
	readonly caller: Caller;
	readonly services: Services;
	readonly http: WorkflowHost['http'];
}

/** Links and grants as they are now: what was taken away since the run began is gone. */
async function callerOf({ creationId }: WorkflowRun, services: Services): Promise<Caller> {
	const read = await services.workspaces.with(creationId, async ({ files }) => readManifest(files));
	if (!read.ok) throw standardFault('configuration', read.error.message);
	return { id: creationId, manifest: read.value };
}

function requester(run: WorkflowRun, caller: Caller, services: Services): WorkflowHost['http'] {
	const gateway = gatewayFor(guestOf(caller, services), services);
	return async (call, signal) => {
		const headers = { ...call.headers, traceparent: childOf(run.traceparent) };
		return gateway(
			new Request(reachable(call.url), {
				method: call.method,
				headers,
				signal,
				redirect: call.keepsRedirect ? 'manual' : 'follow',
				...(call.body === undefined ? {} : { body: call.body }),
			}),
		);
	};
}

/** `aether:books/list` as the address that the gateway knows a link by. */
function reachable(url: string): string {
	const [, alias, path = ''] = /^aether:\/{0,2}([\w-]+)(\/.*)?$/.exec(url) ?? [];
	return alias === undefined ? url : `${linkBase(alias)}${path || '/'}`;
}

async function operation(world: World, call: OperationCall, signal: AbortSignal): Promise<PreparedOperation> {
	const { caller, services, http } = world;
	const openapi = await services.openapi();
	const [, alias] = /^aether:\/{0,2}([\w-]+)\/?$/.exec(call.document) ?? [];
	if (alias === undefined) {
		const wanted: HttpCall = { method: 'GET', url: call.document, headers: {}, keepsRedirect: false };
		const answer = await http(wanted, signal);
		if (!answer.ok)
			throw standardFault('communication', `${call.document} could not be read.`, answer.status);
		return preparedOperation(openapi, await answer.text(), call);
	}
	const link = caller.manifest.links?.[alias];
	const target = link && creationIdOfUrn(link.ref);
	if (!target) throw standardFault('configuration', `"${caller.manifest.title}" has no link "${alias}".`);
	const offer = await services.mesh.offers.of(target);
	if (!offer.ok) throw standardFault('configuration', offer.error.message);
	return prepare(openapi, offer.value.document, call, linkBase(alias));
}

async function detach({ run, caller, services }: World, name: WorkflowName, input: unknown) {
	const text = await workflowNamed(name, caller, services);
	const begun = await services.workflows.startText(run.creationId, text, {
		input,
		trigger: 'workflow',
		parent: run.traceparent,
	});
	if (!begun.ok) throw standardFault('configuration', begun.error.message);
	return begun.value;
}
