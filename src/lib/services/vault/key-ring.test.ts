import { beforeEach, describe, expect, test } from 'vitest';
import { endpointAddress, endpointId, isSafeOrigin, providerFacts } from '#lib/model/providers.ts';
import { createVault } from './create-vault.ts';
import { Endpoints } from './endpoints.ts';
import { FLOOR } from './kdf.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { MemoryVaultStore } from './memory-store.ts';
import type { Vault } from './vault.ts';

const KEY = 'sk-proj-0123456789abcdef';
const openai = { provider: 'openai', origin: 'https://api.openai.com', key: KEY, persist: true };

let vault: Vault;
let ring: KeyRing;
let store: MemoryVaultStore;
beforeEach(() => {
	store = new MemoryVaultStore();
	vault = createVault({ profile: 'me', store, cost: () => Promise.resolve(FLOOR) });
	ring = createKeyRing(vault);
});

describe('a key and its origin', () => {
	test.each<[string, object, string]>([
		['another origin', { origin: 'https://evil.test' }, 'origin-refused'],
		['the origin by plain http', { origin: 'http://api.openai.com' }, 'origin-refused'],
		['a provider nobody knows', { provider: 'evil' }, 'provider-unknown'],
		['an address dressed as a provider', { provider: 'endpoint:javascript:alert(1)' }, 'provider-unknown'],
		['an endpoint with the origin of another', { provider: 'endpoint:https://evil.test' }, 'origin-refused'],
		['the field of another vendor', { key: 'sk-ant-api03-abcdef' }, 'key-elsewhere'],
	])('%s is refused', async (_name, change, type) => {
		await vault.create('a good passphrase');
		expect(await ring.set({ ...openai, ...change })).toMatchObject({ ok: false, error: { type } });
		expect(await ring.list()).toEqual([]);
	});

	test('an address the person added has a key of its own', async () => {
		const id = endpointId('http://127.0.0.1:8000/v1');
		await ring.set({ provider: id, origin: 'http://127.0.0.1:8000', key: 'local-key', persist: false });
		expect(await ring.find(id)).toMatchObject({
			value: { origin: 'http://127.0.0.1:8000', baseUrl: 'http://127.0.0.1:8000/v1', key: 'local-key' },
		});
	});

	test('a provider that needs no key is found without one, also without a vault', async () => {
		expect(await ring.find('ollama')).toMatchObject({ value: { key: null } });
		expect(await ring.find('openai')).toMatchObject({ error: { type: 'key-missing' } });
	});

	test('only the last four characters are ever told, and none of a short key', async () => {
		await vault.create('a good passphrase');
		await ring.set(openai);
		await ring.set({ ...openai, provider: 'ollama', origin: 'http://localhost:11434', key: 'short' });
		expect(await ring.list()).toEqual([
			{ provider: 'openai', origin: openai.origin, isKept: true, last4: 'cdef' },
			{ provider: 'ollama', origin: 'http://localhost:11434', isKept: true },
		]);
		vault.lock();
		expect(JSON.stringify(await ring.list())).not.toContain('cdef');
	});
});

describe('a key for this session', () => {
	test('needs no vault and reaches no store', async () => {
		await ring.set({ ...openai, persist: false });
		expect(await ring.find('openai')).toMatchObject({ value: { key: KEY } });
		expect(store.header).toBeNull();
		expect(store.rows.size).toBe(0);
	});

	test('goes when the vault is locked', async () => {
		await vault.create('a good passphrase');
		await ring.set({ ...openai, persist: false });
		vault.lock();
		expect(await ring.find('openai')).toMatchObject({ error: { type: 'key-missing' } });
	});

	test('a key to keep needs an open vault', async () => {
		expect(await ring.set(openai)).toMatchObject({ error: { type: 'vault-missing' } });
		await vault.create('a good passphrase');
		vault.lock();
		expect(await ring.set(openai)).toMatchObject({ error: { type: 'vault-locked' } });
	});

	test('a removed key is gone, in the session and in the vault', async () => {
		await vault.create('a good passphrase');
		await ring.set(openai);
		await ring.remove('openai');
		expect(await ring.list()).toEqual([]);
		expect(store.rows.size).toBe(0);
	});
});

describe('addresses', () => {
	test.each([
		['https://llm.example/v1/', 'https://llm.example/v1'],
		[' http://localhost:1234 ', 'http://localhost:1234'],
		['http://[::1]:8080/v1', 'http://[::1]:8080/v1'],
		['http://llm.example', undefined],
		['https://user:secret@llm.example', undefined],
		['https://llm.example/?key=1', undefined],
		['file:///etc/passwd', undefined],
		['llm.example', undefined],
	])('%s becomes %s', (text, address) => {
		expect(endpointAddress(text)).toBe(address);
	});

	test.each([
		"https://a.test; script-src 'unsafe-inline'",
		'https://a.test/',
		'https://*',
		'*',
		"'self'",
		'ws://a',
	])('%s is no origin for a policy', (text) => {
		expect(isSafeOrigin(text)).toBe(false);
	});

	test('an id that is not the plain form of its address is no provider', () => {
		expect(providerFacts('endpoint:https://LLM.example/')).toBeUndefined();
		expect(providerFacts('endpoint:https://llm.example')?.baseUrl).toBe('https://llm.example');
	});

	test('are kept by profile, and what is no address is not read back', () => {
		const kept = new Map<string, string>();
		const storage = {
			getItem: (name: string) => kept.get(name) ?? null,
			setItem: (name: string, value: string) => void kept.set(name, value),
		};
		const endpoints = new Endpoints(storage, 'me');
		endpoints.add('https://llm.example');
		expect(endpoints.list()).toEqual(['https://llm.example']);
		expect(new Endpoints(storage, 'you').list()).toEqual([]);
		kept.set('aether-endpoints-me', '["javascript:1","https://b.example"]');
		expect(endpoints.list()).toEqual(['https://b.example']);
		kept.set('aether-endpoints-me', 'nonsense');
		expect(endpoints.list()).toEqual([]);
	});
});
