import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newUlid } from '#lib/model/id.ts';
import { endpointId } from '#lib/model/providers.ts';
import { err, ok } from '#lib/model/result.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { execute } from '../command.ts';
import type { Services } from '../services.ts';
import { removeEndpoint, removeKey, testConnection } from './keys.ts';

const own = 'https://models.example/v1';
let storage: Storage;
let withKey: Set<string>;
let isReachable: boolean;
let services: Services;

beforeEach(async () => {
	storage = createStorage({ name: newUlid() });
	await storage.open();
	withKey = new Set(['openai']);
	isReachable = true;
	const keys = {
		probe: async () => (isReachable ? ok({ models: 1 }) : err({ kind: 'network', message: 'No answer.' })),
		listKeys: async () => [...withKey].map((provider) => ({ provider })),
		removeKey: async (id: string) =>
			withKey.delete(id) ? ok(undefined) : err({ type: 'key-missing', message: 'There is no such key.' }),
		removeEndpoint: async () => ok(undefined),
	};
	services = { storage, keys: async () => keys } as unknown as Services;
});
afterEach(() => storage.close());

const connected = () => storage.setting('connected');
const testOf = (provider: string) => execute(testConnection, { provider }, services);

test('a provider without a key is connected once it has answered, and only then', async () => {
	isReachable = false;
	expect((await testOf('ollama')).ok).toBe(false);
	expect(await connected()).toEqual([]);
	isReachable = true;
	for (const provider of ['ollama', 'ollama', endpointId(own), 'openai']) await testOf(provider);
	expect(await connected()).toEqual(['ollama', endpointId(own)]);
});

test('removing takes out the key, the connection, or both', async () => {
	await testOf('ollama');
	await testOf('vllm');
	withKey.add('vllm');
	for (const provider of ['ollama', 'vllm', 'openai'])
		expect(await execute(removeKey, { provider }, services)).toEqual({ ok: true, value: undefined });
	expect(await connected()).toEqual([]);
	expect([...withKey]).toEqual([]);
	expect(await execute(removeKey, { provider: 'ollama' }, services)).toMatchObject({
		error: { type: 'key-missing' },
	});
});

test('an address that is removed is no longer connected', async () => {
	await testOf(endpointId(own));
	await execute(removeEndpoint, { baseUrl: own }, services);
	expect(await connected()).toEqual([]);
});
