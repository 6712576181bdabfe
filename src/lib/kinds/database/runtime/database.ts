import { err, ok, type Result } from '#lib/model/result.ts';
import { readSchema } from './catalog.ts';
import { Engine } from './engine.ts';
import type { ExecuteAnswer, FaceProblem, QueryResult, SchemaAnswer, StatusAnswer } from './face.ts';
import type { House } from './house.ts';
import { loadSql } from './load.ts';
import { migrate, type MigrateWish } from './migrate.ts';
import { resultOf, TypeNames } from './results.ts';
import { sqlProblem } from './sql/errors.ts';
import { firstWords } from './sql/words.ts';
import {
	appliedNames,
	isSchemaChanged,
	noteSchema,
	startWith,
	type DatabaseFiles,
	type StartReport,
} from './start.ts';

/** A running database of a creation: one thing at a time, and what was answered is durable. */
export class Database {
	readonly #house: House;
	readonly #files: DatabaseFiles;
	readonly #types = new TypeNames();
	#engine: Promise<Engine>;
	#report: StartReport = { problems: [], named: [] };
	#last: Promise<unknown> = Promise.resolve();
	#writes = 0;
	#schema: SchemaAnswer | undefined;

	constructor(house: House, files: DatabaseFiles) {
		this.#house = house;
		this.#files = files;
		this.#engine = this.#open();
		// Whoever asks first is told.
		this.#engine.catch(() => undefined);
	}

	/** Resolves when it is open, or could not be opened. */
	async settled(): Promise<void> {
		await Promise.allSettled([this.#engine]);
	}

	/** Reads, alone. */
	read<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
		return this.#alone(work);
	}

	/** Writes rows, alone; resolves when what was written is durable. */
	write<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
		return this.#alone(async (engine) => {
			try {
				return await work(engine);
			} finally {
				if (engine.isInTransaction) await engine.run('ROLLBACK');
				await this.#keep(engine);
			}
		});
	}

	/** Writes what may change tables as well. */
	change<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
		return this.write((engine) => {
			this.#schema = undefined;
			return work(engine);
		});
	}

	/** The catalog, read anew after each change. */
	async schema(engine: Engine): Promise<SchemaAnswer> {
		this.#schema ??= await readSchema(engine);
		return this.#schema;
	}

	/** One statement that only reads, as a reader who owns nothing. */
	query(sql: string, params: readonly unknown[]): Promise<Result<QueryResult, FaceProblem>> {
		if (!READS.test(firstWords(sql, 1)))
			return Promise.resolve(
				err({
					type: 'not-a-query',
					message: 'Only reading is allowed here: SELECT, WITH, VALUES, TABLE, EXPLAIN or SHOW.',
				}),
			);
		return this.read(async (engine) => {
			const start = performance.now();
			await engine.run('BEGIN READ ONLY; SET LOCAL ROLE aether_reader');
			try {
				const answer = await engine.query(sql, params);
				const ms = performance.now() - start;
				await engine.run('ROLLBACK');
				return ok(await resultOf(engine, this.#types, answer, { ms }));
			} catch (error) {
				await engine.run('ROLLBACK');
				return err(sqlProblem(error, { script: sql, offset: 0 }));
			}
		});
	}

	/** Any statements, one after the other; the first that fails ends it and undoes what stands in its transaction. */
	execute(sql: string): Promise<ExecuteAnswer> {
		return this.change(async (engine) => {
			const answers: Parameters<typeof resultOf>[2][] = [];
			const places: { readonly ms: number; readonly line: number; readonly statement: string }[] = [];
			let start = performance.now();
			const report = await loadSql(engine, sql, {
				isStrict: true,
				onAnswer: (answer, { line, text }) => {
					answers.push(answer);
					places.push({ ms: performance.now() - start, line, statement: text.slice(0, 500) });
					start = performance.now();
				},
			});
			const results: QueryResult[] = [];
			for (const [index, answer] of answers.entries()) {
				const place = places[index];
				if (place) results.push(await resultOf(engine, this.#types, answer, place));
			}
			const problem = report.failed[0]?.problem;
			return { results, named: [...report.named], ...(problem ? { problem } : {}) };
		});
	}

	/** Brings the database to another schema, or tells what that would take. */
	migrate(wish: MigrateWish): ReturnType<typeof migrate> {
		const work = async (engine: Engine): ReturnType<typeof migrate> => {
			const answer = await migrate(engine, this.#house, wish);
			if (answer.ok && !wish.isDryRun) await noteSchema(engine, wish.schema);
			return answer;
		};
		return wish.isDryRun ? this.read(work) : this.change(work);
	}

	status(): Promise<StatusAnswer> {
		return this.read(async (engine) => {
			const applied = await appliedNames(engine);
			return {
				writes: this.#writes,
				applied: [...applied.keys()].filter((name) => name !== 'schema.sql'),
				...this.#report,
				isSchemaChanged: isSchemaChanged(applied, this.#files.schema),
			};
		});
	}

	#alone<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
		const next = this.#last.then(async () => {
			try {
				return await work(await this.#engine);
			} catch (error) {
				// The engine itself broke, not a statement: what is kept is whole, so it is opened anew.
				if (error instanceof WebAssembly.RuntimeError) {
					this.#schema = undefined;
					this.#engine = this.#open();
				}
				throw error;
			}
		});
		this.#last = next.catch(() => undefined);
		return next;
	}

	async #open(): Promise<Engine> {
		const engine = await Engine.open({ house: this.#house });
		this.#report = await startWith(engine, this.#files);
		await this.#keep(engine);
		return engine;
	}

	async #keep(engine: Engine): Promise<void> {
		this.#writes++;
		try {
			await engine.keep();
		} catch (error) {
			throw new NotKept(error);
		}
	}
}

/** The last write is in memory but could not be made durable. */
export class NotKept extends Error {
	constructor(cause: unknown) {
		super(cause instanceof Error ? cause.message : String(cause));
	}
}

const READS = /^\(*(select|with|values|table|explain|show)$/;
