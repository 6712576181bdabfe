import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Vault } from './vault.ts';

/** How the vault tells secrets of services from keys of model vendors. */
const PREFIX = 'service:';
export const isServiceSecret = (id: string): boolean => id.startsWith(PREFIX);

/** A secret with the only place it may go to: an origin, or an origin by way of a relay. */
interface BoundSecret {
	readonly place: string;
	readonly secret: string;
}

interface NewSecret extends BoundSecret {
	readonly id: string;
	readonly persist: boolean;
}

/** Secrets of services: those in the vault, and those that live until the session ends. */
export interface ServiceSecrets {
	/** Fails with `secret-invalid` and as the vault does. */
	set(secret: NewSecret): Promise<Result<void, Problem>>;
	/** Nothing happens where there is none. */
	remove(id: string): Promise<Result<void, Problem>>;
	ids(): Promise<readonly string[]>;
	/** For one place and no other. Fails with `secret-missing`, `origin-changed`, and as the vault does. */
	find(id: string, place: string): Promise<Result<string, Problem>>;
}

export function createServiceSecrets(vault: Vault): ServiceSecrets {
	const session = new Map<string, BoundSecret>();
	let wasOpen = vault.isOpen;
	vault.watch(() => {
		if (wasOpen && !vault.isOpen) session.clear();
		wasOpen = vault.isOpen;
	});
	const kept = async () => (await vault.providers()).filter(isServiceSecret);
	return {
		async set({ id, place, secret, persist }) {
			if (!isServiceSecret(id)) return err(INVALID);
			if (!persist) {
				session.set(id, { place, secret });
				return ok(undefined);
			}
			const put = await vault.put({ provider: id, origin: place, key: secret });
			if (put.ok) session.delete(id);
			return put;
		},
		async remove(id) {
			session.delete(id);
			return (await kept()).includes(id) ? vault.remove(id) : ok(undefined);
		},
		ids: async () => [...new Set([...session.keys(), ...(await kept())])],
		async find(id, place) {
			const inSession = session.get(id);
			const isKept = !inSession && isServiceSecret(id) && (await kept()).includes(id);
			const taken = isKept ? await vault.take(id) : ok(undefined);
			if (!taken.ok) return taken;
			const found = inSession ?? (taken.value && { place: taken.value.origin, secret: taken.value.key });
			if (!found) return err(MISSING);
			return found.place === place ? ok(found.secret) : err(CHANGED);
		},
	};
}

const INVALID: Problem = { type: 'secret-invalid', message: 'This is no secret of a service.' };
const MISSING: Problem = {
	type: 'secret-missing',
	message: 'There is no key for this service yet, or it was only kept until the tab closed.',
	action: 'Enter it under Permissions of this creation',
};
const CHANGED: Problem = {
	type: 'origin-changed',
	message: 'The address is not the one this key was saved for, so it is not sent there.',
	action: 'Enter the key again under Permissions of this creation',
};
