import type { Problem } from '#lib/model/result.ts';
import { MIN_PASSPHRASE } from '#lib/model/vault.ts';

export const LOCKED: Problem = {
	type: 'vault-locked',
	message: 'The vault is locked, so its keys cannot be used.',
	action: 'Unlock the vault in Settings',
};
export const MISSING: Problem = {
	type: 'vault-missing',
	message: 'There is no vault in this profile yet.',
	action: 'Create a vault in Settings',
};
export const EXISTS: Problem = { type: 'vault-exists', message: 'This profile already has a vault.' };
export const TAMPERED: Problem = {
	type: 'vault-tampered',
	message: 'What lies in the vault is not what AetherOS put there, so none of it is used.',
	action: 'Start over with a new vault, and replace the keys at their vendors',
};
export const SHORT: Problem = {
	type: 'passphrase-short',
	message: `A passphrase needs at least ${MIN_PASSPHRASE} characters.`,
	action: 'Take a longer one, such as four unrelated words',
};
export const WRONG: Readonly<Record<'passphrase' | 'recovery' | 'passkey', Problem>> = {
	passphrase: { type: 'vault-wrong-passphrase', message: 'That is not the passphrase of this vault.' },
	recovery: {
		type: 'vault-wrong-words',
		message: 'Those are not the recovery words of this vault.',
		action: 'Check the spelling and the order of the twelve words',
	},
	passkey: { type: 'vault-wrong-passkey', message: 'That passkey does not open this vault.' },
};
