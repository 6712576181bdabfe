import * as z from 'zod/mini';
import type { Engine } from './engine.ts';
import type { FaceProblem, StatusAnswer } from './face.ts';
import { loadSql, type LoadReport } from './load.ts';

/** The SQL files of a creation. */
export interface DatabaseFiles {
	/** The whole schema as it shall be. */
	readonly schema: string;
	/** Rows of a fresh database. */
	readonly seed?: string;
	/** In the order in which they are applied. */
	readonly migrations: readonly { readonly name: string; readonly sql: string }[];
}

/** What became of the files at a start. */
export type StartReport = Pick<StatusAnswer, 'problems' | 'named'>;

const SCHEMA = 'schema.sql';
const appliedRow = z.object({ name: z.string(), hash: z.string() });

/** Brings a fresh database to its schema and first rows, and one with data through the migrations it has not seen. */
export async function startWith(engine: Engine, files: DatabaseFiles): Promise<StartReport> {
	const applied = await appliedNames(engine);
	return applied.has(SCHEMA) ? migrateForward(engine, files, applied) : begin(engine, files);
}

/** Names of what was applied, with the hash of its text. */
export async function appliedNames(engine: Engine): Promise<ReadonlyMap<string, string>> {
	const rows = z
		.array(appliedRow)
		.parse(await engine.objects('SELECT name, hash FROM aether.applied ORDER BY applied_at, name'));
	return new Map(rows.map(({ name, hash }) => [name, hash]));
}

/** Whether the schema file says something else than when it was last applied. */
export const isSchemaChanged = (applied: ReadonlyMap<string, string>, schema: string): boolean =>
	applied.get(SCHEMA) !== hashOf(schema);

export const noteSchema = (engine: Engine, schema: string): Promise<void> => note(engine, SCHEMA, schema);

async function begin(engine: Engine, files: DatabaseFiles): Promise<StartReport> {
	const parts: StartReport[] = [];
	const load = async (name: string, sql: string): Promise<void> => {
		parts.push(reportOf(name, await loadSql(engine, sql)));
	};
	const hasSchema = files.schema.trim() !== '';
	await load(SCHEMA, files.schema);
	for (const { name, sql } of files.migrations) {
		// The schema file is the whole of it: migrations only bring older databases there.
		if (!hasSchema) await load(name, sql);
		await note(engine, name, sql);
	}
	if (files.seed !== undefined) await load('seed.sql', files.seed);
	await noteSchema(engine, files.schema);
	return { problems: parts.flatMap(({ problems }) => problems), named: parts.flatMap(({ named }) => named) };
}

async function migrateForward(
	engine: Engine,
	files: DatabaseFiles,
	applied: ReadonlyMap<string, string>,
): Promise<StartReport> {
	const named: StartReport['named'] = [];
	for (const { name, sql } of files.migrations) {
		if (applied.has(name)) continue;
		await engine.run('BEGIN');
		const report = await loadSql(engine, sql, { isStrict: true });
		if (report.failed.length > 0) {
			await engine.run('ROLLBACK');
			return { problems: reportOf(name, report).problems, named };
		}
		await note(engine, name, sql);
		await engine.run('COMMIT');
		named.push(...report.named);
	}
	return { problems: [], named };
}

function reportOf(file: string, { failed, named }: LoadReport): StartReport {
	return {
		problems: failed.map(({ problem, line }): FaceProblem => ({
			...problem,
			message: `${file}, line ${line}: ${problem.message}`,
			line,
		})),
		named: [...named],
	};
}

async function note(engine: Engine, name: string, text: string): Promise<void> {
	await engine.query(
		'INSERT INTO aether.applied (name, hash) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, applied_at = now()',
		[name, hashOf(text)],
	);
}

/** Tells texts apart; nothing depends on it being hard to forge. */
function hashOf(text: string): string {
	let [one, two] = [0xdeadbeef, 0x41c6ce57];
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		one = Math.imul(one ^ code, 2654435761);
		two = Math.imul(two ^ code, 1597334677);
	}
	return `${(one >>> 0).toString(16)}-${(two >>> 0).toString(16)}-${text.length}`;
}
