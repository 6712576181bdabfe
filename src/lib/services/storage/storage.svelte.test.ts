import Dexie from 'dexie';
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { FileContent } from '#lib/model/files.ts';
import { newUlid, type CreationId } from '#lib/model/id.ts';
import { createStorage } from './create-storage.ts';
import { live } from './live.svelte.ts';
import { creationsByUpdate } from './queries.ts';
import type { Storage, WorkingTree } from './storage.ts';
import { creationWith } from './support.test-data.ts';

const opened: { name: string; storage: Storage }[] = [];
afterEach(async () => {
	for (const { storage } of opened) await storage.close();
	for (const { name } of opened.splice(0)) await Dexie.delete(name);
});

async function open(name = newUlid()): Promise<Storage> {
	const storage = createStorage({ name });
	expect((await storage.open()).ok).toBe(true);
	opened.push({ name, storage });
	return storage;
}

async function treeOf(storage: Storage, id: CreationId): Promise<WorkingTree> {
	const tree = await storage.openTree(id);
	if (!tree.ok) throw new Error(tree.error.message);
	return tree.value;
}

/** Another tab: the same modules in a realm of their own, with a database connection and a channel of their own. */
async function otherTab(name: string, id: CreationId) {
	const worker = new Worker(new URL('./other-tab.test-worker.ts', import.meta.url), { type: 'module', name });
	const asked = new Map<number, (answer: unknown) => void>();
	let count = 0;
	worker.onmessage = (event: MessageEvent<{ call: number; answer: unknown }>) =>
		asked.get(event.data.call)?.(event.data.answer);
	const ask = (type: string, value?: unknown) =>
		new Promise<unknown>((resolve) => {
			asked.set(++count, resolve);
			worker.postMessage({ call: count, type, value });
		});
	await ask('open', id);
	return { ask, end: () => worker.terminate() };
}

test('two tabs that type into one file at once converge, in memory and on disk', async () => {
	const name = newUlid();
	const storage = await open(name);
	const creation = creationWith();
	await storage.create(creation, new Map([['a.txt', 'start\n']]), []);
	const tree = await treeOf(storage, creation.id);
	const other = await otherTab(name, creation.id);
	const typing = other.ask('type', 40);
	for (let i = 0; i < 40; i++) {
		tree.text('a.txt')?.insert(0, `here ${i}\n`);
		await tree.saved();
	}
	await typing;
	await vi.waitFor(async () => {
		const text = String(tree.files().get('a.txt'));
		expect(text.split('\n')).toHaveLength(82);
		expect(await other.ask('read')).toEqual(tree.files());
	});
	other.end();
	const later = await treeOf(await open(name), creation.id);
	expect(later.files()).toEqual(tree.files());
});

test('a tab that missed every message finds what happened when it is shown again', async () => {
	const name = newUlid();
	const storage = await open(name);
	const creation = creationWith();
	await storage.create(creation, new Map([['a.txt', '']]), []);
	const tree = await treeOf(storage, creation.id);
	const other = await otherTab(name, creation.id);
	await other.ask('type silently', 300);
	expect(tree.files().get('a.txt')).toBe('');
	document.dispatchEvent(new Event('visibilitychange'));
	await vi.waitFor(() => expect(String(tree.files().get('a.txt')).split('\n')).toHaveLength(301));
	other.end();
});

test('app data written in one tab reaches the other', async () => {
	const name = newUlid();
	const storage = await open(name);
	const creation = creationWith();
	await storage.create(creation, new Map(), []);
	const heard: [string, string | null][] = [];
	storage.appData(creation.id, 10_000).watch((changes) => heard.push(...changes));
	const other = await otherTab(name, creation.id);
	await other.ask('keep', new Map([['recipes', '[1]']]));
	await vi.waitFor(() => expect(heard).toEqual([['recipes', '[1]']]));
	other.end();
});

test('megabytes of bytes and text survive in real IndexedDB', async () => {
	const name = newUlid();
	const storage = await open(name);
	const creation = creationWith();
	const bytes = crypto.getRandomValues(new Uint8Array(60_000));
	const large = new Uint8Array(3_000_000).map((_, i) => bytes[i % bytes.length] ?? 0);
	const files = new Map<string, FileContent>([
		['large.bin', large],
		['line.json', 'x'.repeat(5 * 1024 * 1024)],
	]);
	expect(await storage.create(creation, files, [])).toEqual({ ok: true, value: undefined });
	const kept = (await treeOf(await open(name), creation.id)).files();
	expect(kept.get('line.json')).toBe(files.get('line.json'));
	const there = kept.get('large.bin');
	expect(there instanceof Uint8Array && there.every((byte, i) => byte === large[i])).toBe(true);
});

test('a live query follows the rows and its arguments, and rests when nobody reads', async () => {
	const storage = await open();
	await storage.create(creationWith({ title: 'Recipes', tags: ['food'] }), new Map(), []);
	let tag = $state<string | undefined>(undefined);
	const seen: (string | undefined)[] = [];
	let runs = 0;
	const counted: typeof creationsByUpdate = (database, filter) => {
		runs++;
		return creationsByUpdate(database, filter);
	};
	const stop = $effect.root(() => {
		const page = $derived(live(counted, tag === undefined ? {} : { tag }));
		$effect(() => void seen.push(page.current?.rows.map((row) => row.title).join()));
	});
	flushSync();
	await vi.waitFor(() => expect(seen.at(-1)).toBe('Recipes'));
	await storage.create(creationWith({ title: 'Budget', updatedAt: 2_000 }), new Map(), []);
	await vi.waitFor(() => expect(seen.at(-1)).toBe('Budget,Recipes'));
	tag = 'food';
	flushSync();
	await vi.waitFor(() => expect(seen.at(-1)).toBe('Recipes'));
	stop();
	flushSync();
	const before = runs;
	await storage.create(creationWith({ title: 'Unseen', updatedAt: 3_000 }), new Map(), []);
	let other: string | undefined;
	const stopOther = $effect.root(() => {
		const page = live(creationsByUpdate, { limit: 1 });
		$effect(() => void (other = page.current?.rows[0]?.title));
	});
	await vi.waitFor(() => expect(other).toBe('Unseen'));
	expect(runs).toBe(before);
	stopOther();
});

test('a live query that fails keeps the last answer and names the problem', async () => {
	await open();
	let result: { current: unknown; error: unknown } | undefined;
	const stop = $effect.root(() => {
		const broken = live(() => Promise.reject(new DOMException('gone', 'InvalidStateError')));
		$effect(() => {
			result = { current: broken.current, error: broken.error };
		});
	});
	flushSync();
	await vi.waitFor(() =>
		expect(result).toMatchObject({ current: undefined, error: { type: 'storage-refused' } }),
	);
	stop();
});
