import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { createStorage } from './create-storage.ts';
import { Database } from './database.ts';
import type { WorkingTree } from './storage.ts';
import { appendUpdate } from './tree-store.ts';

const dataSchema = z.map(z.string(), z.string());

/** Storage in another realm, driven by a test: stands in for a second tab. */
const storage = createStorage({ name: self.name });
let tree: WorkingTree;

async function act(type: string, value: unknown): Promise<unknown> {
	if (type === 'open') {
		await storage.open();
		const opened = await storage.openTree(creationIdSchema.parse(value));
		if (!opened.ok) throw new Error(opened.error.message);
		tree = opened.value;
	}
	if (type === 'type')
		for (let i = 0; i < Number(value); i++) {
			tree.text('a.txt')?.insert(0, `there ${i}\n`);
			await tree.saved();
		}
	if (type === 'type silently') await typeSilently(Number(value));
	if (type === 'keep') await storage.appData(tree.id, 10_000).write(dataSchema.parse(value));
	return type === 'read' ? tree.files() : undefined;
}

/** Stores updates without telling anybody. */
async function typeSilently(count: number): Promise<void> {
	const database = new Database({ name: self.name });
	await database.open();
	const updates: Uint8Array[] = [];
	tree.doc.on('update', (update: Uint8Array) => updates.push(update));
	tree.doc.transact(() => undefined);
	for (let i = 0; i < count; i++)
		tree.doc.transact(() => tree.text('a.txt')?.insert(0, `there ${i}\n`), 'tab');
	for (const update of updates) await appendUpdate(database, tree.id, update);
	database.close();
}

onmessage = async (event: MessageEvent<{ call: number; type: string; value: unknown }>) => {
	postMessage({ call: event.data.call, answer: await act(event.data.type, event.data.value) });
};
