import Dexie from 'dexie';
import { newUlid, type CreationId } from '#lib/model/id.ts';
import type { Database } from './database.ts';
import type { StoredBytes } from './schema.ts';

/** Bytes of one chunk: larger rows make the browser copy too much at once. */
export const CHUNK_BYTES = 1024 * 1024;

/** Puts bytes where they belong, for the creation or the package `owner`. Call inside a transaction that covers `chunks`. */
export async function storeBytes(database: Database, owner: string, bytes: Uint8Array): Promise<StoredBytes> {
	if (bytes.length <= CHUNK_BYTES) return inRow(bytes);
	const body = `${owner}/${newUlid()}`;
	const parts = Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, part) => ({
		body,
		part,
		bytes: bytes.slice(part * CHUNK_BYTES, (part + 1) * CHUNK_BYTES),
	}));
	await database.chunks.bulkPut(parts);
	return { body, sizeBytes: bytes.length };
}

/** The same for many. The small ones are not waited for: hundreds of waits for nothing pass for the end of a transaction. */
export async function storeEach(
	database: Database,
	owner: string,
	files: ReadonlyMap<string, Uint8Array>,
): Promise<Map<string, StoredBytes>> {
	const stored = new Map<string, StoredBytes>();
	for (const [path, bytes] of files)
		stored.set(path, bytes.length <= CHUNK_BYTES ? inRow(bytes) : await storeBytes(database, owner, bytes));
	return stored;
}

/** Undefined when a chunk is missing or damaged. */
export async function loadBytes(database: Database, stored: StoredBytes): Promise<Uint8Array | undefined> {
	if ('bytes' in stored) return stored.bytes;
	const raws = await chunksOf(database, stored.body).toArray();
	const bytes = new Uint8Array(stored.sizeBytes);
	let length = 0;
	for (const chunk of database.rows('chunks', raws)) {
		if (length + chunk.bytes.length > bytes.length) return undefined;
		bytes.set(chunk.bytes, length);
		length += chunk.bytes.length;
	}
	return length === bytes.length ? bytes : undefined;
}

/** Removes the chunks behind `stored`, if any. */
export async function dropBytes(database: Database, stored: StoredBytes): Promise<void> {
	if ('body' in stored) await chunksOf(database, stored.body).delete();
}

/** Removes every chunk of a creation. */
export async function dropAllBytes(database: Database, id: CreationId): Promise<void> {
	await database.chunks
		.where('[body+part]')
		.between([`${id}/`, Dexie.minKey], [`${id}/\uffff`, Dexie.maxKey])
		.delete();
}

const inRow = (bytes: Uint8Array): StoredBytes => ({ bytes: new Uint8Array(bytes) });

const chunksOf = (database: Database, body: string) =>
	database.chunks.where('[body+part]').between([body, Dexie.minKey], [body, Dexie.maxKey]);
