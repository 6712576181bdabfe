import * as z from 'zod/mini';
import { endpointId, providerFacts } from '#lib/model/providers.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';
import type { Services } from '../services.ts';

const one = z.strictObject({ provider: z.string().check(z.minLength(1), z.maxLength(200)) });
const address = z.strictObject({ baseUrl: z.string().check(z.maxLength(200)) });

/** Saves a key for the provider's own origin, in the vault or only for this session. */
export const saveKey = defineCommand({
	id: 'key.save',
	title: 'Save key',
	input: z.extend(one, { key: z.string().check(z.maxLength(1_000)), persist: z.boolean() }),
	audit: ({ provider, persist }) => ({ provider, persist }),
	run: async ({ provider, key, persist }, services) => {
		const facts = providerFacts(provider);
		const trimmed = key.trim();
		if (!facts || !/^[\x21-\x7e]{4,}$/.test(trimmed)) return err(NO_KEY);
		const keys = await services.keys();
		return keys.setKey({ provider, origin: new URL(facts.baseUrl).origin, key: trimmed, persist });
	},
});

/** Removes the key of a provider, and the connection to one that is asked without a key. */
export const removeKey = defineCommand({
	id: 'key.remove',
	title: 'Remove key',
	input: one,
	audit: ({ provider }) => ({ provider }),
	run: async ({ provider }, services) => {
		const keys = await services.keys();
		const hasKey = (await keys.listKeys()).some((key) => key.provider === provider);
		const isConnected = (await services.storage.setting('connected')).includes(provider);
		const removed = hasKey || !isConnected ? await keys.removeKey(provider) : ok(undefined);
		return removed.ok && isConnected ? disconnect(provider, services) : removed;
	},
});

/**
 * Asks the provider for its models: free of charge, and it shows whether address and key are right. One that needs no
 * key is connected from then on.
 */
export const testConnection = defineCommand({
	id: 'key.test',
	title: 'Test connection',
	input: one,
	audit: ({ provider }) => ({ provider }),
	run: async ({ provider }, services) => {
		const tested = await (await services.keys()).probe(provider);
		if (tested.ok) {
			const connected = await connect(provider, services);
			return connected.ok ? ok(tested.value) : connected;
		}
		const { kind, message, action, detail } = tested.error;
		return err({ type: kind, message, action, ...(detail ? { detail } : {}) });
	},
});

export const addEndpoint = defineCommand({
	id: 'endpoint.add',
	title: 'Add address',
	input: address,
	run: async ({ baseUrl }, services) => (await services.keys()).addEndpoint(baseUrl),
});

export const removeEndpoint = defineCommand({
	id: 'endpoint.remove',
	title: 'Remove address',
	input: address,
	run: async ({ baseUrl }, services) => {
		const removed = await (await services.keys()).removeEndpoint(baseUrl);
		return removed.ok ? disconnect(endpointId(baseUrl), services) : removed;
	},
});

async function connect(provider: string, { storage }: Services): Promise<Result<void, Problem>> {
	if (providerFacts(provider)?.needsKey !== false) return ok(undefined);
	const changed = await storage.changeSetting('connected', (ids) => [...new Set([...ids, provider])]);
	return changed.ok ? ok(undefined) : changed;
}

async function disconnect(provider: string, { storage }: Services): Promise<Result<void, Problem>> {
	const changed = await storage.changeSetting('connected', (ids) => ids.filter((id) => id !== provider));
	return changed.ok ? ok(undefined) : changed;
}

const NO_KEY: Problem = {
	type: 'key-invalid',
	message: 'That is not a key: keys are one word of letters, digits and signs.',
	action: 'Copy the whole key from its vendor',
};
