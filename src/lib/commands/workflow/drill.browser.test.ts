import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCreationId, newRunId, newUlid, type RunId } from '#lib/model/id.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createWorkflowStore, type WorkflowStore } from '#lib/services/storage/workflow-store.ts';
import DrillWorker from './drill.test-worker.ts?worker';

const EFFECTS = 3;
const TEXT = `document: { dsl: '1.0.0', namespace: test, name: drill, version: '1.0.0' }
do:
${Array.from({ length: EFFECTS }, (_, n) => `  - call${n}: { call: http, with: { method: post, endpoint: 'https://a.test/${n}' }, output: { as: '$input + { n${n}: .seen }' } }`).join('\n')}`;

const name = newUlid();
const database = new Database({ name });
let store: WorkflowStore;

beforeAll(async () => {
	await database.openChecked();
	store = createWorkflowStore(database);
});
afterAll(() => database.delete());

async function begin(): Promise<RunId> {
	const id = newRunId();
	await store.begin({
		id,
		creationId: newCreationId(),
		definition: TEXT,
		definitionHash: '',
		status: 'pending',
		input: '{}',
		at: [],
		trigger: 'person',
		traceparent: '',
		startedAt: Date.now(),
	});
	return id;
}

interface News {
	readonly type: 'effect' | 'end';
	readonly key?: string;
	readonly end?: { readonly type: string };
}

/** Works on the run in a realm of its own. Resolves to how it ended. */
function work(id: RunId, arrived: string[]): Promise<string> {
	const worker = new DrillWorker({ name });
	return new Promise((resolve, reject) => {
		worker.onerror = (event) => reject(new Error(event.message));
		worker.onmessage = ({ data }: MessageEvent<News>) => {
			if (data.type === 'end') {
				worker.terminate();
				resolve(data.end?.type ?? '');
				return;
			}
			if (data.key !== undefined) arrived.push(data.key);
			worker.postMessage({ type: 'answer', value: data.key });
		};
		worker.postMessage({ type: 'work', value: id });
	});
}

test('two tabs that take the same run do its work once', async () => {
	const id = await begin();
	const arrived: string[] = [];
	const ends = await Promise.all([work(id, arrived), work(id, arrived)]);
	expect(ends).toEqual(['completed', 'completed']);
	expect(arrived).toHaveLength(EFFECTS);
});
