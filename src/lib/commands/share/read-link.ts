import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import { defineCommand } from '../command.ts';

/** What a link says of itself, before anybody is asked. */
export interface LinkFacts {
	readonly role: Exclude<Role, 'owner'>;
	readonly needsApproval: boolean;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
	/** The creation on this device, where it was joined or made here. */
	readonly creationId: CreationId | undefined;
}

/** Reads the fragment of a link; nothing leaves the device. Fails with `invitation-broken`, `invitation-expired`, `storage-…`. */
export const readLink = defineCommand({
	id: 'share.readLink',
	title: 'Read a link',
	input: z.object({ fragment: z.string().check(z.maxLength(2000)) }),
	run: async ({ fragment }, { storage }) => {
		const [{ readInvitation }, { PROBLEMS }] = await Promise.all([
			import('#lib/services/collab/invite.ts'),
			import('#lib/services/collab/problems.ts'),
		]);
		const invitation = await readInvitation(fragment);
		if (!invitation || invitation.certificate.role === 'owner') return err(PROBLEMS.broken);
		const { role, needsApproval, expiresAt } = invitation.certificate;
		const present = await storage.rooms.creationIn(invitation.roomId);
		if (!present.ok) return present;
		if (present.value === undefined && expiresAt < Date.now()) return err(PROBLEMS.expired);
		return ok<LinkFacts>({ role, needsApproval, expiresAt, creationId: present.value });
	},
});
