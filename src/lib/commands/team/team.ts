import * as z from 'zod/mini';
import { roomIdSchema } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { ok } from '#lib/model/result.ts';
import { MOST_RULES, teamNameSchema, type TeamId } from '#lib/model/team.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { MOST_LINK } from '../share/link.ts';

const one = { teamId: creationIdSchema };
const oneOf = { ...one, room: roomIdSchema };
const you = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
const creationOf = ({ teamId }: { readonly teamId: TeamId }): CreationId => teamId;
const fromContext = ({ teamId }: CommandContext) => (teamId ? { teamId } : null);
const byEditors = { role: 'editor' as const, creationOf };

/** A team that this device owns, with a room of its own. `you` is the name others see. Fails with `storage-…`. */
export const createTeam = defineCommand({
	id: 'team.create',
	title: 'New team',
	input: z.object({ name: teamNameSchema, you }),
	madeBy: (id: TeamId): CreationId => id,
	run: async (wish, services) => (await import('./make.ts')).makeTeam(wish, services),
});

/** Joins by what stands behind the # of a link. Fails with `invitation-broken`, `invitation-expired`, `storage-…`. */
export const joinTeam = defineCommand({
	id: 'team.join',
	title: 'Join team',
	input: z.object({ link: z.string().check(z.maxLength(MOST_LINK)), name: you }),
	madeBy: (id: TeamId): CreationId => id,
	run: async ({ link, name }, services) => (await import('./make.ts')).joinByLink(link, name, services),
});

/** Shows where links to the team are made. */
export const inviteToTeam = defineCommand({
	id: 'team.invite',
	title: 'Invite to this team',
	creationOf,
	fromContext,
	input: z.object(one),
	run: async ({ teamId }, { shell }) => ok(shell.navigate(`/teams/${teamId}?invite`)),
});

/** Whose creations home shows, and to which new ones are added; null for the person's own. */
export const chooseTeam = defineCommand({
	id: 'team.choose',
	title: 'Choose team',
	input: z.object({ teamId: z.nullable(creationIdSchema) }),
	run: ({ teamId }, { storage }) => storage.putSetting('chosenTeam', teamId),
});

/**
 * Lets everybody of a team join a creation; it is shared from then on. Without `teamId` it goes to the chosen team, and
 * nowhere where none is chosen. Fails with `team-missing`, `team-other`, `not-allowed`, `storage-…`.
 */
export const addToTeam = defineCommand({
	id: 'team.addCreation',
	title: 'Add to team',
	role: 'owner',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId }) => (creationId ? { creationId, isNew: false } : null),
	input: z.object({
		teamId: z.optional(creationIdSchema),
		creationId: creationIdSchema,
		/** Made just now: said so to the team, and taken back by one press. */
		isNew: z.boolean(),
	}),
	run: async (wish, services) => (await import('./add.ts')).addCreation(wish, services),
});

/** The team no longer names it, and nobody else joins by it. Whoever has it keeps it. Fails with `not-allowed`, `storage-…`. */
export const removeFromTeam = defineCommand({
	id: 'team.removeCreation',
	title: 'Remove from team',
	...byEditors,
	input: z.object(oneOf),
	run: async (wish, services) => (await import('./add.ts')).removeCreation(wish, services),
});

/** Brings a creation of the team to this device where it is not here yet. Fails with `team-entry-missing`, `storage-…`. */
export const openOfTeam = defineCommand({
	id: 'team.open',
	title: 'Open',
	role: 'viewer',
	creationOf,
	input: z.object(oneOf),
	run: async (wish, services) => (await import('./open.ts')).openCreation(wish, services),
});

/** A copy of a template of the team, the person's own. Fails with `template-not-here`, or as opening does. */
export const startFromTemplate = defineCommand({
	id: 'team.startFrom',
	title: 'Start from this',
	role: 'viewer',
	creationOf,
	input: z.object(oneOf),
	madeBy: (id: CreationId) => id,
	run: async (wish, services) => (await import('./open.ts')).copyTemplate(wish, services),
});

/** Whether others begin from copies of it. Fails with `not-allowed`, `storage-…`. */
export const markTemplate = defineCommand({
	id: 'team.markTemplate',
	title: 'Use as a template',
	...byEditors,
	input: z.object({ ...oneOf, isTemplate: z.boolean() }),
	audit: ({ isTemplate }) => ({ isTemplate }),
	run: async (wish, services) => (await import('./add.ts')).setTemplate(wish, services),
});

export const renameTeam = defineCommand({
	id: 'team.rename',
	title: 'Rename team',
	...byEditors,
	input: z.object({ ...one, name: teamNameSchema }),
	run: async (wish, services) => (await import('./make.ts')).rename(wish, services),
});

/** What models read with every wish in the team's creations. Fails with `not-allowed`, `storage-…`. */
export const setTeamRules = defineCommand({
	id: 'team.setRules',
	title: 'Set rules of the team',
	...byEditors,
	input: z.object({ ...one, rules: z.string().check(z.maxLength(MOST_RULES)) }),
	audit: ({ rules }) => ({ characters: rules.length }),
	run: async (wish, services) => (await import('./make.ts')).writeRules(wish, services),
});

/** The team is forgotten here; its creations on this device stay, and stay shared. Fails with `room-elsewhere`, `storage-…`. */
export const leaveTeam = defineCommand({
	id: 'team.leave',
	title: 'Leave team',
	creationOf,
	input: z.object(one),
	run: async ({ teamId }, services) => (await import('./make.ts')).leave(teamId, services),
});
