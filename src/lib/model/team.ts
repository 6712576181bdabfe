import * as z from 'zod/mini';
import { roomIdSchema } from './collab.ts';
import type { CreationId } from './id.ts';
import { creationIdSchema } from './id-schema.ts';
import { kindIdSchema } from './kind-schema.ts';

/** A team has a tree and a room of its own, kept under an id of the same form as those of creations. */
export type TeamId = CreationId;

/** Creations of one team at most. */
export const MOST_OF_TEAM = 500;
/** Characters that the rules of a team may have. */
export const MOST_RULES = 20_000;

const title = z.string().check(z.minLength(1), z.maxLength(120));
export const teamNameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

/** A creation as the document of a team names it, under the id of the creation's own room. */
export const teamEntrySchema = z.object({
	title,
	kind: kindIdSchema,
	/** What whoever is in the team joins the creation by. */
	invitation: z.string().check(z.maxLength(1000)),
	/** Others begin from a copy of it. */
	isTemplate: z.boolean(),
	/** Milliseconds since 1970, by the clock of who added it. */
	addedAt: z.number(),
});
export type TeamEntry = z.infer<typeof teamEntrySchema>;

/** What somebody did, as they signed it in the room of the team. */
export const deedSchema = z.object({
	did: z.enum(['created', 'added', 'changed', 'released', 'removed', 'ruled']),
	/** The creation it is about. */
	room: z.optional(roomIdSchema),
	title: z.optional(title),
	/** What was released. */
	version: z.optional(z.string().check(z.maxLength(80))),
});
export type Deed = z.infer<typeof deedSchema>;

/** What this device knows of a team without opening it. */
export const keptTeamSchema = z.object({
	id: creationIdSchema,
	name: z.string().check(z.maxLength(80)),
	rules: z.string().check(z.maxLength(MOST_RULES)),
	/** Rooms of its creations. */
	rooms: z.array(roomIdSchema).check(z.maxLength(MOST_OF_TEAM)),
});
export type KeptTeam = z.infer<typeof keptTeamSchema>;
