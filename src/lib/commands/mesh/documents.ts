import { textOf, type Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import { LOCK_PATH, readLock, type Lock } from '#lib/model/lock.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { ApiDocument } from '#lib/services/openapi/openapi.ts';
import { readManifest } from '../creation/assemble.ts';
import type { Services } from '../services.ts';

/** What a creation offers to others. */
export interface Offer {
	readonly manifest: Manifest;
	readonly document: ApiDocument;
	/** The document as it is written. */
	readonly text: string;
}

/** What a creation says of itself, and what its links were made against. */
export interface Face {
	readonly manifest: Manifest;
	readonly lock: Lock;
}

/** Reads what creations say of themselves; each text is read once as long as it stays the same. */
export class Offers {
	readonly #services: () => Services;
	readonly #manifests = new Latest<Result<Manifest, Problem>>();
	readonly #locks = new Latest<Lock>();
	readonly #documents = new Latest<Result<ApiDocument, Problem>>();

	constructor(services: () => Services) {
		this.#services = services;
	}

	/** Fails with `creation-missing`, `manifest-invalid`, `openapi-missing` or `openapi-invalid`. */
	of(id: CreationId): Promise<Result<Offer, Problem>> {
		return this.#services().workspaces.with(id, ({ files }) => this.read(id, files));
	}

	/** Fails with `creation-missing` or `manifest-invalid`. */
	face(id: CreationId): Promise<Result<Face, Problem>> {
		return this.#services().workspaces.with(id, ({ files }) => {
			const manifest = this.#manifest(id, files);
			if (!manifest.ok) return Promise.resolve(manifest);
			const text = textOf(files.get(LOCK_PATH)) ?? '';
			return Promise.resolve(
				ok({ manifest: manifest.value, lock: this.#locks.of(id, text, () => readLock(text)) }),
			);
		});
	}

	/** What `files` offer, in place of those that `id` has now. Fails as `of` does. */
	async read(id: CreationId, files: Files): Promise<Result<Offer, Problem>> {
		const manifest = this.#manifest(id, files);
		if (!manifest.ok) return manifest;
		const text = textOf(files.get(manifest.value.openapi ?? ''));
		if (text === undefined) return err(noDocument(manifest.value.title));
		const openapi = await this.#services().openapi();
		const document = this.#documents.of(id, text, () => openapi.read(text));
		return document.ok ? ok({ manifest: manifest.value, document: document.value, text }) : document;
	}

	#manifest(id: CreationId, files: Files): Result<Manifest, Problem> {
		const text = textOf(files.get(MANIFEST_PATH)) ?? '';
		return this.#manifests.of(id, text, () => readManifest(files));
	}
}

/** Of each creation the value that was made of the latest text. */
class Latest<Value> {
	readonly #known = new Map<CreationId, { readonly text: string; readonly value: Value }>();

	of(id: CreationId, text: string, make: () => Value): Value {
		const known = this.#known.get(id);
		if (known?.text === text) return known.value;
		const value = make();
		this.#known.set(id, { text, value });
		return value;
	}
}

const noDocument = (title: string): Problem => ({
	type: 'openapi-missing',
	message: `“${title}” has no OpenAPI document, so nothing of it can be called.`,
	action: 'Name one under "openapi" in its aether.json.',
});
