import type { RoomId } from '#lib/model/collab.ts';
import { ok } from '#lib/model/result.ts';
import type { Services } from '../services.ts';

/**
 * While somebody of the team is in one of its creations, a device that has it takes part as well, without showing anything:
 * whoever opens it for the first time gets it from everybody who is there, not only from those who are looking at it.
 */
export class Attending {
	readonly #services: Services;
	readonly #ends = new Map<RoomId, () => void>();

	constructor(services: Services) {
		this.#services = services;
	}

	/** In these and in no others. */
	attend(rooms: readonly RoomId[]): void {
		for (const [room, end] of this.#ends)
			if (!rooms.includes(room)) {
				this.#ends.delete(room);
				end();
			}
		for (const room of rooms) if (!this.#ends.has(room)) this.#ends.set(room, this.#begin(room));
	}

	#begin(room: RoomId): () => void {
		const ending = new AbortController();
		void this.#stay(room, ending.signal);
		return () => ending.abort();
	}

	/** Not by `hold`: that would tell the team that the person is there. */
	async #stay(room: RoomId, until: AbortSignal): Promise<void> {
		const { storage, workspaces } = this.#services;
		const id = await storage.rooms.creationIn(room);
		if (!id.ok || id.value === undefined || until.aborted) return;
		await workspaces.with(id.value, async ({ together }) => {
			together.engage();
			await new Promise((resolve) => {
				until.addEventListener('abort', resolve);
				if (until.aborted) resolve(undefined);
			});
			return ok(undefined);
		});
	}
}
