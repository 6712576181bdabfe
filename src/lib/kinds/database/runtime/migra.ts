import { Migration } from '@pgkit/migra/dist/migra.js';
import type { Engine } from './engine.ts';

/** The statements that lead from the schema of one database to that of the other. */
export async function differences(from: Engine, to: Engine): Promise<readonly string[]> {
	// Migra's own types ask for a whole client; it calls no more than these two.
	const create: unknown = Reflect.get(Migration, 'create');
	if (!isCreate(create)) throw new Error('The migration library is another than we know.');
	const migration = await create.call(Migration, queryable(from), queryable(to), {
		exclude_schema: 'aether',
	});
	migration.set_safety(false);
	migration.add_all_changes(false);
	return [...migration.statements].map((statement) => statement.trim().replace(/;$/, ''));
}

interface Difference {
	readonly set_safety: (isSafe: boolean) => void;
	readonly add_all_changes: (withPrivileges: boolean) => void;
	readonly statements: Iterable<string>;
}

type Create = (
	this: unknown,
	from: Queryable,
	to: Queryable,
	options: { readonly exclude_schema: string },
) => Promise<Difference>;

const isCreate = (value: unknown): value is Create => typeof value === 'function';

interface Queryable {
	readonly any: (query: { readonly sql: string }) => Promise<readonly Record<string, unknown>[]>;
	readonly oneFirst: (query: { readonly sql: string }) => Promise<unknown>;
}

const queryable = (engine: Engine): Queryable => ({
	any: ({ sql }) => engine.objects(sql),
	oneFirst: async ({ sql }) => Object.values((await engine.objects(sql))[0] ?? {})[0],
});
