import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCreationId, newRunId, newUlid, type RunId } from '#lib/model/id.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createWorkflowStore, type WorkflowStore } from '#lib/services/storage/workflow-store.ts';
import { decide } from './decide.ts';
import DrillWorker from './drill.test-worker.ts?worker';

const EFFECTS = 12;
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
	readonly type: 'effect' | 'written' | 'end';
	readonly key?: string;
	readonly end?: { readonly type: string };
}

/** Works on the run in a realm of its own, which is ended with the n-th news from it. Resolves to how it ended, or 'killed'. */
function workUntil(id: RunId, arrived: string[], killAt = Infinity): Promise<string> {
	const worker = new DrillWorker({ name });
	let seen = 0;
	return new Promise((resolve, reject) => {
		worker.onerror = (event) => reject(new Error(event.message));
		worker.onmessage = ({ data }: MessageEvent<News>) => {
			if (data.type === 'effect' && data.key !== undefined) arrived.push(data.key);
			const isKilled = ++seen >= killAt;
			if (isKilled || data.type === 'end') {
				worker.terminate();
				resolve(isKilled ? 'killed' : (data.end?.type ?? ''));
			} else if (data.type === 'effect') worker.postMessage({ type: 'answer', value: data.key });
		};
		worker.postMessage({ type: 'work', value: id });
	});
}

test('a tab that is killed at any boundary leaves a run that the next one ends as if nothing had been', async () => {
	const calm = await begin();
	const calls: string[] = [];
	expect(await workUntil(calm, calls)).toBe('completed');
	const wanted = (await store.run(calm))?.output;
	// News: one for the start, then intent, effect, answer for each call.
	for (let killAt = 1; killAt <= 1 + 3 * EFFECTS; killAt += 2) {
		const id = await begin();
		const arrived: string[] = [];
		expect(await workUntil(id, arrived, killAt)).toBe('killed');
		let end = await workUntil(id, arrived);
		if (end === 'suspended') {
			await decide(store, id, 'retry', null);
			end = await workUntil(id, arrived);
		}
		expect(end).toBe('completed');
		expect((await store.run(id))?.output).toBe(wanted);
		const done = (await store.steps(id)).filter(({ state }) => state === 'done');
		expect(done).toHaveLength(EFFECTS);
		expect(arrived.length).toBeLessThanOrEqual(EFFECTS + 1);
		expect(new Set(arrived).size).toBe(EFFECTS);
	}
}, 120_000);

test('two tabs that take the same run do its work once', async () => {
	const id = await begin();
	const arrived: string[] = [];
	const ends = await Promise.all([workUntil(id, arrived), workUntil(id, arrived)]);
	expect(ends).toEqual(['completed', 'completed']);
	expect(arrived).toHaveLength(EFFECTS);
}, 60_000);
