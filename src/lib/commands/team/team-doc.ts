import * as z from 'zod/mini';
import type * as Y from 'yjs';
import { roomIdSchema, type RoomId } from '#lib/model/collab.ts';
import { MOST_OF_TEAM, teamEntrySchema, teamNameSchema, type TeamEntry } from '#lib/model/team.ts';

/** A creation of a team, and the room it lives in. */
export interface TeamCreation extends TeamEntry {
	readonly room: RoomId;
}

const factsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('team');
const creationsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('creations');

/** Empty until it is known. An editor of the document can write anything, so what is no name is none. */
export function nameIn(doc: Y.Doc): string {
	const read = z.safeParse(teamNameSchema, factsOf(doc).get('name'));
	return read.success ? read.data : '';
}

export const writeName = (doc: Y.Doc, name: string): void => void factsOf(doc).set('name', name);

/** Newest first. What is none is left out. */
export function entriesIn(doc: Y.Doc): readonly TeamCreation[] {
	const creations = [...creationsOf(doc)].flatMap(([key, value]) => {
		const room = z.safeParse(roomIdSchema, key);
		const entry = z.safeParse(teamEntrySchema, value);
		return room.success && entry.success ? [{ ...entry.data, room: room.data }] : [];
	});
	return creations.sort((a, b) => b.addedAt - a.addedAt).slice(0, MOST_OF_TEAM);
}

/** Undefined where the team has no such creation. */
export const entryIn = (doc: Y.Doc, room: RoomId): TeamCreation | undefined =>
	entriesIn(doc).find((entry) => entry.room === room);

export const writeEntry = (doc: Y.Doc, room: RoomId, entry: TeamEntry): void =>
	void creationsOf(doc).set(room, entry);

/** Does nothing where the team has no such creation. */
export function changeEntry(doc: Y.Doc, room: RoomId, change: Partial<TeamEntry>): void {
	const present = entryIn(doc, room);
	if (present === undefined) return;
	const { room: _room, ...entry } = present;
	writeEntry(doc, room, { ...entry, ...change });
}

export const removeEntry = (doc: Y.Doc, room: RoomId): void => creationsOf(doc).delete(room);
