import type { CreationId } from '#lib/model/id.ts';
import type { Role } from '#lib/model/role.ts';
import type { MemberView } from '#lib/services/collab/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import type { RoomMembership } from '#lib/services/storage/storage.ts';
import type { Services } from '../services.ts';

/** Everybody of a room as this device's disk knows them. */
export async function viewOf({ roomId, acl }: RoomMembership): Promise<readonly MemberView[]> {
	const { storedMembers } = await import('#lib/services/collab/stored-members.ts');
	return storedMembers(roomId, acl);
}

/** What was said, as this device's disk knows it. */
export async function storedComments(id: CreationId, { storage }: Services): Promise<readonly SaidComment[]> {
	const comments = await storage.rooms.comments(id);
	return comments.ok ? comments.value : [];
}

/** The person's role on a creation, whether it is open or not: `owner` of what is not shared. */
export async function roleOn(id: CreationId, services: Services): Promise<Role> {
	const membership = await services.storage.rooms.membership(id);
	if (!membership.ok) return 'viewer';
	if (membership.value === undefined) return 'owner';
	const device = await (await services.collab()).device();
	if (!device.ok) return 'viewer';
	const own = (await viewOf(membership.value)).find(({ author }) => author === device.value.author);
	return own?.standing === 'active' ? own.role : 'viewer';
}
