import * as z from 'zod/mini';
import { err, ok, type Result } from '#lib/model/result.ts';
import { csvToTable, tableToCsv } from './csv.ts';
import { NotKept, type Database } from './database.ts';
import type { Engine } from './engine.ts';
import { exportSql } from './export/export-sql.ts';
import { rowSchema, type FaceProblem, type Table } from './face.ts';
import { loadSql } from './load.ts';
import { addRow, changeRow, readRow, readRows, removeRow } from './rows.ts';
import { sqlProblem } from './sql/errors.ts';

const sqlText = z.string().check(z.maxLength(32 * 1024 * 1024));
const querySchema = z.object({
	sql: sqlText,
	params: z.optional(z.array(z.json())),
	readOnly: z.optional(z.literal(true)),
});
const executeSchema = z.object({ sql: sqlText });
const migrateSchema = z.object({
	schema: sqlText,
	dryRun: z.optional(z.boolean()),
	allowDataLoss: z.optional(z.boolean()),
	renames: z.optional(z.array(sqlText).check(z.maxLength(200))),
});

/** Answers a request to a database. Whatever goes wrong is a problem in JSON. */
export async function answer(database: Database, request: Request): Promise<Response> {
	try {
		return await route(database, request);
	} catch (error) {
		if (error instanceof NotKept)
			return problem(507, { type: 'not-saved', message: `The change could not be saved. ${error.message}` });
		if (isDatabaseError(error)) return sqlFailure(sqlProblem(error));
		return problem(500, { type: 'database-failed', message: `The database failed: ${String(error)}` });
	}
}

function route(database: Database, request: Request): Promise<Response> {
	const url = new URL(request.url);
	const path = url.pathname.split('/').filter(Boolean);
	const place = `${request.method} /${path[0] ?? ''}`;
	if (path[0] === 'tables' && path[1] !== undefined) return tableRoute(database, request, url, path.slice(1));
	if (path.length > 1) return Promise.resolve(missing(url));
	switch (place) {
		case 'GET /schema':
			return database.read(async (engine) => Response.json(await database.schema(engine)));
		case 'GET /status':
			return database.status().then((status) => Response.json(status));
		case 'POST /query':
			return withBody(request, querySchema, async ({ sql, params }) =>
				result(await database.query(sql, params ?? [])),
			);
		case 'POST /execute':
			return withBody(request, executeSchema, async ({ sql }) => Response.json(await database.execute(sql)));
		case 'POST /migrate':
			return withBody(request, migrateSchema, async ({ schema, dryRun, allowDataLoss, renames = [] }) =>
				result(
					await database.migrate({
						schema,
						isDryRun: dryRun === true,
						allowDataLoss: allowDataLoss === true,
						renames,
					}),
				),
			);
		case 'GET /export.sql':
			return database.read(async (engine) => text(await exportSql(engine), 'application/sql', 'export.sql'));
		case 'POST /import':
			return importRoute(database, request, url);
		default:
			return Promise.resolve(missing(url));
	}
}

async function importRoute(database: Database, request: Request, url: URL): Promise<Response> {
	const body = await request.text();
	const id = url.searchParams.get('table');
	if (id !== null) return importCsv(database, id, body);
	return database.change(async (engine) => {
		const { loaded, named, failed } = await loadSql(engine, body);
		return Response.json({ loaded, named, failed });
	});
}

const importCsv = (database: Database, id: string, csv: string): Promise<Response> =>
	database.write(async (engine) => {
		const table = await tableNamed(database, engine, id);
		if (!table.ok) return problem(404, table.error);
		const rows = await csvToTable(engine, table.value, csv);
		return rows.ok ? Response.json({ rows: rows.value, named: [], failed: [] }) : problem(400, rows.error);
	});

