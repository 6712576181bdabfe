import type * as z from 'zod/mini';
import {
	executeAnswerSchema,
	importAnswerSchema,
	migrateAnswerSchema,
	problemSchema,
	resultSchema,
	rowSchema,
	rowsAnswerSchema,
	schemaAnswerSchema,
	statusAnswerSchema,
	type ExecuteAnswer,
	type FaceProblem,
	type ImportAnswer,
	type MigrateAnswer,
	type QueryResult,
	type Row,
	type RowsAnswer,
	type SchemaAnswer,
	type StatusAnswer,
	type Table,
} from '#lib/kinds/database/runtime/face.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

/** What the panes need of a running creation. */
export interface DatabaseSession {
	readonly request: (
		request: Request,
		options?: { readonly timeoutMs?: number },
	) => Promise<Result<Response, Problem>>;
}

export type Answered<T> = Promise<Result<T, FaceProblem>>;

export interface RowsWish {
	readonly limit: number;
	readonly offset: number;
	/** `name` or `name.desc`; empty for the order of the key. */
	readonly order: string;
	/** `column:operator:value` each. */
	readonly filters: readonly string[];
}

const BASE = 'https://creation.invalid';
/** A schema is compared, or a file loaded, within this. */
const LONG_MS = 120_000;

/** Talks to a running database in its own words. */
export class DatabaseClient {
	readonly #session: DatabaseSession;

	constructor(session: DatabaseSession) {
		this.#session = session;
	}

	schema = (): Answered<SchemaAnswer> => this.#ask(schemaAnswerSchema, 'GET', '/schema');
	status = (): Answered<StatusAnswer> => this.#ask(statusAnswerSchema, 'GET', '/status');
	query = (sql: string): Answered<QueryResult> => this.#ask(resultSchema, 'POST', '/query', { sql });
	execute = (sql: string): Answered<ExecuteAnswer> =>
		this.#ask(executeAnswerSchema, 'POST', '/execute', { sql });

	migrate(
		schema: string,
		step: {
			readonly dryRun?: true;
			readonly allowDataLoss?: boolean;
			readonly renames: readonly string[];
		},
	): Answered<MigrateAnswer> {
		return this.#ask(migrateAnswerSchema, 'POST', '/migrate', { schema, ...step });
	}

	rows(table: Table, { limit, offset, order, filters }: RowsWish): Answered<RowsAnswer> {
		const query = new URLSearchParams({ limit: String(limit), offset: String(offset) });
		if (order) query.set('order', order);
		for (const filter of filters) query.append('filter', filter);
		return this.#ask(rowsAnswerSchema, 'GET', `${rowsPath(table)}?${query.toString()}`);
	}

	add = (table: Table, row: Row): Answered<Row> => this.#ask(rowSchema, 'POST', rowsPath(table), row);
	change = (table: Table, row: Row, values: Row): Answered<Row> =>
		this.#ask(rowSchema, 'PATCH', `${rowsPath(table)}/${keyOf(table, row)}`, values);
	remove = (table: Table, row: Row): Answered<Row> =>
		this.#ask(rowSchema, 'DELETE', `${rowsPath(table)}/${keyOf(table, row)}`);

	importCsv = (table: Table, csv: string): Answered<ImportAnswer> =>
		this.#ask(importAnswerSchema, 'POST', `/import?table=${encodeURIComponent(table.id)}`, csv);

	/** A file that the database writes: a table as CSV, or everything as SQL. */
	async file(path: string): Answered<Blob> {
		const response = await this.#send(new Request(`${BASE}${path}`));
		return response.ok ? ok(await response.value.blob()) : response;
	}

	async #ask<Answer>(
		schema: z.ZodMiniType<Answer>,
		method: string,
		path: string,
		body?: unknown,
	): Answered<Answer> {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const request = new Request(`${BASE}${path}`, { method, ...(body === undefined ? {} : { body: text }) });
		const response = await this.#send(request);
		if (!response.ok) return response;
		const answer = schema.safeParse(await response.value.json().catch(() => undefined));
		return answer.success ? ok(answer.data) : err(unreadable);
	}

	async #send(request: Request): Answered<Response> {
		const response = await this.#session.request(request, { timeoutMs: LONG_MS });
		if (!response.ok) return response;
		if (response.value.ok) return ok(response.value);
		const problem = problemSchema.safeParse(await response.value.json().catch(() => undefined));
		return err(problem.success ? problem.data : unreadable);
	}
}

const unreadable: FaceProblem = {
	type: 'answer-unreadable',
	message: 'The database answered something that cannot be read.',
	action: 'Press Run to start it again',
};

const rowsPath = (table: Table): string => `/tables/${encodeURIComponent(table.id)}/rows`;

/** How a row is named in addresses. */
export const keyOf = (table: Table, row: Row): string =>
	table.primaryKey.map((name) => encodeURIComponent(String(row[name]))).join(',');
