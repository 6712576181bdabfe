import type { Subscription } from '#lib/model/delivery.ts';
import { textOf, type Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { readManifest } from '../../creation/assemble.ts';
import type { Services } from '../../services.ts';

/** Keeps the table of who wants which events in step with the manifests of open creations. */
export class Wants {
	readonly #services: () => Services;
	readonly #texts = new Map<CreationId, string>();
	readonly #writing = new Set<Promise<unknown>>();

	constructor(services: () => Services) {
		this.#services = services;
	}

	/** A manifest that cannot be read changes nothing: it is broken for a moment while somebody types. */
	follow(id: CreationId, files: Files): void {
		const text = textOf(files.get(MANIFEST_PATH));
		if (text === undefined || text === this.#texts.get(id)) return;
		this.#texts.set(id, text);
		const manifest = readManifest(files);
		if (!manifest.ok) return;
		const wanted = subscriptionsOf(id, manifest.value.links);
		const written = this.#services().storage.events.subscribe(id, wanted);
		this.#writing.add(written);
		void written.finally(() => this.#writing.delete(written));
	}

	/** Resolves when the table holds what was followed so far. */
	async settled(): Promise<void> {
		if (this.#writing.size > 0) await Promise.allSettled([...this.#writing]);
	}
}

/** What the links of a manifest ask for, by alias. A link without `events` asks for none. */
const subscriptionsOf = (to: CreationId, links: Manifest['links']): Subscription[] =>
	Object.entries(links ?? {})
		.filter(([, { events }]) => events && events.length > 0)
		.map(([link, { ref, events }]) => ({ to, link, source: ref, types: events ?? [] }))
		.sort((a, b) => (a.link < b.link ? -1 : 1));
