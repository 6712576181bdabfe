import { runIdSchema } from '#lib/model/id-schema.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createWorkflowStore } from '#lib/services/storage/workflow-store.ts';
import { clockUntil } from '#lib/services/workflow/clock.ts';
import { closedHost } from '#lib/services/workflow/closed-host.ts';
import { executeWorkflow } from '#lib/services/workflow/engine.ts';
import { createJqHere } from '#lib/services/workflow/jq-here.ts';

/**
 * Another tab, driven by a test: works on the run that it is told of, as soon as its lock is free. Its effects are
 * messages to the test, which answers them, or ends this realm instead.
 */
const database = new Database({ name: self.name });
const answers = new Map<string, () => void>();

async function work(text: unknown): Promise<unknown> {
	const id = runIdSchema.parse(text);
	await database.openChecked();
	const store = createWorkflowStore(database);
	return navigator.locks.request(`wf:${self.name}:${id}`, async () => {
		const run = await store.run(id);
		if (!run) throw new Error('There is no such run.');
		return executeWorkflow({
			run,
			host: closedHost(createJqHere(), {
				now: () => Date.now(),
				until: clockUntil,
				async http({ headers, url }) {
					const key = headers['idempotency-key'] ?? '';
					postMessage({ type: 'effect', key });
					await new Promise<void>((resolve) => answers.set(key, resolve));
					return Response.json({ seen: new URL(url).pathname });
				},
			}),
			journal: {
				steps: () => store.steps(id),
				write: (steps, change) => store.write(id, steps, change),
			},
		});
	});
}

onmessage = async ({ data }: MessageEvent<{ type: 'work' | 'answer'; value: string }>) => {
	if (data.type === 'answer') answers.get(data.value)?.();
	else postMessage({ type: 'end', end: await work(data.value) });
};