/** `/tables/{t}.csv`, `/tables/{t}/rows`, `/tables/{t}/rows/{key}`. */
async function tableRoute(
	database: Database,
	request: Request,
	url: URL,
	[name = '', rows, key]: readonly string[],
): Promise<Response> {
	if (rows === undefined && name.endsWith('.csv') && request.method === 'GET')
		return database.read(async (engine) => {
			const id = decodeURIComponent(name.slice(0, -4));
			const table = await tableNamed(database, engine, id);
			if (!table.ok) return problem(404, table.error);
			return text(await tableToCsv(engine, table.value), 'text/csv', `${id}.csv`);
		});
	if (rows !== 'rows') return missing(url);
	const method = key === undefined ? request.method : `${request.method} one`;
	const work = ROWS[method];
	if (!work) return problem(405, { type: 'method-wrong', message: `Rows do not answer ${request.method}.` });
	const body = /^(POST|PATCH)/.test(method) ? await bodyOf(request, rowSchema) : ok({});
	if (!body.ok) return problem(400, body.error);
	const run = async (engine: Engine): Promise<Response> => {
		const table = await tableNamed(database, engine, decodeURIComponent(name));
		if (!table.ok) return problem(404, table.error);
		return result(await work({ engine, table: table.value, key: key ?? '', url, row: body.value }));
	};
	return request.method === 'GET' ? database.read(run) : database.write(run);
}

interface RowsCall {
	readonly engine: Engine;
	readonly table: Table;
	readonly key: string;
	readonly url: URL;
	readonly row: z.infer<typeof rowSchema>;
}

const ROWS: Readonly<Record<string, (call: RowsCall) => Promise<Result<unknown, FaceProblem>>>> = {
	GET: ({ engine, table, url }) => readRows(engine, table, url.searchParams),
	POST: ({ engine, table, row }) => addRow(engine, table, row),
	'GET one': ({ engine, table, key }) => readRow(engine, table, key),
	'PATCH one': ({ engine, table, key, row }) => changeRow(engine, table, key, row),
	'DELETE one': ({ engine, table, key }) => removeRow(engine, table, key),
};

async function tableNamed(
	database: Database,
	engine: Engine,
	id: string,
): Promise<Result<Table, FaceProblem>> {
	const { tables } = await database.schema(engine);
	const table = tables.find((each) => each.id === id);
	return table ? ok(table) : err({ type: 'table-missing', message: `There is no table "${id}".` });
}

async function withBody<Body>(
	request: Request,
	schema: z.ZodMiniType<Body>,
	work: (body: Body) => Promise<Response>,
): Promise<Response> {
	const body = await bodyOf(request, schema);
	return body.ok ? work(body.value) : problem(400, body.error);
}

async function bodyOf<Body>(
	request: Request,
	schema: z.ZodMiniType<Body>,
): Promise<Result<Body, FaceProblem>> {
	const json: unknown = await request.json().catch(() => undefined);
	const body = schema.safeParse(json);
	if (body.success) return ok(body.data);
	const [issue] = body.error.issues;
	const where = issue?.path.join('.') ?? '';
	return err({
		type: 'request-wrong',
		message: `The request is not as it should be${where ? ` at "${where}"` : ''}: ${issue?.message ?? 'no JSON'}.`,
	});
}

const result = (outcome: Result<unknown, FaceProblem>): Response =>
	outcome.ok ? Response.json(outcome.value) : sqlFailure(outcome.error);

const STATUSES: Readonly<Record<string, number>> = { 'row-missing': 404, 'data-loss': 409 };

function sqlFailure(failure: FaceProblem): Response {
	const isConflict = failure.code?.startsWith('23') ?? false;
	return problem(STATUSES[failure.type] ?? (isConflict ? 409 : 400), failure);
}

const problem = (status: number, body: FaceProblem): Response => Response.json(body, { status });

const missing = (url: URL): Response =>
	problem(404, { type: 'path-missing', message: `A database has no ${url.pathname}.` });

const text = (content: BodyInit, type: string, name: string): Response =>
	new Response(content, {
		headers: {
			'content-type': `${type}; charset=utf-8`,
			'content-disposition': `attachment; filename="${name}"`,
		},
	});

/** PostgreSQL's errors carry five characters. */
const isDatabaseError = (error: unknown): boolean =>
	error instanceof Error && /^[0-9A-Z]{5}$/.test(String(Reflect.get(error, 'code') ?? ''));
