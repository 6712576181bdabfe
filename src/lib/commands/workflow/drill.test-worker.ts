import { runIdSchema } from '#lib/model/id-schema.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createWorkflowStore } from '#lib/services/storage/workflow-store.ts';
import { clockUntil } from '#lib/services/workflow/clock.ts';
import { executeWorkflow } from '#lib/services/workflow/engine.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import { MemoryBus } from '#lib/services/workflow/in-memory.ts';
import { createJqHere } from '#lib/services/workflow/jq-here.ts';

/**
 * Another tab, driven by a test: works on the run that it is told of, as soon as its lock is free. Its effects are
 * messages to the test, which answers them, or ends this realm instead.
 */
const database = new Database({ name: self.name });
const answers = new Map<string, () => void>();
const refused = () => Promise.reject(standardFault('configuration', 'Not in this test.'));

async function work(text: unknown): Promise<unknown> {
	const id = runIdSchema.parse(text);
	await database.openChecked();
	const store = createWorkflowStore(database);
	return navigator.locks.request(`wf:${self.name}:${id}`, async () => {
		const run = await store.run(id);
		if (!run) throw new Error('There is no such run.');
		return executeWorkflow({
			run,
			host: {
				expressions: createJqHere(),
				bus: new MemoryBus(),
				now: () => Date.now(),
				random: () => Math.random(),
				until: clockUntil,
				...{
					operation: refused,
					mcp: refused,
					script: refused,
					workflow: refused,
					detach: refused,
					secret: refused,
					attach: refused,
				},
				async http({ headers, url }) {
					const key = headers['idempotency-key'] ?? '';
					postMessage({ type: 'effect', key });
					await new Promise<void>((resolve) => answers.set(key, resolve));
					return Response.json({ seen: new URL(url).pathname });
				},
			},
			journal: {
				steps: () => store.steps(id),
				write: async (steps, change) => {
					const written = await store.write(id, steps, change);
					postMessage({ type: 'written' });
					return written;
				},
			},
		});
	});
}

onmessage = async ({ data }: MessageEvent<{ type: 'work' | 'answer'; value: string }>) => {
	if (data.type === 'answer') answers.get(data.value)?.();
	else postMessage({ type: 'end', end: await work(data.value) });
};
