import Dexie from 'dexie';
import type { LlmCall, SpendingHold } from '#lib/model/call.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Database } from './database.ts';
import type { ModelStore, Spent } from './model-store.ts';
import { attempt, write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';

type Calls = Pick<ModelStore, 'putCall' | 'callsBetween' | 'holdSpending' | 'releaseHold'>;

export function createCalls(database: Database): Calls {
	return {
		putCall: (call, holdId) => write(() => putCall(database, call, holdId)),
		callsBetween: (fromAt, toAt, creationId) => callsBetween(database, fromAt, toAt, creationId),
		holdSpending: (hold, fromAt, mayHold) =>
			attempt(() =>
				database.transaction('rw', [database.llmCalls, database.spendingHolds], async () => {
					if (!mayHold(await spentBeside(database, hold, fromAt))) return false;
					await database.spendingHolds.put(SCHEMA_OF.spendingHolds.parse(hold));
					return true;
				}),
			),
		releaseHold: (id) => write(() => database.spendingHolds.delete(id)),
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

async function putCall(database: Database, call: LlmCall, holdId: string | undefined): Promise<void> {
	const row = SCHEMA_OF.llmCalls.parse(call);
	await database.transaction('rw', [database.llmCalls, database.spendingHolds], async () => {
		await database.llmCalls.put(row);
		if (holdId !== undefined) await database.spendingHolds.delete(holdId);
	});
}

/** Clears away what has lapsed, and tells what stands against a new hold. */
async function spentBeside(database: Database, hold: SpendingHold, fromAt: number): Promise<Spent> {
	const holds = database.rows('spendingHolds', await database.spendingHolds.toArray());
	const now = Date.now();
	const lapsed = holds.filter((other) => other.expiresAt <= now);
	await database.spendingHolds.bulkDelete(lapsed.map((other) => other.id));
	return {
		calls: await callsBetween(database, fromAt, FOREVER),
		creationCalls: hold.creationId ? await callsBetween(database, 0, FOREVER, hold.creationId) : [],
		holds: holds.filter((other) => other.expiresAt > now),
	};
}

const FOREVER = Number.MAX_SAFE_INTEGER;

/** What was spent stays spent: the calls of an erased creation stay in the ledger without its name. */
export async function forgetCreation(database: Database, id: CreationId): Promise<void> {
	await database.llmCalls
		.where('[creationId+at]')
		.between([id, Dexie.minKey], [id, Dexie.maxKey])
		.modify((call) => {
			if (typeof call === 'object' && call !== null) Reflect.deleteProperty(call, 'creationId');
		});
}
