import Dexie from 'dexie';
import type { LlmCall } from '#lib/model/call.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Database } from './database.ts';
import type { ModelStore } from './model-store.ts';
import { write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';

type Calls = Pick<ModelStore, 'putCall' | 'callsBetween'>;

export function createCalls(database: Database): Calls {
	return {
		putCall: (call) => write(() => database.llmCalls.put(SCHEMA_OF.llmCalls.parse(call))),
		callsBetween: (fromAt, toAt, creationId) => callsBetween(database, fromAt, toAt, creationId),
	};
}

/** Also a query for `live()`. */
export async function callsBetween(
	database: Database,
	fromAt: number,
	toAt: number,
	creationId?: CreationId,
): Promise<LlmCall[]> {
	const range =
		creationId === undefined
			? database.llmCalls.where('at').between(fromAt, toAt)
			: database.llmCalls.where('[creationId+at]').between([creationId, fromAt], [creationId, toAt]);
	return database.rows('llmCalls', await range.toArray());
}

/** What was spent stays spent: the calls of an erased creation stay in the ledger without its name. */
export async function forgetCreation(database: Database, id: CreationId): Promise<void> {
	await database.llmCalls
		.where('[creationId+at]')
		.between([id, Dexie.minKey], [id, Dexie.maxKey])
		.modify((call) => {
			if (typeof call === 'object' && call !== null) Reflect.deleteProperty(call, 'creationId');
		});
}
