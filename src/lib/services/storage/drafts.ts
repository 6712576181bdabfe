import Dexie from 'dexie';
import type { DraftText } from '#lib/model/draft.ts';
import type { CreationId, MessageId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';
import type { Database } from './database.ts';
import type { ModelStore } from './model-store.ts';
import { write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';

type Drafts = Pick<ModelStore, 'appendDraft' | 'readDraft' | 'finishDraft' | 'dropDraft' | 'draftsLeft'>;

const MAX_LEFT = 500;

/** The write-ahead of answers: each flush is one small row. */
export function createDrafts(database: Database): Drafts {
	return {
		appendDraft: (message, added) => write(() => append(database, message, added)),
		readDraft: (id) => readDraft(database, id),
		finishDraft: (message) => write(() => finish(database, message)),
		dropDraft: (id) =>
			write(() => database.transaction('rw', draftTables(database), () => dropDraft(database, id))),
		async draftsLeft() {
			const raws = await database.drafts.limit(MAX_LEFT).toArray();
			return database.rows('drafts', raws).sort((a, b) => a.startedAt - b.startedAt);
		},
	};
}

/** Also a query for `live()`. */
export async function readDraft(database: Database, id: MessageId): Promise<DraftText | undefined> {
	if ((await database.drafts.get(id)) === undefined) return undefined;
	const parts = database.rows('draftParts', await partsOf(database, id).toArray());
	return {
		text: parts.map((part) => part.text).join(''),
		reasoning: parts.map((part) => part.reasoning).join(''),
	};
}

/** Removes the drafts of a creation. Call inside a transaction that covers both tables. */
export async function dropDraftsOf(database: Database, id: CreationId): Promise<void> {
	const raws = await database.drafts.where('creationId').equals(id).toArray();
	for (const draft of database.rows('drafts', raws)) await dropDraft(database, draft.messageId);
}

const draftTables = (database: Database) => [database.drafts, database.draftParts];

async function append(database: Database, message: Message, added: DraftText): Promise<void> {
	const row = SCHEMA_OF.messages.parse({ ...message, state: 'streaming' });
	await database.transaction('rw', [database.messages, ...draftTables(database)], async () => {
		const present = database.row('drafts', await database.drafts.get(message.id));
		if (present === undefined) await database.messages.put(row);
		await database.drafts.put({
			messageId: row.id,
			creationId: row.creationId,
			startedAt: present?.startedAt ?? Date.now(),
			updatedAt: Date.now(),
		});
		await database.draftParts.add({ messageId: row.id, seq: await nextSeq(database, row.id), ...added });
	});
}

/** One past the last part; read inside the writing transaction, so no two parts get the same. */
async function nextSeq(database: Database, id: MessageId): Promise<number> {
	const [last] = await partsOf(database, id).reverse().limit(1).primaryKeys();
	return last === undefined ? 0 : Number([last].flat()[1]) + 1;
}

async function finish(database: Database, message: Message): Promise<void> {
	const row = SCHEMA_OF.messages.parse(message);
	await database.transaction('rw', [database.messages, ...draftTables(database)], async () => {
		await database.messages.put(row);
		await dropDraft(database, row.id);
	});
}

/** Call inside a transaction that covers both tables. */
export async function dropDraft(database: Database, id: MessageId): Promise<void> {
	await partsOf(database, id).delete();
	await database.drafts.delete(id);
}

const partsOf = (database: Database, id: MessageId) =>
	database.draftParts.where('[messageId+seq]').between([id, Dexie.minKey], [id, Dexie.maxKey]);
