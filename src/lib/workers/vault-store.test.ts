import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newUlid } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { createVault } from '#lib/services/vault/create-vault.ts';
import { FLOOR } from '#lib/services/vault/kdf.ts';
import type { Vault } from '#lib/services/vault/vault.ts';

const PASSPHRASE = 'correct horse battery';
const secret = { provider: 'openai', origin: 'https://api.openai.com', key: 'sk-test-0123456789' };

const opened: Storage[] = [];
let name: string;
beforeEach(() => void (name = newUlid()));
afterEach(async () => {
	for (const storage of opened.splice(0)) await storage.close();
});

/** One tab: its own connection to the database, and a vault over it as `house.ts` wires them. */
async function openTab(): Promise<{ storage: Storage; vault: Vault }> {
	const storage = createStorage({ name });
	valueOf(await storage.open());
	opened.push(storage);
	const store = {
		read: () => storage.readVault(),
		write: (change: Parameters<Storage['writeVault']>[0]) => storage.writeVault(change),
	};
	return { storage, vault: createVault({ profile: 'me', store, cost: () => Promise.resolve(FLOOR) }) };
}

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(result.error.type);
	return result.value;
}
const unlock = (vault: Vault) => vault.unlock({ type: 'passphrase', passphrase: PASSPHRASE });

test('a vault in the database opens in another tab, and each sees what the other writes', async () => {
	const [mine, theirs] = [await openTab(), await openTab()];
	valueOf(await mine.vault.create(PASSPHRASE));
	valueOf(await mine.vault.put(secret));
	valueOf(await unlock(theirs.vault));
	expect(valueOf(await theirs.vault.take('openai'))).toEqual(secret);
	valueOf(await theirs.vault.put({ ...secret, key: 'sk-of-the-other-tab' }));
	expect(valueOf(await mine.vault.take('openai'))?.key).toBe('sk-of-the-other-tab');
	valueOf(await mine.vault.remove('openai'));
	expect(valueOf(await theirs.vault.take('openai'))).toBeUndefined();
	valueOf(await mine.vault.setAutoLock(60));
	expect((await theirs.vault.status()).autoLockMinutes).toBe(60);
});

test('a header that was replaced by nonsense is no reason to make a new vault over the old one', async () => {
	const { storage, vault } = await openTab();
	valueOf(await vault.create(PASSPHRASE));
	valueOf(await vault.put(secret));
	valueOf(await storage.writeVault({ header: { format: 7 } }));
	expect((await vault.status()).state).not.toBe('none');
	expect(await vault.create(PASSPHRASE)).toMatchObject({ error: { type: 'vault-exists' } });
	expect(await vault.take('openai')).toMatchObject({ error: { type: 'vault-tampered' } });
});

test('an erased vault makes room for a new one', async () => {
	const { storage, vault } = await openTab();
	valueOf(await vault.create(PASSPHRASE));
	valueOf(await vault.put(secret));
	valueOf(await vault.erase());
	expect(await storage.readVault()).toEqual({ header: null, rows: [] });
	valueOf(await vault.create('another passphrase'));
	expect(await vault.providers()).toEqual([]);
});
