import type { Author, Comment } from '#lib/model/collab.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import type { Room } from '#lib/services/collab/collab.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { admitted } from './record.ts';

/** Bytes of a record; the room takes a little more. */
const MAX_BYTES = 15 * 1024;
const encoder = new TextEncoder();

/** This device as others know it, also before anything is shared. Fails with `storage-…`. */
export async function ownAuthor(workspace: Workspace, services: Services): Promise<Result<Author, Problem>> {
	if (workspace.together.room) return ok(workspace.together.room.author);
	const device = await (await services.collab()).device();
	return device.ok ? ok(device.value.author) : device;
}

/**
 * Says records in this order: into the room where this tab has one, else it keeps them, and they are said when there is a
 * room. Fails with `comment-too-long`, `role-missing`, `storage-…`.
 */
export async function tell(
	workspace: Workspace,
	comments: readonly Comment[],
	services: Services,
): Promise<Result<void, Problem>> {
	if (comments.some((comment) => encoder.encode(JSON.stringify(comment)).length > MAX_BYTES))
		return err(TOO_LONG);
	const { room } = workspace.together;
	if (room) return sayAll(room, comments);
	const author = await ownAuthor(workspace, services);
	if (!author.ok) return author;
	const rows = comments.map((comment) => ({
		...comment,
		creationId: workspace.id,
		author: author.value,
		seq: 0,
		at: Date.now(),
	}));
	return services.storage.rooms.append({ acl: [], envelopes: [], comments: rows });
}

/** Says what was kept before there was a room, or while another tab had it. Fails as `Room.say` does. */
export const tellKept = (room: Room, kept: readonly SaidComment[]): Promise<Result<void, Problem>> =>
	sayAll(room, untold(kept, room.comments, room.author).map(commentOf));

/** In this order, until one fails as `Room.say` does. */
export async function sayAll(room: Room, comments: readonly Comment[]): Promise<Result<void, Problem>> {
	for (const comment of comments) {
		const told = await room.say(comment);
		if (!told.ok) return told;
	}
	return ok(undefined);
}

/** Own records that are newer here than in the room, oldest first. */
export function untold(
	kept: readonly SaidComment[],
	told: readonly SaidComment[],
	own: Author | undefined,
): SaidComment[] {
	const known = new Map(told.filter(({ author }) => author === own).map(({ id, at }) => [id, at]));
	return kept
		.filter(({ author, id, at }) => author === own && at > (known.get(id) ?? 0))
		.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Everything that is said about a creation, as far as it may be trusted. Fails with `storage-…`. */
export async function recordsOf(
	workspace: Workspace,
	services: Services,
): Promise<Result<SaidComment[], Problem>> {
	const rows = await services.storage.rooms.comments(workspace.id);
	if (!rows.ok) return rows;
	const { room, state } = workspace.together;
	if (state === 'alone' || !room) return ok(admitted(rows.value, Date.now()));
	return ok(admitted(together(rows.value, room.comments, room.author), Date.now()));
}

/** What the room says, and what of one's own it does not know yet. */
export function together(
	rows: readonly SaidComment[],
	told: readonly SaidComment[],
	own: Author | undefined,
): SaidComment[] {
	const fresh = untold(rows, told, own);
	const replaced = new Set(fresh.map(({ id }) => id));
	return [...told.filter(({ author, id }) => author !== own || !replaced.has(id)), ...fresh];
}

/** Without what the signature says by itself. */
function commentOf({ id, thread, op, body, anchor, about, mentions }: SaidComment): Comment {
	return {
		id,
		thread,
		op,
		body,
		...(anchor ? { anchor } : {}),
		...(about === undefined ? {} : { about }),
		...(mentions ? { mentions } : {}),
	};
}

const TOO_LONG: Problem = {
	type: 'comment-too-long',
	message: 'This is too long for one comment.',
	action: 'Say it in two',
};
