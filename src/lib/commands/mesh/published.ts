import type { Creation } from '#lib/model/creation.ts';
import { textOf, type Files } from '#lib/model/files.ts';
import { creationIdOfUrn } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Published, PublishedLink, PublishedOperation } from '#lib/model/published.ts';
import { readDocument } from '#lib/services/openapi/read.ts';
import { readManifest } from '../creation/assemble.ts';

/** What the files of a creation say to others. */
export function publishedOf({ id, kind, title }: Creation, files: Files): Published {
	const manifest = readManifest(files);
	if (!manifest.ok)
		return {
			...{ creationId: id, kind, title, version: '', operations: [], links: [] },
			problem: manifest.error.message,
		};
	const { version, openapi } = manifest.value;
	return {
		...{ creationId: id, kind, title, version },
		operations: operationsOf(textOf(files.get(openapi ?? ''))),
		links: linksOf(manifest.value),
	};
}

function operationsOf(text: string | undefined): readonly PublishedOperation[] {
	const document = text === undefined ? undefined : readDocument(text);
	if (!document?.ok) return [];
	return document.value.operations.map(({ id, method, path, summary, description }) => ({
		operation: id,
		method,
		path,
		summary: (summary || description).slice(0, 300),
	}));
}

const linksOf = ({ links }: Manifest): readonly PublishedLink[] =>
	Object.entries(links ?? {}).flatMap(([alias, { ref, range, operations }]) => {
		const to = creationIdOfUrn(ref);
		return to ? [{ alias, to, range, ...(operations ? { operations } : {}) }] : [];
	});
