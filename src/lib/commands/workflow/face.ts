import * as z from 'zod/mini';
import { newUlid, type CreationId } from '#lib/model/id.ts';
import { runIdSchema } from '#lib/model/id-schema.ts';
import type { WorkflowRun } from '#lib/model/workflow.ts';
import type { WorkflowStore } from '#lib/services/storage/workflow-store.ts';
import { fromJson } from '#lib/services/workflow/data.ts';
import { problemResponse } from '../mesh/answers.ts';
import type { Workflows } from './workflows.ts';

const eventSchema = z.looseObject({
	id: z.optional(z.string()),
	source: z.optional(z.string()),
	type: z.string().check(z.minLength(1)),
});

/** Longest time that a caller may wait for the end of a run. ms. */
const LONGEST_WAIT_MS = 60_000;

/** Answers what others ask of a workflow creation: runs and events. Runs of other creations do not exist for it. */
export async function answerFace(
	workflows: Workflows,
	store: WorkflowStore,
	id: CreationId,
	request: Request,
): Promise<Response> {
	const { pathname } = new URL(request.url);
	const [, runText, action] = /^\/runs\/([^/]+)(\/cancel)?$/.exec(pathname) ?? [];
	if (request.method === 'POST' && pathname === '/runs') return start(workflows, store, id, request);
	if (request.method === 'POST' && pathname === '/events') return tell(workflows, id, request);
	const parsed = runIdSchema.safeParse(runText);
	const run = parsed.success ? await store.run(parsed.data) : undefined;
	if (run?.creationId !== id) return problemResponse(404, 'run-missing', 'There is no such run here.');
	if (request.method === 'GET' && !action) return shown(run, 200);
	if (request.method !== 'POST' || !action)
		return problemResponse(405, 'method-denied', 'That cannot be done with a run.');
	const cancelled = await workflows.cancel(run.id);
	if (!cancelled.ok) return problemResponse(409, cancelled.error.type, cancelled.error.message);
	return shown((await store.run(run.id)) ?? run, 202);
}

async function start(
	workflows: Workflows,
	store: WorkflowStore,
	id: CreationId,
	request: Request,
): Promise<Response> {
	const input = await bodyOf(request);
	if (input === undefined) return problemResponse(400, 'request-invalid', 'The input is no JSON.');
	const begun = await workflows.start(id, input, 'call');
	if (!begun.ok) return problemResponse(422, begun.error.type, begun.error.message);
	const seconds = Number(/\bwait=(\d+)/.exec(request.headers.get('prefer') ?? '')?.[1] ?? 0);
	if (seconds > 0) await orAfter(workflows.settled(begun.value), Math.min(seconds * 1_000, LONGEST_WAIT_MS));
	const run = await store.run(begun.value);
	if (!run) return problemResponse(500, 'run-missing', 'The run is gone.');
	return shown(run, run.endedAt === undefined ? 201 : 200);
}

async function tell(workflows: Workflows, id: CreationId, request: Request): Promise<Response> {
	const event = eventSchema.safeParse(await bodyOf(request));
	if (!event.success)
		return problemResponse(400, 'request-invalid', 'The body is no event: it needs a "type".');
	await workflows.deliver(id, {
		...event.data,
		specversion: '1.0',
		id: event.data.id ?? newUlid(),
		source: event.data.source ?? `urn:aether:${id}`,
		type: event.data.type,
	});
	return new Response(null, { status: 202 });
}

/** `{}` for no body, undefined for one that is no JSON. */
async function bodyOf(request: Request): Promise<unknown> {
	const text = await request.text();
	if (!text.trim()) return {};
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function orAfter(work: Promise<unknown>, ms: number): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
	clearTimeout(timer);
}

function shown(run: WorkflowRun, status: number): Response {
	const { id, output, error, startedAt, endedAt } = run;
	const facts = {
		id,
		status: run.status,
		...(output === undefined ? {} : { output: fromJson(output) }),
		...(error ? { error } : {}),
		startedAt,
		...(endedAt === undefined ? {} : { endedAt }),
	};
	return Response.json(facts, { status, headers: { location: `/runs/${id}` } });
}
