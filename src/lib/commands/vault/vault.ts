import * as z from 'zod/mini';
import type { Problem, Result } from '#lib/model/result.ts';
import { autoLockSchema, passphraseSchema, unlockSchema, type Unlock } from '#lib/model/vault.ts';
import { defineCommand } from '../command.ts';

/** Answers with the twelve recovery words. */
export const createVault = defineCommand({
	id: 'vault.create',
	title: 'Create vault',
	input: z.strictObject({ passphrase: passphraseSchema }),
	run: async ({ passphrase }, services) => (await services.keys()).createVault(passphrase),
});

export const unlockVault = defineCommand({
	id: 'vault.unlock',
	title: 'Unlock',
	input: z.strictObject({ by: unlockSchema }),
	audit: ({ by }) => ({ by: by.type }),
	run: async ({ by }, services) => (await services.keys()).unlock(by),
});

export const lockVault = defineCommand({
	id: 'vault.lock',
	title: 'Lock the vault now',
	input: z.strictObject({}),
	fromContext: () => ({}),
	run: async (_input, services) => (await services.keys()).lock(),
});

/** `proof` is the present passphrase or the recovery words, as the person typed it. */
export const changePassphrase = defineCommand({
	id: 'vault.change-passphrase',
	title: 'Change passphrase',
	input: z.strictObject({ proof: passphraseSchema, passphrase: passphraseSchema }),
	run: async ({ proof, passphrase }, services) => {
		const keys = await services.keys();
		return proven(proof, (by) => keys.changePassphrase(by, passphrase));
	},
});

export const addPasskey = defineCommand({
	id: 'vault.add-passkey',
	title: 'Add passkey',
	input: z.strictObject({ proof: passphraseSchema }),
	run: async ({ proof }, services) => {
		const keys = await services.keys();
		return proven(proof, (by) => keys.addPasskey(by));
	},
});

export const setAutoLock = defineCommand({
	id: 'vault.auto-lock',
	title: 'Lock after',
	input: z.strictObject({ minutes: autoLockSchema }),
	audit: ({ minutes }) => ({ minutes }),
	run: async ({ minutes }, services) => (await services.keys()).setAutoLock(minutes),
});

export const eraseVault = defineCommand({
	id: 'vault.erase',
	title: 'Delete vault',
	input: z.strictObject({}),
	run: async (_input, services) => (await services.keys()).eraseVault(),
});

/** Twelve words may be the recovery words or a passphrase of twelve words: the first that fits. */
async function proven(
	text: string,
	work: (by: Unlock) => Promise<Result<void, Problem>>,
): Promise<Result<void, Problem>> {
	if (text.trim().split(/\s+/).length === 12) {
		const byWords = await work({ type: 'recovery', words: text });
		if (byWords.ok || byWords.error.type !== 'vault-wrong-words') return byWords;
	}
	return work({ type: 'passphrase', passphrase: text });
}
