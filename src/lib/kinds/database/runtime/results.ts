import type { Answer, Engine } from './engine.ts';
import { resultSchema, type QueryResult } from './face.ts';

/** Rows that one answer holds at most. */
export const MOST_ROWS = 1000;

/** Names of PostgreSQL's types by number, asked once each. */
export class TypeNames {
	readonly #names = new Map<number, string>();

	async of(engine: Engine, types: readonly number[]): Promise<readonly string[]> {
		const unknown = [...new Set(types)].filter((type) => !this.#names.has(type));
		if (unknown.length > 0) {
			const rows = await engine.objects(
				`SELECT x::int AS type, format_type(x::oid, NULL) AS name FROM unnest(ARRAY[${unknown.join(',')}]::bigint[]) x`,
			);
			for (const { type, name } of rows) this.#names.set(Number(type), String(name));
		}
		return types.map((type) => this.#names.get(type) ?? 'text');
	}
}

/** An answer of PostgreSQL as it leaves the house. */
export async function resultOf(
	engine: Engine,
	types: TypeNames,
	answer: Answer,
	more: { readonly ms: number; readonly line?: number; readonly statement?: string },
): Promise<QueryResult> {
	const names = await types.of(
		engine,
		answer.columns.map(({ type }) => type),
	);
	const rows: unknown = JSON.parse(JSON.stringify(answer.rows.slice(0, MOST_ROWS)));
	return {
		command: answer.command,
		columns: answer.columns.map(({ name }, index) => ({ name, type: names[index] ?? 'text' })),
		rows: resultSchema.shape.rows.parse(rows),
		count: answer.count,
		isCut: answer.rows.length > MOST_ROWS,
		notices: [...answer.notices],
		...more,
	};
}
