import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import { defineCommand } from '../command.ts';
import { MOST_LINK, readLinkText } from './link.ts';

/** What a link says of itself, before anybody is asked. */
export interface LinkFacts {
	readonly role: Exclude<Role, 'owner'>;
	readonly needsApproval: boolean;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
	/** It leads to a team, not to one creation. */
	readonly isTeam: boolean;
	/** The creation, or the team, on this device, where it was joined or made here. */
	readonly creationId: CreationId | undefined;
	/** Where browsers would find each other, as far as this device does not look there yet. */
	readonly addresses: readonly string[];
}

/** Reads what stands behind the # of a link; nothing leaves the device. Fails with `invitation-broken`, `invitation-expired`, `storage-…`. */
export const readLink = defineCommand({
	id: 'share.readLink',
	title: 'Read a link',
	input: z.object({ link: z.string().check(z.maxLength(MOST_LINK)) }),
	run: async ({ link }, { storage }) => {
		const [{ readInvitation }, { PROBLEMS }] = await Promise.all([
			import('#lib/services/collab/invite.ts'),
			import('#lib/services/collab/problems.ts'),
		]);
		const { fragment, addresses, isTeam } = readLinkText(link);
		const invitation = await readInvitation(fragment);
		if (!invitation || invitation.certificate.role === 'owner') return err(PROBLEMS.broken);
		const { role, needsApproval, expiresAt } = invitation.certificate;
		const present = await storage.rooms.creationIn(invitation.roomId);
		if (!present.ok) return present;
		if (present.value === undefined && expiresAt < Date.now()) return err(PROBLEMS.expired);
		const { signalling } = await storage.setting('together');
		return ok<LinkFacts>({
			isTeam,
			role,
			needsApproval,
			expiresAt,
			creationId: present.value,
			addresses: addresses.filter((url) => !signalling.includes(url)),
		});
	},
});
