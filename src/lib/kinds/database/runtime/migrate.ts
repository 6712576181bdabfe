import { err, ok, type Result } from '#lib/model/result.ts';
import { readSchema } from './catalog.ts';
import { Engine } from './engine.ts';
import type { FaceProblem, MigrateAnswer, Table } from './face.ts';
import { fleetingBytes, type House } from './house.ts';
import { loadSql } from './load.ts';
import { lossesOf } from './losses.ts';
import { differences } from './migra.ts';
import { renamesBetween } from './renames.ts';
import { sqlProblem } from './sql/errors.ts';
import { qualified } from './sql/identifier.ts';
import { extensionOf } from './sql/words.ts';

export interface MigrateWish {
	/** The whole schema as it shall be. */
	readonly schema: string;
	readonly isDryRun: boolean;
	/** The person has seen what is lost and agrees. */
	readonly allowDataLoss: boolean;
	/** Statements of those renames that the person takes for such; others that an answer offered are not. */
	readonly renames: readonly string[];
}

type Plan = Pick<MigrateAnswer, 'ddl' | 'losses' | 'renames' | 'named'>;

/** Compares the schema as it is with the wanted one and, unless asked only to tell, changes it at once or not at all. */
export async function migrate(
	engine: Engine,
	house: House,
	wish: MigrateWish,
): Promise<Result<MigrateAnswer, FaceProblem>> {
	const plan = await planOf(engine, house, wish);
	if (!plan.ok) return plan;
	const { ddl, losses } = plan.value;
	if (wish.isDryRun || ddl.length === 0) return ok({ ...plan.value, isApplied: false });
	if (losses.length > 0 && !wish.allowDataLoss)
		return err({
			type: 'data-loss',
			message: `This change loses data: ${losses.map(({ message }) => message).join(' ')}`,
			action: 'Look at what is lost, then apply with allowDataLoss',
		});
	const applied = await apply(engine, ddl);
	return applied ? err(applied) : ok({ ...plan.value, isApplied: true });
}

async function planOf(engine: Engine, house: House, wish: MigrateWish): Promise<Result<Plan, FaceProblem>> {
	const wanted = await Engine.open({ house: { ...house, bytes: fleetingBytes() }, wasm: engine.wasm });
	try {
		const { named, failed } = await loadSql(wanted, wish.schema, { isStrict: true });
		if (failed[0]) return err(failed[0].problem);
		const renames = renamesBetween(await readSchema(engine), await readSchema(wanted));
		const chosen = renames.map(({ statement }) => statement).filter((each) => wish.renames.includes(each));
		const { ddl, losses } = await renamed(engine, chosen, () => changesTo(engine, wanted));
		return ok({ ddl: [...chosen, ...ddl], losses: [...losses], renames: [...renames], named: [...named] });
	} finally {
		await wanted.close();
	}
}

/** What `look` gives once the statements have run; afterwards it is as if they had not. */
async function renamed<Value>(
	engine: Engine,
	statements: readonly string[],
	look: () => Promise<Value>,
): Promise<Value> {
	if (statements.length === 0) return look();
	await engine.run('BEGIN');
	try {
		for (const statement of statements) await engine.run(statement);
		return await look();
	} finally {
		await engine.run('ROLLBACK');
	}
}

async function changesTo(engine: Engine, wanted: Engine): Promise<Pick<Plan, 'ddl' | 'losses'>> {
	const all = await differences(engine, wanted);
	const ddl = (await isIdle(engine, wanted, all)) ? [] : all;
	const losses = await lossesOf(ddl, await readSchema(engine), (table) => rowsIn(engine, table));
	return { ddl: [...ddl], losses: [...losses] };
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
