import Dexie from 'dexie';
import { afterEach, expect, test } from 'vitest';
import { newUlid } from '#lib/model/id.ts';
import { createStorage } from './create-storage.ts';
import type { Storage } from './storage.ts';
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

const page = (value: number) => new Uint8Array(8).fill(value);

test('bytes are kept row by row, all or nothing, and are there for the next run', async () => {
	const storage = await open();
	const { id } = creationWith();
	const bytes = storage.appBytes(id, 100);
	expect((await bytes.write(new Map([['a', page(1)]]))).ok, 'not before they were read').toBe(false);
	await bytes.read();
	await bytes.write(
		new Map([
			['a', page(1)],
			['b', page(2)],
		]),
	);
	await bytes.write(new Map([['a', null]]));
	bytes.close();
	const again = await storage.appBytes(id, 100).read();
	expect(again.ok && [...again.value]).toEqual([['b', page(2)]]);
});

test('a second run is told that the bytes are in use, and has them once the first has ended', async () => {
	const storage = await open();
	const { id } = creationWith();
	const [first, second] = [storage.appBytes(id, 100), storage.appBytes(id, 100)];
	await first.read();
	const refused = await second.read();
	expect(refused.ok ? '' : refused.error.type).toBe('in-use');
	first.close();
	expect((await second.read()).ok).toBe(true);
	second.close();
});

test('more than the share is refused with nothing written, and taking away is always allowed', async () => {
	const storage = await open();
	const { id } = creationWith();
	const bytes = storage.appBytes(id, 20);
	await bytes.read();
	await bytes.write(
		new Map([
			['a', page(1)],
			['b', page(1)],
		]),
	);
	const refused = await bytes.write(
		new Map([
			['b', page(2)],
			['c', page(2)],
		]),
	);
	expect(refused.ok ? '' : refused.error.type).toBe('quota-full');
	expect([...(await storage.readAppBytes(id))]).toEqual([
		['a', page(1)],
		['b', page(1)],
	]);
	expect((await bytes.write(new Map([['a', null]]))).ok).toBe(true);
	bytes.close();
});

test('erasing a creation erases its bytes and no others', async () => {
	const storage = await open();
	const [gone, kept] = [creationWith(), creationWith()];
	for (const creation of [gone, kept]) {
		await storage.create(creation, new Map([['a.txt', 'x']]), []);
		await storage.putAppBytes(creation.id, new Map([['a', page(1)]]));
	}
	await storage.erase(gone.id);
	expect((await storage.readAppBytes(gone.id)).size).toBe(0);
	expect((await storage.readAppBytes(kept.id)).size).toBe(1);
});
