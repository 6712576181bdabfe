import type { RoomId } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { TeamId } from '#lib/model/team.ts';
import { readInvitation } from '#lib/services/collab/invite.ts';
import type { Services } from '../services.ts';
import { invitationTo } from './invitation.ts';
import { teamOf } from './kept.ts';
import { changeEntry, entryIn, removeEntry, writeEntry } from './team-doc.ts';

interface Wish {
	readonly teamId?: TeamId | undefined;
	readonly creationId: CreationId;
	readonly isNew: boolean;
}

/** The room of the creation, or null where no team is chosen. */
export async function addCreation(
	{ creationId, isNew, ...wish }: Wish,
	services: Services,
): Promise<Result<RoomId | null, Problem>> {
	const { storage } = services;
	const teamId = wish.teamId ?? (await storage.setting('chosenTeam'));
	if (teamId === null) return isNew ? ok(null) : err(NONE_CHOSEN);
	const [present, creation] = [await teamOf(creationId, services), await storage.creation(creationId)];
	if (present || creation === undefined) return err(IN_A_TEAM);
	const shared = await share(creationId, services);
	if (!shared.ok) return shared;
	const { room, invitation, isFounded } = shared.value;
	const { title, kind } = creation;
	const added = await services.teams.with(teamId, async (team) => {
		const entry = { title, kind, invitation, isTemplate: false, addedAt: Date.now() };
		const written = await team.change((doc) => writeEntry(doc, room, entry));
		if (written.ok) await team.tell({ did: isNew ? 'created' : 'added', room, title });
		return written.ok ? ok(team.name) : written;
	});
	if (!added.ok) return added;
	const undo = (): void => void takeBack({ teamId, room, creationId, isFounded }, services);
	services.shell.notify(`Added to ${added.value}.`, { label: 'Undo', run: undo });
	return ok(room);
}

/** A room for the creation, where it has none yet, and what others join it by. */
function share(creationId: CreationId, services: Services) {
	return services.workspaces.with(creationId, async ({ together }) => {
		const isFounded = together.state === 'alone';
		const { name } = await services.storage.setting('together');
		const room = await (isFounded ? together.found(name) : together.opened());
		if (!room.ok) return room;
		const invitation = await invitationTo(room.value);
		return invitation.ok ? ok({ room: room.value.id, invitation: invitation.value, isFounded }) : invitation;
	});
}

interface Added {
	readonly teamId: TeamId;
	readonly room: RoomId;
	readonly creationId: CreationId;
	/** It was not shared before. */
	readonly isFounded: boolean;
}

async function takeBack({ teamId, room, creationId, isFounded }: Added, services: Services): Promise<void> {
	const removed = await removeCreation({ teamId, room }, services);
	if (!removed.ok) return services.shell.notify(removed.error.message);
	if (isFounded) await services.workspaces.with(creationId, ({ together }) => together.forget());
}

interface Place {
	readonly teamId: TeamId;
	readonly room: RoomId;
}

export function removeCreation({ teamId, room }: Place, services: Services): Promise<Result<void, Problem>> {
	return services.teams.with(teamId, async (team) => {
		const entry = entryIn(team.tree.doc, room);
		if (entry === undefined) return ok(undefined);
		const closed = await closeInvitation(room, entry.invitation, services);
		if (!closed.ok) return closed;
		const removed = await team.change((doc) => removeEntry(doc, room));
		if (removed.ok) await team.tell({ did: 'removed', room, title: entry.title });
		return removed;
	});
}

/** Only its owner can; whoever has come by it stays. */
async function closeInvitation(
	room: RoomId,
	invitation: string,
	services: Services,
): Promise<Result<void, Problem>> {
	const id = await services.storage.rooms.creationIn(room);
	if (!id.ok) return id;
	const read = await readInvitation(invitation);
	if (id.value === undefined || !read || (await services.roleOn(id.value)) !== 'owner') return ok(undefined);
	return services.workspaces.with(id.value, async ({ together }) => {
		const opened = await together.opened();
		if (!opened.ok) return opened;
		const { members, admin } = opened.value;
		const staying = members.filter(({ standing }) => standing === 'active').map(({ author }) => author);
		return admin.closeInvite(read.certificate.id, staying);
	});
}

export const setTemplate = (
	{ teamId, room, isTemplate }: Place & { readonly isTemplate: boolean },
	{ teams }: Services,
): Promise<Result<void, Problem>> =>
	teams.with(teamId, (team) => team.change((doc) => changeEntry(doc, room, { isTemplate })));

const NONE_CHOSEN: Problem = {
	type: 'team-missing',
	message: 'No team is chosen.',
	action: 'Choose a team on Home first',
};
const IN_A_TEAM: Problem = {
	type: 'team-other',
	message: 'This creation is in a team already.',
	action: 'Remove it there first',
};
