import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { secretRowSchema, type SecretRow } from '#lib/model/secret.ts';
import { headerSchema, type Header } from './header.ts';
import { TAMPERED } from './problems.ts';
import type { VaultStore } from './vault.ts';

export interface Contents {
	/** Undefined where there is no vault. */
	readonly header: Header | undefined;
	readonly rows: readonly SecretRow[];
}

/** What lies in the store, in shape but not yet proven genuine. Fails with `vault-tampered`. */
export async function readContents(store: VaultStore): Promise<Result<Contents, Problem>> {
	const raw = await store.read();
	const rows = raw.rows.map((row) => secretRowSchema.safeParse(row));
	const there = rows.map((row) => row.data).filter((row) => row !== undefined);
	if (raw.header === null || raw.header === undefined) return ok({ header: undefined, rows: there });
	const header = headerSchema.safeParse(raw.header);
	if (!header.success || there.length < rows.length) return err(TAMPERED);
	return ok({ header: header.data, rows: there });
}
