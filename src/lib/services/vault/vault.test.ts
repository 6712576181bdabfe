import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Problem, Result } from '#lib/model/result.ts';
import type { SecretRow } from '#lib/model/secret.ts';
import { AutoLock } from './auto-lock.ts';
import { createVault } from './create-vault.ts';
import { affordableCost, FLOOR, USUAL } from './kdf.ts';
import { MemoryVaultStore } from './memory-store.ts';
import { newRecovery } from './recovery.ts';
import type { Vault } from './vault.ts';

const PASSPHRASE = 'correct horse battery';
const KEY = 'sk-test-0123456789abcdefghij';
const secret = { provider: 'openai', origin: 'https://api.openai.com', key: KEY };
const proof = { type: 'passphrase', passphrase: PASSPHRASE } as const;

let store: MemoryVaultStore;
let vault: Vault;
const open = (profile = 'me') => createVault({ profile, store, cost: () => Promise.resolve(FLOOR) });

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(result.error.type);
	return result.value;
}
const problemOf = (result: Result<unknown, Problem>) => (result.ok ? 'ok' : result.error.type);

beforeEach(() => {
	store = new MemoryVaultStore();
	vault = open();
});

describe('ways in', () => {
	test('a new vault is open, takes a secret and gives it back after it was locked and opened again', async () => {
		expect((await vault.status()).state).toBe('none');
		const words = valueOf(await vault.create(PASSPHRASE));
		expect(words.split(' ')).toHaveLength(12);
		valueOf(await vault.put(secret));
		vault.lock();
		expect(problemOf(await vault.take('openai'))).toBe('vault-locked');
		valueOf(await vault.unlock(proof));
		expect(valueOf(await vault.take('openai'))).toEqual(secret);
	});

	test('a wrong passphrase, wrong words and a wrong passkey each say so', async () => {
		valueOf(await vault.create(PASSPHRASE));
		vault.lock();
		expect(problemOf(await vault.unlock({ type: 'passphrase', passphrase: 'wrong one here' }))).toBe(
			'vault-wrong-passphrase',
		);
		expect(problemOf(await vault.unlock({ type: 'recovery', words: newRecovery().words }))).toBe(
			'vault-wrong-words',
		);
		expect(problemOf(await vault.unlock({ type: 'recovery', words: 'no such words' }))).toBe(
			'vault-wrong-words',
		);
		expect(problemOf(await vault.unlock({ type: 'passkey', output: new Uint8Array(32) }))).toBe(
			'vault-wrong-passkey',
		);
		expect((await vault.status()).state).toBe('locked');
	});

	test('recovery words open it, whatever their case and spaces', async () => {
		const words = valueOf(await vault.create(PASSPHRASE));
		vault.lock();
		valueOf(
			await vault.unlock({ type: 'recovery', words: `  ${words.toUpperCase().replaceAll(' ', '\n')} ` }),
		);
		expect((await vault.status()).state).toBe('unlocked');
	});

	test('a passkey opens it once it was added, and adding one needs a proof', async () => {
		valueOf(await vault.create(PASSPHRASE));
		const output = crypto.getRandomValues(new Uint8Array(32));
		const passkey = { credentialId: 'abc-_1', salt: 'AAAA', output };
		expect(problemOf(await vault.addPasskey({ ...proof, passphrase: 'not the one' }, passkey))).toBe(
			'vault-wrong-passphrase',
		);
		valueOf(await vault.addPasskey(proof, passkey));
		vault.lock();
		expect((await vault.status()).passkeys).toEqual([{ credentialId: 'abc-_1', salt: 'AAAA' }]);
		valueOf(await vault.unlock({ type: 'passkey', output }));
	});

	test('a change of passphrase rewraps one slot and touches no secret', async () => {
		const words = valueOf(await vault.create(PASSPHRASE));
		valueOf(await vault.put(secret));
		const before = structuredClone(store.rows.get('openai'));
		valueOf(await vault.changePassphrase(proof, 'another passphrase'));
		expect(store.rows.get('openai')).toEqual(before);
		vault.lock();
		expect(problemOf(await vault.unlock(proof))).toBe('vault-wrong-passphrase');
		valueOf(await vault.unlock({ type: 'recovery', words }));
		vault.lock();
		valueOf(await vault.unlock({ type: 'passphrase', passphrase: 'another passphrase' }));
		expect(valueOf(await vault.take('openai'))).toEqual(secret);
	});

	test('who has forgotten the passphrase sets a new one with the words', async () => {
		const words = valueOf(await vault.create(PASSPHRASE));
		valueOf(await vault.changePassphrase({ type: 'recovery', words }, 'a fresh passphrase'));
		vault.lock();
		valueOf(await vault.unlock({ type: 'passphrase', passphrase: 'a fresh passphrase' }));
	});

	test('equal passphrases in another Unicode form are equal', async () => {
		valueOf(await vault.create('caf\u00e9 au lait'));
		vault.lock();
		valueOf(await vault.unlock({ type: 'passphrase', passphrase: 'cafe\u0301 au lait' }));
	});

	test('a short passphrase and a second vault are refused', async () => {
		expect(problemOf(await vault.create('short'))).toBe('passphrase-short');
		valueOf(await vault.create(PASSPHRASE));
		expect(problemOf(await vault.create(PASSPHRASE))).toBe('vault-exists');
	});

	test('a vault is erased while locked, and then there is none', async () => {
		valueOf(await vault.create(PASSPHRASE));
		valueOf(await vault.put(secret));
		store.rows.set('broken', { id: 'broken' });
		vault.lock();
		valueOf(await vault.erase());
		expect((await vault.status()).state).toBe('none');
		expect(store.rows.size).toBe(0);
	});
});

