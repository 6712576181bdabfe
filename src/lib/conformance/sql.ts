import * as z from 'zod/mini';
import { databaseKind } from '#lib/kinds/database/index.ts';
import {
	importAnswerSchema,
	schemaAnswerSchema,
	type ImportAnswer,
} from '#lib/kinds/database/runtime/face.ts';
import { selectablesOf } from '#lib/kinds/database/runtime/sql/selectables.ts';
import { splitSql } from '#lib/kinds/database/runtime/sql/split.ts';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import { createEmbeddedSandbox } from '#lib/services/sandbox/embedded.ts';
import type { AppBytes, Sandbox, Session, StartOptions } from '#lib/services/sandbox/sandbox.ts';
import type { AreaRunner, CaseResult } from './area.ts';

/** Time for one script; some hold a hundred thousand rows. */
const SCRIPT_MS = 600_000;
/** Failing statements that are listed; the rest are counted. */
const LISTED = 20;

/** Every `.sql` file is loaded into a fresh database of the product, in its sandbox. */
export const runSqlCases: AreaRunner = async (files) => {
	const sandbox = createEmbeddedSandbox();
	const results: CaseResult[] = [];
	for (const [path, sql] of Object.entries(files))
		if (path.endsWith('.sql')) results.push({ id: path, differences: await judge(sandbox, sql) });
	return results;
};

async function judge(sandbox: Sandbox, sql: string): Promise<readonly string[]> {
	const started = await sandbox.start(startOptions());
	if (!started.ok) return [started.error.message];
	const session = started.value;
	try {
		const report = await ask(
			session,
			importAnswerSchema,
			new Request(`${BASE}/import`, { method: 'POST', body: sql }),
		);
		if (typeof report === 'string') return [report];
		return [...unloaded(report), ...uncounted(report, sql), ...(await absent(session, report, sql))];
	} finally {
		session.stop();
	}
}

const BASE = 'https://creation.invalid';

function startOptions(): StartOptions {
	const creationId = newCreationId();
	const files = new Map([['schema.sql', '']]);
	const { entry } = databaseKind;
	return {
		creationId,
		manifest: {
			id: urnOf(creationId),
			name: 'trial',
			title: 'Trial',
			kind: 'database',
			version: '1.0.0',
			entry,
		},
		files,
		prepare: (given) => Promise.resolve(databaseKind.program?.(given) ?? { files: given, entry }),
		limits: { requestMs: SCRIPT_MS, bytesPerSecond: 1024 * 1024 * 1024 },
		ports: {
			storage: {
				read: () => Promise.resolve(new Map()),
				write: () => Promise.resolve(ok(undefined)),
				watch: () => () => undefined,
			},
			bytes: memoryBytes(),
			fetch: () => Promise.resolve(new Response(null, { status: 403 })),
			audit: () => undefined,
			download: () => undefined,
			openLink: () => undefined,
		},
	};
}

function memoryBytes(): AppBytes {
	const rows = new Map<string, Uint8Array>();
	return {
		read: () => Promise.resolve(ok(new Map(rows))),
		write: (changes) => {
			for (const [key, bytes] of changes)
				if (bytes) rows.set(key, bytes);
				else rows.delete(key);
			return Promise.resolve(ok(undefined));
		},
		close: () => undefined,
	};
}

/** The answer, or what went wrong. */
async function ask<Answer>(
	session: Session,
	schema: z.ZodMiniType<Answer>,
	request: Request,
): Promise<Answer | string> {
	const response = await session.request(request, { timeoutMs: SCRIPT_MS });
	if (!response.ok) return `${response.error.message} ${response.error.detail ?? ''}`;
	const text = await response.value.text();
	if (!response.value.ok) return text.slice(0, 500);
	const answer = schema.safeParse(JSON.parse(text));
	return answer.success ? answer.data : z.prettifyError(answer.error);
}

function unloaded({ failed }: ImportAnswer): readonly string[] {
	const lines = failed
		.slice(0, LISTED)
		.map(
			({ line, statement, problem }) =>
				`line ${line}: ${problem.message} In: ${statement.slice(0, 120).replaceAll(/\s+/g, ' ')}`,
		);
	return failed.length > LISTED ? [...lines, `and ${failed.length - LISTED} more`] : lines;
}

/** Each statement is loaded, named with a reason, or failed. */
function uncounted({ loaded = 0, named, failed }: ImportAnswer, sql: string): readonly string[] {
	const { statements, commands } = splitSql(sql);
	const known = loaded + named.length + failed.length;
	const all = statements.length + commands.length;
	return known === all ? [] : [`${all} statements, but only ${known} are accounted for`];
}

/** What the statements make must be there afterwards, and nothing else. */
async function absent(
	session: Session,
	{ named, failed }: ImportAnswer,
	sql: string,
): Promise<readonly string[]> {
	const schema = await ask(session, schemaAnswerSchema, new Request(`${BASE}/schema`));
	if (typeof schema === 'string') return [schema];
	const without = new Set([...named, ...failed].map(({ statement }) => statement));
	const { statements } = splitSql(sql);
	const wanted = selectablesOf(statements.filter(({ text }) => !without.has(text.slice(0, 200))));
	const found: { readonly tables: string[]; readonly views: string[] } = { tables: [], views: [] };
	for (const { kind, name } of schema.tables) (kind === 'table' ? found.tables : found.views).push(name);
	// What a script makes by running code of its own cannot be read off its statements.
	const isOpen = statements.some(
		({ text }) => /^(do|call|execute)\b/i.test(text) || /^select\b[^;]*\binto\b/i.test(text),
	);
	return [
		...compare('table', wanted.tables, found.tables, isOpen),
		...compare('view', wanted.views, found.views, isOpen),
	];
}

function compare(
	kind: string,
	wanted: readonly string[],
	found: readonly string[],
	isOpen: boolean,
): readonly string[] {
	const missing = wanted.filter((name) => !found.includes(name)).map((name) => `${kind} ${name} is missing`);
	if (missing.length > 0 || isOpen || wanted.length === found.length) return missing;
	return [`${found.length} ${kind}s instead of ${wanted.length}`];
}
