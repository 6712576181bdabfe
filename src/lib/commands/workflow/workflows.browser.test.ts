import { afterAll, beforeAll, expect, test } from 'vitest';
import { urnOf, type CreationId, type RunId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { execute } from '../command.ts';
import { cancelWorkflow, resolveWorkflow, retryWorkflowFrom, startWorkflow } from './workflow.ts';

let house: MeshHouse;
let books: CreationId;

const BOOKS = {
	'openapi.yaml': `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get: { operationId: listBooks, responses: { '200': { description: All } } }
    post:
      operationId: addBook
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [title], properties: { title: { type: string } } } } } }
      responses: { '201': { description: Added } }
`,
	'src/index.ts': `import { get, set } from 'aether:storage';
export default { async fetch(request: Request): Promise<Response> {
	const books = JSON.parse((await get('books')) ?? '[]');
	if (request.method === 'GET') return Response.json(books);
	const book = { ...(await request.json()), key: request.headers.get('idempotency-key') };
	await set('books', JSON.stringify([...books, book]));
	return Response.json(book, { status: 201 });
} };`,
};

beforeAll(async () => {
	house = await openMeshHouse();
	books = await house.make({ kind: 'api', name: 'books' }, BOOKS);
});
afterAll(() => house.close());

const HEAD = "document: { dsl: '1.0.0', namespace: test, name: flow, version: '1.0.0' }\n";

const workflow = (text: string, operations?: string[]): Promise<CreationId> =>
	house.make(
		{
			kind: 'workflow',
			name: 'flow',
			entry: 'workflow.yaml',
			links: { books: { ref: urnOf(books), range: '^1.0.0', ...(operations ? { operations } : {}) } },
		},
		{ 'workflow.yaml': HEAD + text, 'openapi.yaml': FACE },
	);

const FACE = `openapi: 3.1.0
info: { title: Flow, version: 1.0.0 }
paths:
  /runs:
    post: { operationId: startRun, responses: { default: { description: Run } } }
  /runs/{id}:
    get: { operationId: getRun, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { default: { description: Run } } }
  /runs/{id}/cancel:
    post: { operationId: cancelRun, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { default: { description: Run } } }
  /events:
    post: { operationId: sendEvent, responses: { default: { description: Sent } } }
`;

const valueOf = <T>(result: Result<T, Problem>): T => {
	if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
	return result.value;
};

const start = async (creationId: CreationId, input: Record<string, string> = {}): Promise<RunId> =>
	valueOf(await execute(startWorkflow, { creationId, input }, house.services));

const end = async (id: RunId) => house.services.workflows.settled(id);

/** Resolves with the run's row once it looks as wanted. */
async function until(id: RunId, status: string) {
	for (;;) {
		const run = await house.services.storage.workflows.run(id);
		if (run?.status === status) return run;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

const ask = async (
	id: CreationId,
	path: string,
	method = 'GET',
	body?: unknown,
	headers: HeadersInit = {},
) => {
	const request = new Request(`https://flow.test${path}`, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return valueOf(await house.services.mesh.inspect(id, request)).response;
};

test('a workflow calls operations of a linked creation, with a key that makes repeats harmless', async () => {
	const id = await workflow(`do:
  - add: { call: openapi, with: { document: { endpoint: 'aether:books' }, operationId: addBook, parameters: { body: { title: '\${ .title }' } } } }
  - all: { call: http, with: { method: get, endpoint: 'aether:books/books' }, output: { as: '{ titles: map(.title), keys: map(.key | length) }' } }`);
	const run = await end(await start(id, { title: 'Emma' }));
	expect(run?.error).toBeUndefined();
	expect(JSON.parse(run?.output ?? 'null')).toEqual({ titles: ['Emma'], keys: [64] });
});

test('an operation that the manifest does not link, and an address that was not granted, are refused', async () => {
	const id = await workflow(
		`do: [{ add: { call: openapi, with: { document: { endpoint: 'aether:books' }, operationId: addBook, parameters: { body: { title: no } } } } }]`,
		['listBooks'],
	);
	expect((await end(await start(id)))?.error).toMatchObject({ status: 403 });
	const out = await workflow(
		`do: [{ out: { call: http, with: { method: get, endpoint: 'https://example.com/' } } }]`,
	);
	expect((await end(await start(out)))?.error).toMatchObject({ status: 403 });
});

test('a broken workflow does not start, and the line of its mistake is named', async () => {
	const id = await workflow('do:\n  - a: { sett: {} }');
	const started = await execute(startWorkflow, { creationId: id }, house.services);
	expect(started).toMatchObject({ ok: false, error: { type: 'workflow-invalid' } });
	expect(started.ok ? '' : started.error.message).toContain('line 3');
});

test('a run that waits says for what, and can be cancelled', async () => {
	const id = await workflow(`do: [{ nap: { wait: { hours: 1 } } }]`);
	const run = await until(await start(id), 'waiting');
	expect(run.at).toEqual(['/do/0/nap']);
	expect(run.wakeAt).toBeGreaterThan(Date.now());
	valueOf(await execute(cancelWorkflow, { runId: run.id }, house.services));
	expect(await end(run.id)).toMatchObject({ status: 'cancelled', at: [] });
	expect(await execute(cancelWorkflow, { runId: run.id }, house.services)).toMatchObject({
		error: { type: 'run-ended' },
	});
});

test('others start a workflow, wait for its end, and tell it events', async () => {
	const id = await workflow(
		`do: [{ hear: { listen: { to: { one: { with: { type: door.opened } } } } } }, { tell: { set: { by: '\${ .[0].who }' } } }]`,
	);
	const begun = await ask(id, '/runs', 'POST', {});
	expect(begun.status).toBe(201);
	const { id: runId } = (await begun.json()) as { id: RunId };
	await until(runId, 'waiting');
	expect((await ask(id, '/events', 'POST', { type: 'door.opened', data: { who: 'Ada' } })).status).toBe(202);
	await end(runId);
	expect(await (await ask(id, `/runs/${runId}`)).json()).toMatchObject({
		status: 'completed',
		output: { by: 'Ada' },
	});
	expect((await ask(id, '/runs/01J00000000000000000000000')).status).toBe(404);
	const quick = await workflow(`do: [{ a: { set: { b: '\${ .c }' } } }]`);
	const waited = await ask(quick, '/runs', 'POST', { c: 3 }, { prefer: 'wait=20' });
	expect([waited.status, await waited.json()]).toMatchObject([200, { output: { b: 3 } }]);
});

test('a script runs in a sandbox of its own, with what it is given', async () => {
	const id = await workflow(`do:
  - compute:
      run:
        script:
          language: javascript
          arguments: ['3', '4']
          stdin: 'Hello'
          code: |
            console.log(JSON.stringify({ sum: argv.map(Number).reduce((a, b) => a + b), stdin }));`);
	const run = await end(await start(id));
	expect(run?.error).toBeUndefined();
	expect(JSON.parse(run?.output ?? 'null')).toEqual({ sum: 7, stdin: 'Hello' });
});

test('a run is repeated from a step on, with all before it taken over', async () => {
	const id = await workflow(`do:
  - first: { set: { at: '\${ now }' } }
  - second: { set: { at: '\${ .at }', again: '\${ now }' } }`);
	const run = await end(await start(id));
	const next = valueOf(
		await execute(retryWorkflowFrom, { runId: run!.id, reference: '/do/1/second' }, house.services),
	);
	const [before, after] = [run, await end(next)].map(
		(each) => JSON.parse(each?.output ?? 'null') as { at: number; again: number },
	);
	expect(after?.at).toBe(before?.at);
	expect(after?.again).not.toBe(before?.again);
	expect(await execute(resolveWorkflow, { runId: next, decision: 'retry' }, house.services)).toMatchObject({
		error: { type: 'run-not-suspended' },
	});
});
