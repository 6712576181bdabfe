import { err, ok, type Result } from '#lib/model/result.ts';
import { readSchema } from './catalog.ts';
import { Engine } from './engine.ts';
import type { FaceProblem, MigrateAnswer, Table } from './face.ts';
import { fleetingBytes, type House } from './house.ts';
import { loadSql, type NamedStatement } from './load.ts';
import { lossesOf } from './losses.ts';
import { differences } from './migra.ts';
import { sqlProblem } from './sql/errors.ts';
import { qualified } from './sql/identifier.ts';
import { extensionOf } from './sql/words.ts';

export interface MigrateWish {
	/** The whole schema as it shall be. */
	readonly schema: string;
	readonly isDryRun: boolean;
	/** The person has seen what is lost and agrees. */
	readonly allowDataLoss: boolean;
}

/** Compares the schema as it is with the wanted one and, unless asked only to tell, changes it at once or not at all. */
export async function migrate(
	engine: Engine,
	house: House,
	wish: MigrateWish,
): Promise<Result<MigrateAnswer, FaceProblem>> {
	const plan = await planOf(engine, house, wish.schema);
	if (!plan.ok) return plan;
	const { ddl, named } = plan.value;
	const losses = await lossesOf(ddl, await readSchema(engine), (table) => rowsIn(engine, table));
	const answer = { ddl: [...ddl], losses: [...losses], named: [...named] };
	if (wish.isDryRun || ddl.length === 0) return ok({ ...answer, isApplied: false });
	if (losses.length > 0 && !wish.allowDataLoss)
		return err({
			type: 'data-loss',
			message: `This change loses data: ${losses.map(({ message }) => message).join(' ')}`,
			action: 'Look at what is lost, then apply with allowDataLoss',
		});
	const applied = await apply(engine, ddl);
	return applied ? err(applied) : ok({ ...answer, isApplied: true });
}

async function planOf(
	engine: Engine,
	house: House,
	schema: string,
): Promise<
	Result<{ readonly ddl: readonly string[]; readonly named: readonly NamedStatement[] }, FaceProblem>
> {
	const wanted = await Engine.open({ house: { ...house, bytes: fleetingBytes() }, wasm: engine.wasm });
	try {
		const { named, failed } = await loadSql(wanted, schema, { isStrict: true });
		if (failed[0]) return err(failed[0].problem);
		const ddl = await differences(engine, wanted);
		return ok({ ddl: (await isIdle(engine, wanted, ddl)) ? [] : ddl, named });
	} finally {
		await wanted.close();
	}
}

const VIEWS = `SELECT c.oid::regclass::text AS name, pg_get_viewdef(c.oid) AS definition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'aether') ORDER BY 1`;

/** The comparison makes views anew that are the same, since the columns below them stand in another order. */
async function isIdle(engine: Engine, wanted: Engine, ddl: readonly string[]): Promise<boolean> {
	if (!ddl.every((statement) => /^(drop|create( or replace)?)( materialized)? view\b/i.test(statement)))
		return false;
	const [here, there] = [await engine.objects(VIEWS), await wanted.objects(VIEWS)];
	return JSON.stringify(here) === JSON.stringify(there);
}

async function rowsIn(engine: Engine, { schema, name }: Table): Promise<number> {
	const [row] = await engine.objects(`SELECT count(*)::float8 AS count FROM ${qualified(schema, name)}`);
	return Number(row?.['count'] ?? 0);
}

async function apply(engine: Engine, ddl: readonly string[]): Promise<FaceProblem | undefined> {
	for (const statement of ddl) {
		const extension = extensionOf(statement);
		if (extension !== undefined) await engine.provideExtension(extension);
	}
	await engine.run('BEGIN');
	for (const statement of ddl) {
		try {
			await engine.run(statement);
		} catch (error) {
			await engine.run('ROLLBACK');
			const problem = sqlProblem(error, { script: statement, offset: 0 });
			return { ...problem, message: `Nothing was changed. ${problem.message}`, detail: statement };
		}
	}
	await engine.run('COMMIT');
	return undefined;
}
