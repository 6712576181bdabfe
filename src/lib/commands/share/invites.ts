import type { CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Invite } from '#lib/model/settings.ts';
import { readInvitation } from '#lib/services/collab/invite.ts';
import type { Services } from '../services.ts';

/** More are not kept: the oldest can then only be closed by removing who came by it. */
const MOST = 1000;

/** Keeps on which terms a link was made, so that it can be closed later. Its secret is not kept. Fails with `storage-…`. */
export async function rememberInvite(
	creationId: CreationId,
	fragment: string,
	{ storage }: Services,
): Promise<Result<void, Problem>> {
	const invitation = await readInvitation(fragment);
	if (!invitation || invitation.certificate.role === 'owner') return ok(undefined);
	const { id, role, expiresAt, needsApproval } = invitation.certificate;
	const invite: Invite = { creationId, id, role, expiresAt, needsApproval, madeAt: Date.now() };
	return storage.changeSetting('invites', (present) => [...present, invite].slice(-MOST));
}

/** After the link was closed. Fails with `storage-…`. */
export const forgetInvite = (
	creationId: CreationId,
	id: string,
	{ storage }: Services,
): Promise<Result<void, Problem>> =>
	storage.changeSetting('invites', (present) =>
		present.filter((invite) => invite.creationId !== creationId || invite.id !== id),
	);
