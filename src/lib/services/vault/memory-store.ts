import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { StoredVault, VaultChange } from '#lib/model/secret.ts';
import type { VaultStore } from './vault.ts';

/** A store that forgets with the page: for tests, and where nothing can be kept. */
export class MemoryVaultStore implements VaultStore {
	header: unknown = null;
	readonly rows = new Map<string, unknown>();

	read(): Promise<StoredVault> {
		return Promise.resolve(structuredClone({ header: this.header, rows: [...this.rows.values()] }));
	}

	write({ header, put, remove = [] }: VaultChange): Promise<Result<void, Problem>> {
		this.header = structuredClone(header);
		for (const id of header ? remove : this.rows.keys()) this.rows.delete(id);
		if (put) this.rows.set(put.id, structuredClone(put));
		return Promise.resolve(ok(undefined));
	}
}
