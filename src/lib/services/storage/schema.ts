import type { Transaction } from 'dexie';
import * as z from 'zod/mini';
import { llmCallSchema, spendingHoldSchema } from '#lib/model/call.ts';
import {
	aclRowSchema,
	commentRowSchema,
	envelopeRowSchema,
	roomIdSchema,
	roomRowSchema,
} from '#lib/model/collab.ts';
import { creationSchema } from '#lib/model/creation.ts';
import { deliverySchema, eventLineSchema, keptEventSchema, subscriptionSchema } from '#lib/model/delivery.ts';
import { draftSchema } from '#lib/model/draft.ts';
import { auditEventSchema } from '#lib/model/event.ts';
import { grantSchema } from '#lib/model/grant.ts';
import { creationIdSchema, messageIdSchema } from '#lib/model/id-schema.ts';
import { packageRowSchema } from '#lib/model/package.ts';
import { runSchema } from '#lib/model/run.ts';
import { secretRowSchema } from '#lib/model/secret.ts';
import { messageSchema } from '#lib/model/thread.ts';
import { workflowRunSchema, workflowStepSchema } from '#lib/model/workflow.ts';

/**
 * One version of the database. Expand: `stores` only adds. Migrate: `upgrade` fills the new from the old. Verify:
 * `verify` throws when a row would be lost. All in one transaction: what throws or is cut off leaves the old version.
 */
export interface SchemaStep {
	readonly version: number;
	/** Dexie's notation; the first name is the primary key. Tables not named stay as they are. */
	readonly stores: Readonly<Record<string, string>>;
	readonly upgrade?: (transaction: Transaction) => Promise<void>;
	readonly verify?: (transaction: Transaction) => Promise<void>;
}

export const SCHEMA_STEPS: readonly SchemaStep[] = [
	{
		version: 1,
		stores: {
			// Small rows, which lists read. `shelves` is one multi-valued index for every list: see shelves.ts.
			creations: 'id, *shelves',
			messages: 'id, [creationId+id]',
			runs: 'id, [creationId+id]',
			audit: 'id, [creationId+id]',
			// Bodies.
			trees: 'creationId',
			treeUpdates: '[creationId+seq]',
			appData: '[creationId+key]',
			appDataSizes: 'creationId',
			thumbnails: 'creationId',
			gitFiles: '[creationId+path]',
			chunks: '[body+part]',
			damaged: '[table+key]',
			// Never holds a row: see `oneWriterAtATime`.
			gate: 'id',
		},
	},
	{
		// What asking models needs. Nothing of version 1 changes: new fields of messages are optional.
		version: 2,
		stores: {
			llmCalls: 'id, at, day, [creationId+at], [modelKey+at]',
			spendingHolds: 'id',
			llmCache: 'key, usedAt',
			llmCacheBodies: 'key',
			drafts: 'messageId, creationId',
			draftParts: '[messageId+seq]',
			attachments: '[creationId+id]',
			secrets: 'id',
			settings: 'key',
		},
	},
	{
		version: 3,
		stores: {
			// Bytes that runtimes keep: pages of databases, files of command lines.
			appBytes: '[creationId+key]',
			// Pages that use the database, and what rolls its log: see torn-log.ts.
			sittings: 'id',
			ballast: 'id',
			// Packages of the registry: small rows, and the files of each as one body.
			packages: 'id',
			packageBodies: 'id',
		},
	},
	{
		version: 4,
		stores: {
			// Runs of workflows: small rows, and the record of each step.
			workflowRuns: 'id, [creationId+id], status, wakeAt',
			workflowSteps: '[runId+key], runId',
			// What the person let creations reach.
			grants: 'creationId',
			// Events between creations: what was published, and its way to each who wants it.
			events: '++seq, &[source+eventId]',
			deliveries: '[to+seq], [to+state+seq], [state+seq], seq',
			subscriptions: '[to+link], source, to',
			eventLines: 'id',
			// Creations worked on together: what was signed, who may do what, and this device's keys.
			rooms: 'roomId, creationId',
			acl: '[roomId+author+seq]',
			envelopes: '[roomId+stream+author+seq]',
			snapshots: 'roomId',
			comments: '[creationId+author+id]',
			devices: 'id',
		},
	},
];

const bytes = z.instanceof(Uint8Array);

/** Bytes in the row itself, or in `chunks` when they are more than one chunk. */
export const storedBytesSchema = z.union([
	z.object({ bytes }),
	z.object({ body: z.string(), sizeBytes: z.int() }),
]);
export type StoredBytes = z.infer<typeof storedBytesSchema>;

