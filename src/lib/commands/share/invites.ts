import type { CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Invite } from '#lib/model/settings.ts';
import type { Services } from '../services.ts';

/** More are not kept: the oldest can then only be closed by removing who came by it. */
const MOST = 1000;

/** Keeps on which terms a link was made, so that it can be closed later. Its secret is not kept. Fails with `storage-…`. */
export async function rememberInvite(
	creationId: CreationId,
	fragment: string,
	{ storage }: Services,
): Promise<Result<void, Problem>> {
	const { readInvitation } = await import('#lib/services/collab/invite.ts');
	const invitation = await readInvitation(fragment);
	if (!invitation || invitation.certificate.role === 'owner') return ok(undefined);
	const { id, role, expiresAt, needsApproval } = invitation.certificate;
	const invite: Invite = { creationId, id, role, expiresAt, needsApproval, madeAt: Date.now() };
	const kept = await storage.changeSetting('invites', (present) => [...present, invite].slice(-MOST));
	return kept.ok ? ok(undefined) : kept;
}

/** After a link was closed; all of a creation where none is named. Fails with `storage-…`. */
export async function forgetInvites(
	creationId: CreationId,
	{ storage }: Services,
	id?: string,
): Promise<Result<void, Problem>> {
	const isMeant = (invite: Invite): boolean =>
		invite.creationId === creationId && (id === undefined || invite.id === id);
	const kept = await storage.changeSetting('invites', (present) => present.filter((each) => !isMeant(each)));
	return kept.ok ? ok(undefined) : kept;
}
