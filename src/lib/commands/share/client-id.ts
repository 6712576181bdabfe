import type { Author } from '#lib/model/collab.ts';
import { deferred } from './deferred.ts';
import { clientIdOf } from '#lib/services/collab/client-id.ts';

/** A number to write under, which no other document of this device has at the same time. */
export interface ClientId {
	readonly id: number;
	release(): void;
}

/** Two tabs that wrote under one number would leave documents different for ever, so a lock keeps the number's place. */
export function claimClientId(author: Author): Promise<ClientId> {
	const id = clientIdOf(author);
	return new Promise((resolve, reject) => {
		navigator.locks
			.request(`aether-writer-${id}`, { ifAvailable: true }, (lock) => {
				if (lock === null) return resolve(claimClientId(author));
				const held = deferred<void>();
				resolve({ id, release: () => held.resolve() });
				return held.promise;
			})
			.catch(reject);
	});
}
