import { newCreation } from '#lib/model/creation.ts';
import type { RoomId } from '#lib/model/collab.ts';
import { newCreationId, urnOf, type CreationId } from '#lib/model/id.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { TeamId } from '#lib/model/team.ts';
import { readInvitation } from '#lib/services/collab/invite.ts';
import { manifestText, readManifest } from '../creation/assemble.ts';
import type { Services } from '../services.ts';
import { joinCreation } from '../share/join.ts';
import { entryIn, type TeamCreation } from './team-doc.ts';

interface Place {
	readonly teamId: TeamId;
	readonly room: RoomId;
}

/** The creation on this device, joined where it is not here yet. Its files come once somebody who has them is reached. */
export async function openCreation(
	{ teamId, room }: Place,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const present = await services.storage.rooms.creationIn(room);
	if (!present.ok) return present;
	if (present.value !== undefined) return ok(present.value);
	return withEntry({ teamId, room }, services, async ({ invitation, title, kind }) => {
		const read = await readInvitation(invitation);
		// What an editor wrote under the name of another room must not lead there.
		if (read?.roomId !== room) return err(ENTRY_MISSING);
		const { name } = await services.storage.setting('together');
		return joinCreation({ fragment: invitation, name, title, kind }, services);
	});
}

export async function copyTemplate(place: Place, services: Services): Promise<Result<CreationId, Problem>> {
	const source = await openCreation(place, services);
	if (!source.ok) return source;
	return services.workspaces.with(source.value, async ({ files, kind }) => {
		const manifest = readManifest(files);
		if (!manifest.ok) return err(NOT_HERE);
		const id = newCreationId();
		const { title } = manifest.value;
		const copy = new Map(files).set(MANIFEST_PATH, manifestText({ ...manifest.value, id: urnOf(id) }));
		const summary = `From a template of the team: ${title}`;
		const created = await services.storage.create(newCreation({ id, kind, title, summary }), copy, []);
		return created.ok ? ok(id) : created;
	});
}

const withEntry = <T>(
	{ teamId, room }: Place,
	services: Services,
	work: (entry: TeamCreation) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> =>
	services.teams.with(teamId, async ({ tree }) => {
		const entry = entryIn(tree.doc, room);
		return entry ? work(entry) : err(ENTRY_MISSING);
	});

const ENTRY_MISSING: Problem = {
	type: 'team-entry-missing',
	message: 'The team no longer has this creation.',
	action: 'Ask whoever added it to add it again',
};
const NOT_HERE: Problem = {
	type: 'template-not-here',
	message: 'The files of this template have not arrived yet.',
	action: 'Open it once while somebody of the team is there',
};
