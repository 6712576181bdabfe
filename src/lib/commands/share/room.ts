import * as z from 'zod/mini';
import { authorSchema } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { togetherSchema, type Setting } from '#lib/model/settings.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Room } from '#lib/services/collab/collab.ts';
import { defineCommand } from '../command.ts';
import { isTeam } from '../team/kept.ts';
import type { Services } from '../services.ts';
import { forgetInvites, rememberInvite } from './invites.ts';
import { MOST_LINK, writeLink } from './link.ts';
import type { Together } from './together.svelte.ts';

const one = { creationId: creationIdSchema };
const creationOf = ({ creationId }: { readonly creationId: CreationId }): CreationId => creationId;
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
const member = authorSchema;
const givenRole = z.enum(['viewer', 'commenter', 'editor']);
const ownerOnly = { role: 'owner' as const, creationOf };

/** Shares a creation: this device founds its room. Fails with `room-exists`, `storage-…`. */
export const startSharing = defineCommand({
	id: 'share.start',
	title: 'Share',
	...ownerOnly,
	input: z.object({ ...one, name }),
	run: (input, services) =>
		withTogether(input.creationId, services, async (together) => {
			const kept = await changeTogether({ name: input.name }, services);
			return kept.ok ? nothing(await together.found(input.name)) : kept;
		}),
});

/** The text of a link; whoever has it may join on these terms. Fails with `room-missing`, `room-elsewhere`, `storage-…`. */
export const inviteOthers = defineCommand({
	id: 'share.invite',
	title: 'Make a link',
	...ownerOnly,
	input: z.object({
		...one,
		role: givenRole,
		/** Milliseconds since 1970. */
		expiresAt: z.int().check(z.gte(0), z.lt(2 ** 48)),
		needsApproval: z.boolean(),
	}),
	audit: ({ role, needsApproval, expiresAt }) => ({ role, needsApproval, expiresAt }),
	run: ({ creationId, ...terms }, services) =>
		withRoom(creationId, services, async (room) => {
			const fragment = await room.admin.invite(terms);
			if (!fragment.ok) return fragment;
			const kept = await rememberInvite(creationId, fragment.value, services);
			if (!kept.ok) return kept;
			const { signalling: addresses } = await services.storage.setting('together');
			const link = { fragment: fragment.value, addresses, isTeam: await isTeam(creationId, services) };
			return ok(`${location.origin}/join#${writeLink(link)}`);
		}),
});

/**
 * Joins by what stands behind the # of a link, and looks for others where it says: makes the creation, whose files, kind and title come once somebody is reached. Who
 * has joined before gets the same creation. Fails with `invitation-broken`, `invitation-expired`, `storage-…`.
 */
export const joinShared = defineCommand({
	id: 'share.join',
	title: 'Join',
	input: z.object({ link: z.string().check(z.maxLength(MOST_LINK)), name }),
	madeBy: (id: CreationId) => id,
	run: async ({ link, name }, services) => (await import('./join.ts')).join(link, name, services),
});

/** Lets somebody in who waits. */
export const approveMember = defineCommand({
	id: 'share.approve',
	title: 'Let in',
	...ownerOnly,
	input: z.object({ ...one, member }),
	audit: ({ member }) => ({ member }),
	run: ({ creationId, member }, services) =>
		withRoom(creationId, services, (room) => room.admin.approve(member)),
});

export const setMemberRole = defineCommand({
	id: 'share.setRole',
	title: 'Change role',
	...ownerOnly,
	input: z.object({ ...one, member, role: givenRole }),
	audit: ({ member, role }) => ({ member, role }),
	run: ({ creationId, member, role }, services) =>
		withRoom(creationId, services, (room) => room.admin.setRole(member, role)),
});

/** For good. What was read cannot be taken back. The screen asks first. */
export const removeMember = defineCommand({
	id: 'share.remove',
	title: 'Remove',
	...ownerOnly,
	input: z.object({ ...one, member }),
	audit: ({ member }) => ({ member }),
	run: ({ creationId, member }, services) =>
		withRoom(creationId, services, (room) => room.admin.remove(member)),
});

