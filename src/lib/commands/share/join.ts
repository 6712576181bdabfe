import { newCreation } from '#lib/model/creation.ts';
import { newCreationId, type CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { readInvitation } from '#lib/services/collab/invite.ts';
import { MOST_SIGNALLING } from '#lib/model/settings.ts';
import { PROBLEMS } from '#lib/services/collab/problems.ts';
import type { Services } from '../services.ts';
import { readLinkText } from './link.ts';

/** The creation of a link, made where this device has not been there before. */
export async function join(
	link: string,
	name: string,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const { storage } = services;
	const { fragment, addresses } = readLinkText(link);
	const invitation = await readInvitation(fragment);
	if (invitation === undefined) return err(PROBLEMS.broken);
	const present = await storage.rooms.creationIn(invitation.roomId);
	if (!present.ok) return present;
	if (present.value !== undefined) return ok(present.value);
	const kept = await storage.changeSetting('together', ({ signalling, ...others }) => ({
		...others,
		name,
		signalling: [...new Set([...signalling, ...addresses])].slice(0, MOST_SIGNALLING),
	}));
	return kept.ok ? joinAnew(fragment, name, services) : kept;
}

async function joinAnew(
	fragment: string,
	name: string,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const id = newCreationId();
	const created = await services.storage.create(
		newCreation({ id, kind: 'app', title: 'Shared with you', summary: 'Comes from somebody else' }),
		new Map(),
		[],
	);
	if (!created.ok) return created;
	const joined = await services.workspaces.with(id, ({ together }) => together.join(fragment, name));
	if (joined.ok) return ok(id);
	await services.storage.erase(id);
	return joined;
}
