import Dexie from 'dexie';
import type { CreationId } from '#lib/model/id.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import type { Database } from './database.ts';
import { attempt } from './problems.ts';
import type { AppBytes } from './storage.ts';

type Rows = ReadonlyMap<string, Uint8Array>;
type Changes = ReadonlyMap<string, Uint8Array | null>;

/**
 * What a creation's runtime keeps. Only one run may have them at a time, in whatever tab: two databases that each
 * write their own pages would ruin both.
 */
export function createAppBytes(database: Database, id: CreationId, limitBytes: number): AppBytes {
	const lock = new BytesLock(id);
	let sizes = new Map<string, number>();
	let total = 0;
	return {
		async read() {
			if (!(await lock.take())) return err(IN_USE);
			const rows = await attempt(() => readAppBytes(database, id));
			if (rows.ok) {
				sizes = new Map([...rows.value].map(([key, { byteLength }]) => [key, byteLength]));
				total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
			}
			return rows;
		},
		async write(changes) {
			if (!lock.isHeld) return err(IN_USE);
			const after = total + growth(sizes, changes);
			// Taking away is always allowed, or a full store could never be emptied.
			if (after > limitBytes && after > total) return err(fullProblem(limitBytes));
			const written = await attempt(() => writeChanges(database, id, changes));
			if (written.ok) {
				// Others may have been written meanwhile.
				total += growth(sizes, changes);
				for (const [key, bytes] of changes)
					if (bytes === null) sizes.delete(key);
					else sizes.set(key, bytes.byteLength);
			}
			return written;
		},
		close: () => lock.give(),
	};
}

export async function readAppBytes(database: Database, id: CreationId): Promise<Rows> {
	const rows = database.rows('appBytes', await bytesRowsOf(database, id).toArray());
	return new Map(rows.map(({ key, bytes }) => [key, bytes]));
}

/** Replaces everything at once. */
export const replaceAppBytes = (
	database: Database,
	id: CreationId,
	rows: Rows,
): Promise<Result<void, Problem>> =>
	attempt(() =>
		database.transaction('rw', database.appBytes, async () => {
			await bytesRowsOf(database, id).delete();
			await database.appBytes.bulkPut([...rows].map(([key, bytes]) => rowOf(id, key, bytes)));
		}),
	);

export const bytesRowsOf = (database: Database, id: CreationId) =>
	database.appBytes.where('[creationId+key]').between([id, Dexie.minKey], [id, Dexie.maxKey]);

function writeChanges(database: Database, id: CreationId, changes: Changes): PromiseLike<void> {
	const gone = [...changes].flatMap(([key, bytes]) => (bytes === null ? [[id, key]] : []));
	const put = [...changes].flatMap(([key, bytes]) => (bytes === null ? [] : [rowOf(id, key, bytes)]));
	return database.transaction('rw', database.appBytes, async () => {
		if (gone.length > 0) await database.appBytes.bulkDelete(gone);
		await database.appBytes.bulkPut(put);
	});
}

const rowOf = (creationId: CreationId, key: string, bytes: Uint8Array) => ({
	creationId,
	key,
	bytes: new Uint8Array(bytes),
});

/** By how many bytes everything grows, of the rows that change alone: a database has thousands of others. */
const growth = (sizes: ReadonlyMap<string, number>, changes: Changes): number =>
	[...changes].reduce((sum, [key, bytes]) => sum + (bytes?.byteLength ?? 0) - (sizes.get(key) ?? 0), 0);

/** Longest wait for a run that is just ending, here or in another tab. ms. */
const LOCK_MS = 3_000;

class BytesLock {
	isHeld = false;
	readonly #name: string;
	#give: () => void = () => undefined;

	constructor(id: CreationId) {
		this.#name = `aether-bytes-${id}`;
	}

	/** False when somebody else keeps it. */
	take(): Promise<boolean> {
		if (this.isHeld) return Promise.resolve(true);
		return new Promise((resolve) => {
			const held = async (): Promise<void> => {
				this.isHeld = true;
				resolve(true);
				await new Promise<void>((give) => (this.#give = give));
				this.isHeld = false;
			};
			navigator.locks
				.request(this.#name, { signal: AbortSignal.timeout(LOCK_MS) }, held)
				.catch(() => resolve(false));
		});
	}

	give(): void {
		this.#give();
	}
}

const IN_USE: Problem = {
	type: 'in-use',
	message: 'This creation already runs in another tab, and only one may write its data.',
	action: 'Close it there, then press Run here.',
};

const fullProblem = (limitBytes: number): Problem => ({
	type: 'quota-full',
	message: `This creation may keep ${Math.round(limitBytes / 1024 / 1024)} MiB, and they are used up. The last change was not saved.`,
	action: 'Remove some of its data, or raise "storage" in aether.json',
});
