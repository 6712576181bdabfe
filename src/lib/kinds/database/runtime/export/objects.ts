import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';

/** Something of the schema that other things may need first. */
export interface SchemaObject {
	/** Unique: `table 16385`. */
	readonly key: string;
	readonly type: 'type' | 'function' | 'sequence' | 'table' | 'view';
	readonly oid: number;
	readonly needs: readonly string[];
}

const OWN = `nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'aether')`;
const notOfExtension = (catalog: string, oid: string): string =>
	`NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = '${catalog}'::regclass AND x.objid = ${oid} AND x.deptype = 'e')`;

const OBJECTS = `
	SELECT CASE c.relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' ELSE 'table' END AS type, c.oid::int
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND ${OWN} AND ${notOfExtension('pg_class', 'c.oid')}
		AND NOT (c.relkind = 'S' AND EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i'))
	UNION ALL
	SELECT 'type', t.oid::int FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
	WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c')) AND ${OWN} AND ${notOfExtension('pg_type', 't.oid')}
	UNION ALL
	SELECT 'function', p.oid::int FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
	WHERE ${OWN} AND ${notOfExtension('pg_proc', 'p.oid')}
		AND NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
	ORDER BY 1, 2`;

/** Who needs whom, with the parts of things (defaults, rules, row types, arrays) counted as the things. */
const NEEDS = `
	WITH part AS (
		SELECT 'pg_rewrite'::regclass AS class, r.oid, 'view' AS type, r.ev_class AS owner FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relkind IN ('v', 'm')
		UNION ALL SELECT 'pg_attrdef'::regclass, d.oid, 'table', d.adrelid FROM pg_attrdef d
		UNION ALL SELECT 'pg_class'::regclass, c.oid, CASE c.relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' ELSE 'table' END, c.oid FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
		UNION ALL SELECT 'pg_class'::regclass, c.oid, 'type', c.reltype FROM pg_class c WHERE c.relkind = 'c'
		UNION ALL SELECT 'pg_proc'::regclass, p.oid, 'function', p.oid FROM pg_proc p
		UNION ALL SELECT 'pg_constraint'::regclass, k.oid, 'type', k.contypid FROM pg_constraint k WHERE k.contypid <> 0
		UNION ALL SELECT 'pg_type'::regclass, t.oid,
			CASE WHEN c.relkind IN ('v', 'm') THEN 'view' WHEN c.relkind IN ('r', 'p') THEN 'table' ELSE 'type' END,
			CASE WHEN c.relkind IN ('r', 'p', 'v', 'm') THEN c.oid ELSE b.oid END
			FROM pg_type t JOIN pg_type b ON b.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
			LEFT JOIN pg_class c ON c.oid = b.typrelid
	)
	SELECT DISTINCT a.type || ' ' || a.owner AS who, b.type || ' ' || b.owner AS whom
	FROM pg_depend d JOIN part a ON a.class = d.classid AND a.oid = d.objid JOIN part b ON b.class = d.refclassid AND b.oid = d.refobjid
	WHERE d.deptype IN ('n', 'a', 'i') AND NOT (a.type = 'sequence' AND b.type = 'table') AND (a.type, a.owner) <> (b.type, b.owner)`;

const objectRow = z.object({
	type: z.enum(['type', 'function', 'sequence', 'table', 'view']),
	oid: z.number(),
});
const needRow = z.object({ who: z.string(), whom: z.string() });

/** All objects of the schema, each after those it needs. What needs each other stands as found. */
export async function sortedObjects(engine: Engine): Promise<readonly SchemaObject[]> {
	const rows = z.array(objectRow).parse(await engine.objects(OBJECTS));
	const needs = new Map<string, string[]>();
	for (const { who, whom } of z.array(needRow).parse(await engine.objects(NEEDS)))
		needs.set(who, [...(needs.get(who) ?? []), whom]);
	const objects = new Map(
		rows.map(({ type, oid }) => {
			const key = `${type} ${oid}`;
			return [key, { key, type, oid, needs: needs.get(key) ?? [] }] as const;
		}),
	);
	const sorted = new Map<string, SchemaObject>();
	const open = new Set<string>();
	const visit = (object: SchemaObject): void => {
		if (sorted.has(object.key) || open.has(object.key)) return;
		open.add(object.key);
		for (const key of object.needs) {
			const needed = objects.get(key);
			if (needed) visit(needed);
		}
		sorted.set(object.key, object);
	};
	for (const type of ['type', 'sequence', 'table', 'function', 'view'])
		for (const object of objects.values()) if (object.type === type) visit(object);
	return [...sorted.values()];
}

/** Those that need a view, at whatever distance, and the views: they come after keys and data. */
export function needingViews(objects: readonly SchemaObject[]): ReadonlySet<string> {
	const found = new Set<string>();
	for (const object of objects)
		if (object.type === 'view' || object.needs.some((key) => found.has(key))) found.add(object.key);
	return found;
}
