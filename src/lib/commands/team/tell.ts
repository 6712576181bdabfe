import type { Files } from '#lib/model/files.ts';
import type { RoomId } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Deed } from '#lib/model/team.ts';
import { readManifest } from '../creation/assemble.ts';
import type { Services } from '../services.ts';
import { teamOf } from './kept.ts';
import { changeEntry, entryIn } from './team-doc.ts';
import type { Team } from './team.svelte.ts';

interface NewVersion {
	readonly id: CreationId;
	readonly files: Files;
	readonly before: Files;
}

/** The team of a creation hears that it has a new version here. Where it cannot, nothing fails. */
export async function tellVersion({ id, files, before }: NewVersion, services: Services): Promise<void> {
	const [kept, membership] = await Promise.all([teamOf(id, services), services.storage.rooms.membership(id)]);
	const room = membership.ok ? membership.value?.roomId : undefined;
	if (!kept || !room) return;
	const deed: Deed = { ...changeBetween(before, files), room };
	await services.teams.with(kept.id, async (team) => {
		await entitle(team, room, deed.title);
		return team.tell(deed);
	});
}

/** The list of the team shows the title that the creation has now. Nothing where only editors may say so. */
async function entitle(team: Team, room: RoomId, title: string | undefined): Promise<void> {
	const entry = entryIn(team.tree.doc, room);
	if (title === undefined || entry === undefined || entry.title === title) return;
	await team.change((doc) => changeEntry(doc, room, { title }));
}

/** A higher number in the manifest is a release. */
function changeBetween(before: Files, files: Files): Deed {
	const [old, now] = [readManifest(before), readManifest(files)];
	if (!now.ok) return { did: 'changed' };
	const { title, version } = now.value;
	return old.ok && old.value.version !== version
		? { did: 'released', title, version }
		: { did: 'changed', title };
}
