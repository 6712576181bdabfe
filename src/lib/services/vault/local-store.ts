import * as z from 'zod/mini';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import type { VaultStore } from './vault.ts';

const storedSchema = z.object({
	header: z.unknown(),
	rows: z.array(z.object({ id: z.string(), version: z.number(), bytes: z.string(), updatedAt: z.number() })),
});
type Stored = z.infer<typeof storedSchema>;

/** A store in one entry of the browser's local storage, so that every write is all or nothing. */
export function createLocalVaultStore(storage: Storage, profile: string): VaultStore {
	const name = `aether-vault-${profile}`;
	const read = (): Stored => {
		const text = storage.getItem(name);
		return text ? storedSchema.parse(JSON.parse(text)) : { header: null, rows: [] };
	};
	return {
		read: async () => {
			const { header, rows } = read();
			return { header, rows: rows.map((row) => ({ ...row, bytes: fromBase64(row.bytes) })) };
		},
		async write({ header, put, remove = [] }): Promise<Result<void, Problem>> {
			const gone = new Set([...remove, ...(put ? [put.id] : [])]);
			const rows = read().rows.filter(({ id }) => !gone.has(id));
			if (put) rows.push({ ...put, bytes: toBase64(put.bytes) });
			try {
				storage.setItem(name, JSON.stringify({ header, rows }));
				return ok(undefined);
			} catch {
				return err(FULL);
			}
		},
	};
}

const FULL: Problem = {
	type: 'quota-full',
	message: 'There is no space left in this browser, so nothing was saved.',
	action: 'Free some space in Settings',
};
