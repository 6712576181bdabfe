import type { Kind, Links } from '#lib/kinds/kind.ts';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import type { Files } from '#lib/model/files.ts';
import { MANIFEST_PATH, manifestSchema, nameFromTitle, type Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Spec } from '#lib/model/spec.ts';

/** `aether.json` as it is written: two spaces, a newline at the end, so that diffs stay small. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

/** What a creation is linked to from its first version on. */
interface Linked {
	readonly links: Links;
	/** The same, as the manifest says it. */
	readonly refs: NonNullable<Manifest['links']>;
}

/** All files of a creation from a spec, the manifest included. */
export async function assemble(
	kind: Kind,
	spec: Spec,
	id: CreationId,
	{ links, refs }: Linked = { links: {}, refs: {} },
): Promise<Result<Files, Problem>> {
	const rendered = await kind.render(spec, links);
	if (!rendered.ok) return rendered;
	const manifest: Manifest = {
		...firstManifest(kind, spec.title, id),
		entry: kind.entryIn?.(rendered.value) ?? kind.entry,
		...(Object.keys(refs).length > 0 ? { links: refs } : {}),
		...(rendered.value.has('openapi.yaml') ? { openapi: 'openapi.yaml' } : {}),
	};
	const files = new Map(rendered.value).set(MANIFEST_PATH, manifestText(manifest));
	const problem = kind.check(files)[0];
	if (problem)
		return err({
			...problem,
			type: 'kit-broken',
			message: `The kit made something that does not hold together: ${problem.message}`,
		});
	return ok(files);
}

/** What every new creation of a kind begins with. */
export const firstManifest = (kind: Kind, title: string, id: CreationId): Manifest => ({
	id: urnOf(id),
	name: nameFromTitle(title),
	title,
	kind: kind.id,
	version: '1.0.0',
	license: 'MIT',
	tags: [],
	entry: kind.entry,
	grants: { storage: '16MiB', cpuMs: 5000 },
});

/** The manifest among `files`, or why it cannot be used. */
export function readManifest(files: Files): Result<Manifest, Problem> {
	const text = files.get(MANIFEST_PATH);
	if (typeof text !== 'string') return err(manifestProblem('aether.json is missing.'));
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		return err(manifestProblem('aether.json is not valid JSON.', String(error)));
	}
	const manifest = manifestSchema.safeParse(value);
	if (manifest.success) return ok(manifest.data);
	const issue = manifest.error.issues[0];
	const where = issue?.path.join('.') ?? '';
	return err(manifestProblem(`aether.json: ${where ? `"${where}": ` : ''}${issue?.message ?? 'not valid'}.`));
}

const manifestProblem = (message: string, detail?: string): Problem => ({
	type: 'manifest-invalid',
	message,
	action: 'Open aether.json and correct it, or restore an earlier version.',
	...(detail ? { detail } : {}),
});