/** Nobody joins by that link any more; whoever came by it and is not in `keep` is out. */
export const closeInvite = defineCommand({
	id: 'share.closeInvite',
	title: 'Close link',
	...ownerOnly,
	input: z.object({
		...one,
		inviteId: z.string().check(z.maxLength(64)),
		keep: z.array(authorSchema).check(z.maxLength(256)),
	}),
	audit: ({ keep }) => ({ kept: keep.length }),
	run: ({ creationId, inviteId, keep }, services) =>
		withRoom(creationId, services, async (room) => {
			const closed = await room.admin.closeInvite(inviteId, keep);
			return closed.ok ? forgetInvites(creationId, services, inviteId) : closed;
		}),
});

/**
 * Goes on alone with all that is here: the room is forgotten, others keep theirs. Nobody comes back by an old link where
 * the owner leaves.
 */
export const leaveRoom = defineCommand({
	id: 'share.leave',
	title: 'Stop working together',
	creationOf,
	input: z.object(one),
	run: ({ creationId }, services) =>
		withTogether(creationId, services, async (together) => {
			const left = await together.forget();
			return left.ok ? forgetInvites(creationId, services) : left;
		}),
});

/** Brings the room into this tab, where another one of this device has it. */
export const useHere = defineCommand({
	id: 'share.here',
	title: 'Use it here',
	role: 'viewer',
	creationOf,
	input: z.object(one),
	run: ({ creationId }, services) =>
		withTogether(creationId, services, async (together) => {
			together.useHere();
			return ok(undefined);
		}),
});

/** A code to show to one other device, which answers it; no server is needed. Fails with `code-unavailable`. */
export const offerCode = defineCommand({
	id: 'share.offerCode',
	title: 'Show a code',
	role: 'viewer',
	creationOf,
	input: z.object(one),
	run: ({ creationId }, services) =>
		withByHand(creationId, services, async (byHand) => {
			const code = await byHand.offer();
			return code === undefined ? err(UNAVAILABLE) : ok(code);
		}),
});

/**
 * Takes another device's code: an offer gives the answer to bring back, an answer gives nothing and connects. Fails with
 * `code-unknown`.
 */
export const answerCode = defineCommand({
	id: 'share.answerCode',
	title: 'Enter a code',
	role: 'viewer',
	creationOf,
	input: z.object({ ...one, code: z.string().check(z.trim(), z.maxLength(2000)) }),
	run: ({ creationId, code }, services) =>
		withByHand(creationId, services, async (byHand) => {
			if (byHand.accept(code)) return ok(null);
			const answer = await byHand.answer(code);
			return answer === undefined ? err(UNKNOWN_CODE) : ok(answer);
		}),
});

/** Signalling servers, STUN and TURN, and the name others see. They count for what is opened from now on. */
export const setTogether = defineCommand({
	id: 'share.settings',
	title: 'Set how others are found',
	input: z.partial(togetherSchema),
	audit: ({ signalling, iceServers }) => ({
		signalling: signalling?.length ?? -1,
		iceServers: iceServers?.length ?? -1,
	}),
	run: (change, services) => changeTogether(change, services),
});

async function changeTogether(
	change: Partial<Setting<'together'>>,
	{ storage }: Services,
): Promise<Result<void, Problem>> {
	return nothing(await storage.changeSetting('together', (present) => ({ ...present, ...change })));
}

/** A team is shared by the same commands as a creation. */
async function withTogether<T>(
	id: CreationId,
	services: Services,
	work: (together: Together) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
	const { workspaces, teams } = services;
	const open: Pick<typeof workspaces | typeof teams, 'with'> = (await isTeam(id, services))
		? teams
		: workspaces;
	return open.with(id, ({ together }) => work(together));
}

const withRoom = <T>(
	id: CreationId,
	services: Services,
	work: (room: Room) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> =>
	withTogether(id, services, async (together) => {
		const room = await together.opened();
		return room.ok ? work(room.value) : room;
	});

const withByHand = <T>(
	id: CreationId,
	services: Services,
	work: (byHand: NonNullable<Together['byHand']>) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> =>
	withTogether(id, services, async (together) => {
		const room = await together.opened();
		if (!room.ok) return room;
		return together.byHand ? work(together.byHand) : err(UNAVAILABLE);
	});

const nothing = (result: Result<unknown, Problem>): Result<void, Problem> =>
	result.ok ? ok(undefined) : result;

const UNAVAILABLE: Problem = {
	type: 'code-unavailable',
	message: 'This browser cannot connect directly to another device.',
	action: 'Use another browser, or a signalling server',
};
const UNKNOWN_CODE: Problem = {
	type: 'code-unknown',
	message: 'This is not a whole code, or its answer came too late.',
	action: 'Ask for a new code',
};
