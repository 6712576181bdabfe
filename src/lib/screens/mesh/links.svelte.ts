import { readManifest } from '#lib/commands/creation/assemble.ts';
import type { Creation } from '#lib/model/creation.ts';
import { creationIdOfUrn, type CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { App } from '../app.ts';

/** What one creation's manifest says about others. */
export interface LinkFacts {
	readonly creation: Creation;
	readonly links: NonNullable<Manifest['links']>;
	/** Origins it may reach. */
	readonly net: readonly string[];
	/** Why the manifest could not be read. */
	readonly problem?: string;
}

/** Reads the manifests of creations one after the other, so that opening many does not crowd the machine. */
export class LinkReader {
	facts: readonly LinkFacts[] = $state.raw([]);
	isDone = $state(false);
	readonly #app: App;

	constructor(app: App) {
		this.#app = app;
	}

	/** Reads `creations`; `signal` stops it. */
	async read(creations: readonly Creation[], signal: AbortSignal): Promise<void> {
		this.isDone = false;
		const facts: LinkFacts[] = [];
		for (const creation of creations) {
			facts.push(await this.#factsOf(creation));
			if (signal.aborted) return;
		}
		this.facts = facts;
		this.isDone = true;
	}

	async #factsOf(creation: Creation): Promise<LinkFacts> {
		const workspace = await this.#app.hold(creation.id);
		if (!workspace.ok) return { creation, links: {}, net: [], problem: workspace.error.message };
		const manifest = readManifest(workspace.value.files);
		this.#app.release(creation.id);
		if (!manifest.ok) return { creation, links: {}, net: [], problem: manifest.error.message };
		return { creation, links: manifest.value.links ?? {}, net: manifest.value.grants?.net ?? [] };
	}
}

/** The creations whose manifests link to `id`. */
export const linkedFrom = (id: CreationId, facts: readonly LinkFacts[]): LinkFacts[] =>
	facts.filter((fact) => Object.values(fact.links).some((link) => creationIdOfUrn(link.ref) === id));
