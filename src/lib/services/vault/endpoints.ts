import * as z from 'zod/mini';
import { endpointAddress } from '#lib/model/providers.ts';

const listSchema = z.array(z.string()).check(z.maxLength(50));

/** Addresses that the person allowed, per profile. They are no secret; what is sent to them is. */
export class Endpoints {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
	readonly #name: string;

	constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, profile: string) {
		this.#storage = storage;
		this.#name = `aether-endpoints-${profile}`;
	}

	list(): readonly string[] {
		try {
			const stored = listSchema.safeParse(JSON.parse(this.#storage.getItem(this.#name) ?? '[]'));
			return (stored.data ?? []).filter((address) => endpointAddress(address) === address);
		} catch {
			return [];
		}
	}

	add(address: string): void {
		this.#write([...new Set([...this.list(), address])]);
	}

	remove(address: string): void {
		this.#write(this.list().filter((present) => present !== address));
	}

	#write(list: readonly string[]): void {
		this.#storage.setItem(this.#name, JSON.stringify(list));
	}
}