const seq = z.int().check(z.gte(0));

export const treeSchema = z.object({
	creationId: creationIdSchema,
	/** The snapshot holds every update up to this one. */
	through: seq,
	/** Counts how often another document took this one's place; a tab that has an older one must not merge the two. */
	generation: z.optional(seq),
	snapshot: storedBytesSchema,
});
export const treeUpdateSchema = z.object({ creationId: creationIdSchema, seq, update: storedBytesSchema });
export const appDataSchema = z.object({ creationId: creationIdSchema, key: z.string(), value: z.string() });
export const appBytesSchema = z.object({ creationId: creationIdSchema, key: z.string(), bytes });
export const sittingSchema = z.object({ id: z.string() });
export const ballastSchema = z.object({ id: z.int(), bytes });
export const packageBodySchema = z.object({ id: z.string(), content: storedBytesSchema });
export const appDataSizeSchema = z.object({ creationId: creationIdSchema, sizeBytes: z.number() });
export const thumbnailSchema = z.object({ creationId: creationIdSchema, svg: z.string() });
export const gitFileSchema = z.object({
	creationId: creationIdSchema,
	path: z.string(),
	content: storedBytesSchema,
});
export const chunkSchema = z.object({ body: z.string(), part: z.int(), bytes });
/** What an exact answer is found by, and when it was last wanted; the answer itself lies in `llmCacheBodies`. */
export const cacheEntrySchema = z.object({
	key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
	sizeBytes: z.int(),
	usedAt: z.number(),
});
export const cacheBodySchema = z.object({ key: z.string(), text: z.string() });
export const draftPartSchema = z.object({
	messageId: messageIdSchema,
	seq,
	text: z.string(),
	reasoning: z.string(),
});
export const attachmentBodySchema = z.object({
	creationId: creationIdSchema,
	id: z.string(),
	content: storedBytesSchema,
});
/** Each key has a schema of its own in `model/settings.ts`, which readers apply. */
export const settingSchema = z.object({ key: z.string(), value: z.unknown() });
const keyPair = z.custom<CryptoKeyPair>(
	(value) => typeof value === 'object' && value !== null && 'privateKey' in value && 'publicKey' in value,
);
/** The keys of this device; there is one row. */
export const deviceSchema = z.object({ id: z.literal('own'), signing: keyPair, box: keyPair });
export const storedEnvelopeSchema = z.extend(z.omit(envelopeRowSchema, { bytes: true }), {
	content: storedBytesSchema,
});
export const storedSnapshotSchema = z.object({ roomId: roomIdSchema, content: storedBytesSchema });
export const damageSchema = z.object({ table: z.string(), key: z.string(), reason: z.string() });

/** What a row of each table must look like to be used. */
const ROW_SCHEMAS = {
	creations: creationSchema,
	messages: messageSchema,
	runs: runSchema,
	audit: auditEventSchema,
	trees: treeSchema,
	treeUpdates: treeUpdateSchema,
	appData: appDataSchema,
	appBytes: appBytesSchema,
	sittings: sittingSchema,
	ballast: ballastSchema,
	packages: packageRowSchema,
	packageBodies: packageBodySchema,
	appDataSizes: appDataSizeSchema,
	thumbnails: thumbnailSchema,
	gitFiles: gitFileSchema,
	chunks: chunkSchema,
	llmCalls: llmCallSchema,
	spendingHolds: spendingHoldSchema,
	llmCache: cacheEntrySchema,
	llmCacheBodies: cacheBodySchema,
	drafts: draftSchema,
	draftParts: draftPartSchema,
	attachments: attachmentBodySchema,
	secrets: secretRowSchema,
	settings: settingSchema,
	workflowRuns: workflowRunSchema,
	workflowSteps: workflowStepSchema,
	grants: grantSchema,
	events: keptEventSchema,
	deliveries: deliverySchema,
	subscriptions: subscriptionSchema,
	eventLines: eventLineSchema,
	rooms: roomRowSchema,
	acl: aclRowSchema,
	envelopes: storedEnvelopeSchema,
	snapshots: storedSnapshotSchema,
	comments: commentRowSchema,
	devices: deviceSchema,
	damaged: damageSchema,
};

export type TableName = keyof typeof ROW_SCHEMAS;
export type Row<Name extends TableName> = z.infer<(typeof ROW_SCHEMAS)[Name]>;

/** The same, so typed that a table's name leads to its row. */
export const SCHEMA_OF: { readonly [Name in TableName]: z.ZodMiniType<Row<Name>> } = ROW_SCHEMAS;
