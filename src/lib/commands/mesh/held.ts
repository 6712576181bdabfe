import type { CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';

/** How long a creation that calls or is called stays open without another call. ms. */
const IDLE_MS = 120_000;

interface Holding {
	readonly workspace: Promise<Result<Workspace, Problem>>;
	/** ms of `performance.now()`. */
	usedAt: number;
}

/** Keeps creations open that call each other while no screen shows them: opening one anew for each call reads it all. */
export class Held {
	readonly #services: () => Services;
	readonly #holdings = new Map<CreationId, Holding>();

	constructor(services: () => Services) {
		this.#services = services;
	}

	/** The open creation. Let go of when nobody asked for it for a while. Fails as opening it does. */
	async open(id: CreationId): Promise<Result<Workspace, Problem>> {
		const known = this.#holdings.get(id);
		if (known) {
			known.usedAt = performance.now();
			return known.workspace;
		}
		const holding = { workspace: this.#services().workspaces.hold(id), usedAt: performance.now() };
		this.#holdings.set(id, holding);
		const workspace = await holding.workspace;
		if (workspace.ok) this.#watch(id, holding, IDLE_MS);
		else this.#holdings.delete(id);
		return workspace;
	}

	#watch(id: CreationId, holding: Holding, waitMs: number): void {
		setTimeout(() => {
			const leftMs = holding.usedAt + IDLE_MS - performance.now();
			if (leftMs > 0) return this.#watch(id, holding, leftMs);
			this.#holdings.delete(id);
			void this.#services().workspaces.release(id);
		}, waitMs);
	}
}