describe('what lies in the store', () => {
	beforeEach(async () => {
		valueOf(await vault.create(PASSPHRASE));
		valueOf(await vault.put(secret));
	});
	const row = (id: string) => store.rows.get(id) as SecretRow;

	test('holds neither key nor passphrase', async () => {
		const bytes = Buffer.from(row('openai').bytes).toString('latin1');
		const all = JSON.stringify(store.header) + JSON.stringify([...store.rows]) + bytes;
		expect(all).not.toContain(KEY);
		expect(all).not.toContain('0123456789abcdef');
		expect(all).not.toContain(PASSPHRASE);
	});

	test('keeps its cost beside each passphrase, never under the floor', async () => {
		expect(JSON.stringify(store.header)).toContain('"memoryKib":19456');
		store.header = JSON.parse(JSON.stringify(store.header).replace('19456', '8'));
		expect(problemOf(await open().unlock(proof))).toBe('vault-tampered');
	});

	const attacks: [string, () => Promise<void> | void][] = [
		['a flipped bit', () => void (row('openai').bytes[20]! ^= 1)],
		['a row moved to another provider', () => void store.rows.set('groq', { ...row('openai'), id: 'groq' })],
		[
			'a row exchanged for that of another provider',
			async () => {
				valueOf(await vault.put({ provider: 'groq', origin: 'https://api.groq.com', key: 'gsk_1234' }));
				store.rows.set('groq', { ...row('openai'), id: 'groq' });
			},
		],
		['a row taken away', () => void store.rows.delete('openai')],
		[
			'a row of the day before',
			async () => {
				const old = row('openai');
				valueOf(await vault.put({ ...secret, key: 'sk-new-key' }));
				store.rows.set('openai', old);
			},
		],
		[
			'an old row under the new number',
			async () => {
				const old = row('openai');
				valueOf(await vault.put({ ...secret, key: 'sk-new-key' }));
				store.rows.set('openai', { ...old, version: row('openai').version });
			},
		],
		[
			'a row from before the key was removed and set anew',
			async () => {
				const old = row('openai');
				valueOf(await vault.remove('openai'));
				valueOf(await vault.put({ ...secret, key: 'sk-new-key' }));
				store.rows.set('openai', old);
			},
		],
		[
			'everything of the day before, in an open vault',
			async () => {
				const [header, old] = [structuredClone(store.header), row('openai')];
				valueOf(await vault.put({ ...secret, key: 'sk-new-key' }));
				store.header = header;
				store.rows.set('openai', old);
			},
		],
		[
			'a longer time until it locks',
			() => void (store.header = { ...(store.header as object), autoLockMinutes: 1_440 }),
		],
		['a header that is none', () => void (store.header = { format: 7 })],
		['a row that is none', () => void store.rows.set('x', { id: 'x' })],
	];
	test.each(attacks)('%s is refused', async (_name, attack) => {
		await attack();
		const results = await Promise.all([vault.take('openai'), vault.take('groq')]);
		expect(results.map(problemOf)).toContain('vault-tampered');
		expect(results.map((result) => (result.ok ? result.value?.key : undefined))).not.toContain('sk-new-key');
	});

	test('an old passphrase does not come back with its slot', async () => {
		const before = store.header as { slots: { type: string }[] };
		valueOf(await vault.changePassphrase(proof, 'another passphrase'));
		store.header = { ...(store.header as object), slots: before.slots };
		expect(problemOf(await open().unlock(proof))).toBe('vault-tampered');
	});

	test('does not open in another profile', async () => {
		expect(problemOf(await open('you').unlock(proof))).toBe('vault-wrong-passphrase');
	});

	test('two tabs that write in turn see what the other wrote', async () => {
		const other = open();
		valueOf(await other.unlock(proof));
		valueOf(await other.put({ ...secret, key: 'sk-from-the-other-tab' }));
		expect(valueOf(await vault.take('openai'))?.key).toBe('sk-from-the-other-tab');
		valueOf(await vault.remove('openai'));
		expect(valueOf(await other.take('openai'))).toBeUndefined();
	});
});

describe('locking by itself', () => {
	test('an unused vault locks after its minutes, one at work does not', async () => {
		valueOf(await vault.create(PASSPHRASE));
		valueOf(await vault.setAutoLock(2));
		vi.useFakeTimers();
		const lock = new AutoLock(vault);
		await lock.touch();
		await vi.advanceTimersByTimeAsync(119_000);
		expect((await vault.status()).state).toBe('unlocked');
		let end = (): void => undefined;
		const work = lock.during(() => new Promise<void>((resolve) => (end = resolve)));
		await vi.advanceTimersByTimeAsync(600_000);
		expect((await vault.status()).state).toBe('unlocked');
		end();
		await work;
		await vi.advanceTimersByTimeAsync(121_000);
		expect((await vault.status()).state).toBe('locked');
		vi.useRealTimers();
	});

	test('0 minutes means never', async () => {
		valueOf(await vault.create(PASSPHRASE));
		valueOf(await vault.setAutoLock(0));
		vi.useFakeTimers();
		await new AutoLock(vault).touch();
		await vi.advanceTimersByTimeAsync(86_400_000);
		expect((await vault.status()).state).toBe('unlocked');
		vi.useRealTimers();
	});
});

test('a slow machine gets the least cost, any other the usual', async () => {
	let time = 0;
	const clock = (stepMs: number) => () => (time += stepMs);
	expect(await affordableCost(clock(100))).toEqual(USUAL);
	expect(await affordableCost(clock(2_000))).toEqual(FLOOR);
});
