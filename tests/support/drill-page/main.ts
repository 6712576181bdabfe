import { decide } from '#lib/commands/workflow/decide.ts';
import { newCreationId, newRunId, type RunId } from '#lib/model/id.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createWorkflowStore } from '#lib/services/storage/workflow-store.ts';
import { clockUntil } from '#lib/services/workflow/clock.ts';
import { closedHost } from '#lib/services/workflow/closed-host.ts';
import { executeWorkflow } from '#lib/services/workflow/engine.ts';
import { createJqClient } from '#lib/workers/jq.ts';

const database = new Database({ name: 'drill' });
const store = createWorkflowStore(database);

/** Tells the test, which answers, or closes this tab instead. */
const tell = (what: string, key = ''): Promise<Response> =>
	fetch(`news/${what}`, { method: 'POST', headers: { 'idempotency-key': key } });

const drill = {
	async begin(definition: string): Promise<RunId> {
		await database.openChecked();
		const id = newRunId();
		const facts = { definition, definitionHash: '', input: '{}', at: [], traceparent: '' };
		await store.begin({
			...{ id, creationId: newCreationId(), status: 'pending', trigger: 'person' },
			...{ ...facts, startedAt: Date.now() },
		});
		return id;
	},

	/** Works on the run until it rests; as the product does, once no other tab works on it. */
	async work(id: RunId): Promise<string> {
		await database.openChecked();
		return navigator.locks.request(`drill:${id}`, async () => {
			const run = await store.run(id);
			if (!run) throw new Error('There is no such run.');
			const { type } = await executeWorkflow({
				run,
				host: closedHost(createJqClient(), {
					now: () => Date.now(),
					until: clockUntil,
					http: async ({ headers, url }) => {
						await tell('effect', headers['idempotency-key']);
						return Response.json({ seen: new URL(url).pathname });
					},
				}),
				journal: {
					steps: () => store.steps(id),
					async write(steps, change) {
						const written = await store.write(id, steps, change);
						await tell('written');
						return written;
					},
				},
			});
			return type;
		});
	},

	/** The person says that the step should be tried again. */
	retry: (id: RunId) => decide(store, id, 'retry', null),

	async record(id: RunId) {
		const steps = await store.steps(id);
		return {
			output: (await store.run(id))?.output,
			done: steps.filter(({ state }) => state === 'done').map(({ reference }) => reference),
		};
	},
};

declare global {
	interface Window {
		drill: typeof drill;
	}
}
window.drill = drill;
