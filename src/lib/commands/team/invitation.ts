import type { Problem, Result } from '#lib/model/result.ts';
import type { Room } from '#lib/services/collab/collab.ts';

/** As long as any device lasts: the room of the team decides who gets to know it. */
const NO_END_MS = Date.UTC(9999, 11, 31);

/** What whoever is in the team joins a creation by: as a viewer, until its owner gives more. Fails with `owner-only`, `storage-…`. */
export const invitationTo = (room: Room): Promise<Result<string, Problem>> =>
	room.admin.invite({ role: 'viewer', expiresAt: NO_END_MS, needsApproval: false });
