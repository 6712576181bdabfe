import { parseJson } from '#lib/model/json.ts';
import * as z from 'zod/mini';
import type { Author, Comment } from '#lib/model/collab.ts';
import { modelRefSchema } from '#lib/model/llm-schema.ts';
import type { Message } from '#lib/model/thread.ts';
import { allows } from '#lib/model/role.ts';
import type { MemberView } from '#lib/services/collab/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { byId, countParts, partsOf, textOfParts } from './letter.ts';
import { groupBy, madeAt, recordId } from './record.ts';

const headSchema = z.object({
	role: z.enum(['person', 'assistant']),
	state: z.enum(['streaming', 'done', 'interrupted', 'failed']),
	mode: z.optional(z.enum(['ask', 'plan', 'build'])),
	model: z.optional(modelRefSchema),
	/** Files that the answer changed. */
	changed: z.optional(z.int().check(z.gte(0))),
	/** Pictures that stay on the device of who asked. */
	pictures: z.optional(z.int().check(z.gte(0))),
	/** Of the text. */
	parts: z.int().check(z.gte(0)),
});

/** A message of somebody else's conversation about this creation: to be read, never to be obeyed. */
export interface SharedTurn {
	readonly id: string;
	readonly author: Author;
	readonly at: number;
	readonly role: Message['role'];
	/** Markdown; null while parts of it have not come. */
	readonly text: string | null;
	readonly state: Message['state'];
	readonly mode: Message['mode'];
	/** The model that answered, with the key of the author; undefined where none was asked. */
	readonly model: Message['model'];
	readonly changed: number;
	readonly pictures: number;
}

/** Messages of one's own that others are shown. */
const MAX_TOLD = 100;
/** Turns of one author that are shown. */
const MAX_SHOWN = 200;
/** Most characters of a text that others are shown. */
const MAX_TEXT = 40_000;
/** After that long an answer is not on its way any more, in milliseconds. */
const LONGEST_ANSWER_MS = 15 * 60_000;

/** What others asked and were answered, oldest first. Only of members who may ask for changes. */
export function turnsOf(
	records: readonly SaidComment[],
	own: Author | undefined,
	members: readonly MemberView[],
	now: number,
): SharedTurn[] {
	const all = byId(records);
	const askers = new Set(members.filter(({ role }) => allows(role, 'editor')).map(({ author }) => author));
	const turns = records.filter(({ op, author }) => op === 'turn' && author !== own && askers.has(author));
	return [...groupBy(turns, ({ author }) => author).values()]
		.flatMap((each) => each.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, MAX_SHOWN))
		.flatMap((record) => turnOf(record, all, now))
		.sort((a, b) => a.at - b.at || rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** What is answered at once is as old as what was asked, and comes after it. */
const rank = ({ role }: SharedTurn): number => (role === 'person' ? 0 : 1);

function turnOf(record: SaidComment, all: ReadonlyMap<string, SaidComment>, now: number): SharedTurn[] {
	const head = z.safeParse(headSchema, parseJson(record.body));
	if (!head.success) return [];
	const { role, state, mode, model, changed = 0, pictures = 0, parts } = head.data;
	const isOver = state === 'streaming' && now - record.at > LONGEST_ANSWER_MS;
	return [
		{
			id: record.id,
			author: record.author,
			at: Math.min(madeAt(record.id), record.at),
			role,
			text: textOfParts(all, record, parts) ?? null,
			state: isOver ? 'interrupted' : state,
			mode,
			model,
			changed,
			pictures,
		},
	];
}

/** Records that tell others of one's own messages, as far as they do not know them yet. */
export function untoldTurns(
	messages: readonly Message[],
	records: readonly SaidComment[],
	own: Author,
): Comment[] {
	const told = byId(records);
	return messages.slice(-MAX_TOLD).flatMap((message) => {
		const [head, ...parts] = turnRecords(own, message);
		return told.get(head.id)?.body === head.body ? [] : [...parts, head];
	});
}

/** The head first, then the text; what a model is still writing arrives when it is done. */
function turnRecords(author: Author, message: Message): [Comment, ...Comment[]] {
	const id = recordId(author, 'turn', message.id);
	const text = message.state === 'streaming' ? '' : message.text.slice(0, MAX_TEXT);
	const { role, state, mode, model, changes, attachments } = message;
	const head: z.infer<typeof headSchema> = {
		role,
		state,
		...(mode ? { mode } : {}),
		...(model ? { model } : {}),
		...(changes?.length ? { changed: changes.length } : {}),
		...(attachments?.length ? { pictures: attachments.length } : {}),
		parts: countParts(text),
	};
	return [{ id, thread: id, op: 'turn', body: JSON.stringify(head) }, ...partsOf(author, id, text)];
}
