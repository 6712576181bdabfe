import type { Spec } from '#lib/model/spec.ts';
import { snake, tableModels } from './model.ts';
import { tablesOf } from './tables.ts';
import { schemaSql } from './write-schema.ts';
import { seedSql } from './write-seed.ts';

/** A kit's files with tables for the things of the sentence that the kit does not have. */
export function extend(files: ReadonlyMap<string, string>, spec: Spec): ReadonlyMap<string, string> {
	const names = new Set(tablesOf(files.get('schema.sql') ?? '').map(({ name }) => name));
	const known = new Map(
		spec.entities.flatMap(({ name, plural }) => {
			const table = [snake(plural), snake(name)].find((each) => names.has(each));
			return table === undefined ? [] : [[name, table] as const];
		}),
	);
	const missing = spec.entities.filter(({ name }) => !known.has(name));
	if (missing.length === 0) return files;
	const tables = tableModels({ ...spec, entities: missing }, known);
	const append = (path: string, text: string): [string, string] => [
		path,
		`${(files.get(path) ?? '').trimEnd()}\n\n${text}\n`,
	];
	return new Map([...files, append('schema.sql', schemaSql(tables)), append('seed.sql', seedSql(tables))]);
}
