import { textOf, type Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { ApiDocument } from '#lib/services/openapi/openapi.ts';
import { readManifest } from '../creation/assemble.ts';
import type { Services } from '../services.ts';

/** What a creation offers to others. */
export interface Offer {
	readonly manifest: Manifest;
	readonly document: ApiDocument;
}

/** Reads what creations offer; a document is parsed once as long as its text stays the same. */
export class Offers {
	readonly #services: () => Services;
	readonly #known = new Map<CreationId, { readonly text: string; readonly document: ApiDocument }>();

	constructor(services: () => Services) {
		this.#services = services;
	}

	/** Fails with `creation-missing`, `manifest-invalid`, `openapi-missing` or `openapi-invalid`. */
	of(id: CreationId): Promise<Result<Offer, Problem>> {
		return this.#services().workspaces.with(id, ({ files }) => this.#read(id, files));
	}

	async #read(id: CreationId, files: Files): Promise<Result<Offer, Problem>> {
		const manifest = readManifest(files);
		if (!manifest.ok) return manifest;
		const text = textOf(files.get(manifest.value.openapi ?? ''));
		if (text === undefined) return err(noDocument(manifest.value.title));
		const known = this.#known.get(id);
		if (known?.text === text) return ok({ manifest: manifest.value, document: known.document });
		const document = (await this.#services().openapi()).read(text);
		if (!document.ok) return document;
		this.#known.set(id, { text, document: document.value });
		return ok({ manifest: manifest.value, document: document.value });
	}
}

const noDocument = (title: string): Problem => ({
	type: 'openapi-missing',
	message: `“${title}” has no OpenAPI document, so nothing of it can be called.`,
	action: 'Name one under "openapi" in its aether.json.',
});
