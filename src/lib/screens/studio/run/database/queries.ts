import { textOf, type Files } from '#lib/model/files.ts';

/** The ready queries of a creation: `queries/*.sql`, named by their first comment. */
export function readyQueries(files: Files): readonly { readonly name: string; readonly sql: string }[] {
	return [...files].flatMap(([path, content]) => {
		const sql = /^queries\/[^/]+\.sql$/.test(path) ? textOf(content) : undefined;
		if (sql === undefined) return [];
		const file = path.slice('queries/'.length, -'.sql'.length).replaceAll('-', ' ');
		const [, heading = file] = /^\s*--\s*(\S.*)$/m.exec(sql.split('\n')[0] ?? '') ?? [];
		return [{ name: heading.trim(), sql: sql.trim() }];
	});
}
