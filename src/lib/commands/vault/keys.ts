import * as z from 'zod/mini';
import { providerFacts } from '#lib/model/providers.ts';
import { err, ok, type Problem } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';

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

export const removeKey = defineCommand({
	id: 'key.remove',
	title: 'Remove key',
	input: one,
	audit: ({ provider }) => ({ provider }),
	run: async ({ provider }, services) => (await services.keys()).removeKey(provider),
});

/** Asks the provider for its models: free of charge, and it shows whether address and key are right. */
export const testConnection = defineCommand({
	id: 'key.test',
	title: 'Test connection',
	input: one,
	audit: ({ provider }) => ({ provider }),
	run: async ({ provider }, services) => {
		const tested = await (await services.keys()).probe(provider);
		if (tested.ok) return ok(tested.value);
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
	run: async ({ baseUrl }, services) => (await services.keys()).removeEndpoint(baseUrl),
});

const NO_KEY: Problem = {
	type: 'key-invalid',
	message: 'That is not a key: keys are one word of letters, digits and signs.',
	action: 'Copy the whole key from its vendor',
};
