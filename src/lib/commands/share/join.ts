import { newCreation } from '#lib/model/creation.ts';
import { newCreationId, type CreationId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { readInvitation } from '#lib/services/collab/invite.ts';
import { MOST_SIGNALLING } from '#lib/model/settings.ts';
import { PROBLEMS } from '#lib/services/collab/problems.ts';
import type { Services } from '../services.ts';
import { readLinkText } from './link.ts';

/** The creation of a link, made where this device has not been there before. */
export const join = (link: string, name: string, services: Services): Promise<Result<CreationId, Problem>> =>
	enter({ link, name }, services, (fragment) => {
		const facts = { title: 'Shared with you', kind: 'app' } as const;
		return joinCreation({ fragment, name, ...facts }, services);
	});

/**
 * What a link leads to: what is here already, or what `start` makes of its fragment. The name and the addresses of the link
 * are kept. Fails with `invitation-broken`, `storage-…`, or as `start` does.
 */
export async function enter(
	{ link, name }: { readonly link: string; readonly name: string },
	{ storage }: Services,
	start: (fragment: string) => Promise<Result<CreationId, Problem>>,
): Promise<Result<CreationId, Problem>> {
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
	return kept.ok ? start(fragment) : kept;
}

interface Joining {
	readonly fragment: string;
	/** The person's, as others see it. */
	readonly name: string;
	/** Until the manifest has come. */
	readonly title: string;
	readonly kind: KindId;
}

/** A creation whose files come once somebody is reached. Fails as `Collab.join` does, and then makes none. */
export async function joinCreation(
	{ fragment, name, ...facts }: Joining,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const id = newCreationId();
	const created = await services.storage.create(
		newCreation({ id, ...facts, summary: 'Comes from somebody else' }),
		new Map(),
		[],
	);
	if (!created.ok) return created;
	const joined = await services.workspaces.with(id, ({ together }) => together.join(fragment, name));
	if (joined.ok) return ok(id);
	await services.storage.erase(id);
	return joined;
}
