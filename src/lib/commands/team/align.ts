import type { Author } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import type { MemberView, Room } from '#lib/services/collab/collab.ts';
import type { Services } from '../services.ts';
import { viewOf } from '../share/stored.ts';
import { invitationTo } from './invitation.ts';
import type { Team } from './team.svelte.ts';
import { writeEntry, type TeamCreation } from './team-doc.ts';

type Wanted = 'viewer' | 'commenter' | 'editor' | 'none';

/**
 * In the team's creations that this device owns, everybody gets what they are in the team, also before they come; who was
 * removed from the team is removed there. What cannot be done now is tried again when the team is opened next.
 */
export async function alignRoles(team: Team, services: Services): Promise<void> {
	const own = team.together.room?.author;
	if (own === undefined) return;
	const wanted = wantedOf(team.together.members, own);
	for (const creation of team.creations) {
		const id = await services.storage.rooms.creationIn(creation.room);
		if (id.ok && id.value !== undefined) await align({ team, creation, wanted, own }, id.value, services);
	}
}

function wantedOf(members: readonly MemberView[], own: Author): ReadonlyMap<Author, Wanted> {
	const others = members.filter(({ author, standing }) => author !== own && standing !== 'waiting');
	return new Map(
		others.map(({ author, role, standing }): [Author, Wanted] => {
			if (standing === 'removed') return [author, 'none'];
			return [author, role === 'owner' ? 'editor' : role];
		}),
	);
}

interface Alignment {
	readonly team: Team;
	readonly creation: TeamCreation;
	readonly wanted: ReadonlyMap<Author, Wanted>;
	readonly own: Author;
}

async function align(alignment: Alignment, id: CreationId, services: Services): Promise<void> {
	const changes = await missing(alignment, id, services);
	if (changes.length === 0) return;
	await services.workspaces.with(id, async ({ together }) => {
		const room = await together.opened();
		if (!room.ok) return room;
		for (const [author, role] of changes) {
			const { admin } = room.value;
			const stated = await (role === 'none' ? admin.remove(author) : admin.setRole(author, role));
			if (!stated.ok) return stated;
		}
		const isAnybodyOut = changes.some(([, role]) => role === 'none');
		return isAnybodyOut ? inviteAnew(alignment, room.value) : ok(undefined);
	});
}

/** What was not said yet in the room of a creation that this device owns. */
async function missing(
	{ wanted, own }: Alignment,
	id: CreationId,
	{ storage }: Services,
): Promise<readonly [Author, Wanted][]> {
	const membership = await storage.rooms.membership(id);
	if (!membership.ok || membership.value === undefined) return [];
	const { acl } = membership.value;
	const owner = (await viewOf(membership.value)).find(({ role }) => role === 'owner');
	if (owner?.author !== own) return [];
	const { statedRoles } = await import('#lib/services/collab/stated-roles.ts');
	const stated = await statedRoles(own, acl);
	// Whoever joins by the team's invitation is a viewer, so that needs no saying.
	return [...wanted].filter(([author, role]) => role !== (stated.get(author) ?? 'viewer'));
}

/** Who is out knows the old invitation, and could come by it as somebody else. */
async function inviteAnew({ team, creation, wanted }: Alignment, room: Room) {
	const { readInvitation } = await import('#lib/services/collab/invite.ts');
	const old = await readInvitation(creation.invitation);
	const staying = [...wanted].filter(([, role]) => role !== 'none').map(([author]) => author);
	const closed = old ? await room.admin.closeInvite(old.certificate.id, staying) : undefined;
	if (closed && !closed.ok) return closed;
	const invitation = await invitationTo(room);
	if (!invitation.ok) return invitation;
	const { room: roomId, ...entry } = creation;
	return team.change((doc) => writeEntry(doc, roomId, { ...entry, invitation: invitation.value }));
}
