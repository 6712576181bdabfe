import type { Files } from '#lib/model/files.ts';
import type { Spec } from '#lib/model/spec.ts';
import { tablesOf } from './tables.ts';
import { openapiOf, readmeOf } from './documents.ts';
import { extend } from './extend.ts';

export interface Assembly {
	/** SQL texts by path below `./files/`, as `import.meta.glob` gives them. */
	readonly templates: Readonly<Record<string, string>>;
	/** One sentence for the README. */
	readonly does: string;
}

/** The files of a creation from the SQL of a kit, with tables added for what the sentence names beside it. */
export function assemble(spec: Spec, { templates, does }: Assembly): Files {
	const own = new Map(
		Object.entries(templates).map(([path, text]) => [path.replace(/^\.\/files\//, ''), text]),
	);
	const files = extend(own, spec);
	return withDocuments(files, spec, does);
}

/** The SQL files with a README and the OpenAPI document of their tables. */
export function withDocuments(files: ReadonlyMap<string, string>, spec: Spec, does: string): Files {
	const tables = tablesOf(files.get('schema.sql') ?? '');
	return new Map([
		...files,
		['openapi.yaml', openapiOf(spec.title, does, tables)],
		['README.md', readmeOf(spec.title, does, tables)],
	]);
}
