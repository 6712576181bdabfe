import * as z from 'zod/mini';
import type { Brand } from './brand.ts';
import { creationIdSchema } from './id-schema.ts';
import { ROLES } from './role.ts';

/** A device in a room: 32 hexadecimal digits made from its public key. */
export type Author = Brand<string, 'Author'>;
/** A shared creation: 32 hexadecimal digits made from its founder's key. */
export type RoomId = Brand<string, 'RoomId'>;

const DIGITS = /^[0-9a-f]{32}$/;
const bytes = z.instanceof(Uint8Array);
const seq = z.int().check(z.gte(0));

export const authorSchema = z.custom<Author>((value) => typeof value === 'string' && DIGITS.test(value));
export const roomIdSchema = z.custom<RoomId>((value) => typeof value === 'string' && DIGITS.test(value));
export const roleSchema = z.enum(ROLES);

/** What an author signs in an order of its own each. */
export const STREAMS = ['acl', 'update', 'comment', 'snapshot'] as const;
export type Stream = (typeof STREAMS)[number];

/** One signed envelope, kept until a snapshot holds what it says. */
export const envelopeRowSchema = z.object({
	roomId: roomIdSchema,
	stream: z.enum(['update', 'comment']),
	author: authorSchema,
	seq,
	bytes,
});
export type EnvelopeRow = z.infer<typeof envelopeRowSchema>;

/** One signed record of who may do what; all of them are kept. */
export const aclRowSchema = z.object({ roomId: roomIdSchema, author: authorSchema, seq, bytes });
export type AclRow = z.infer<typeof aclRowSchema>;

/** What is known of a room besides its envelopes. */
export const roomRowSchema = z.object({
	roomId: roomIdSchema,
	creationId: creationIdSchema,
	/** Secrets by epoch; the newest is in use. */
	secrets: z.array(z.object({ epoch: seq, secret: bytes })),
	/** Devices that misbehaved, for good. */
	bans: z.array(authorSchema),
	/** Two envelopes for one place in a chain: the proof that its author forked it. */
	forks: z.array(z.object({ first: bytes, second: bytes })),
});
export type RoomRow = z.infer<typeof roomRowSchema>;

/** What a person said about a place. Only its author changes it; others answer, resolve or hide by records of their own. */
export const commentSchema = z.object({
	id: z.string().check(z.minLength(1), z.maxLength(40)),
	/** The comment that began the conversation; its own id where this one did. */
	thread: z.string().check(z.minLength(1), z.maxLength(40)),
	op: z.enum([
		'say',
		'resolve',
		'reopen',
		'hide',
		'approve',
		'request-changes',
		'request-review',
		'propose',
		'part',
		'merge',
		'rule',
		'turn',
	]),
	body: z.string().check(z.maxLength(8000)),
	/** Where it points: a file, two relative positions of Yjs in base64, and the text that stood there. */
	anchor: z.optional(
		z.object({
			path: z.string().check(z.maxLength(1024)),
			start: z.string().check(z.maxLength(400)),
			end: z.string().check(z.maxLength(400)),
			quote: z.string().check(z.maxLength(2000)),
			/** Of the whole text that stood there, also where the quote is cut: its length, and the start of its SHA-256. */
			hash: z.optional(z.string().check(z.regex(/^\d{1,9}-[0-9a-f]{16}$/))),
		}),
	),
	/** The state a verdict is about: the hash of its files. */
	about: z.optional(z.string().check(z.maxLength(80))),
	mentions: z.optional(z.array(authorSchema).check(z.maxLength(32))),
});
export type Comment = z.infer<typeof commentSchema>;

/** The newest record of each comment, for screens. */
export const commentRowSchema = z.extend(commentSchema, {
	creationId: creationIdSchema,
	author: authorSchema,
	seq,
	/** By the clock of the author's device. */
	at: z.number(),
});
export type CommentRow = z.infer<typeof commentRowSchema>;

/** The keys of a device. The private halves cannot be read out; IndexedDB keeps them as they are. */
export interface DeviceKeys {
	/** Ed25519. */
	readonly signing: CryptoKeyPair;
	/** X25519. */
	readonly box: CryptoKeyPair;
}

/** Everything of a room that is on disk. */
export interface StoredRoom {
	readonly row: RoomRow;
	/** Those of the founder in their order. */
	readonly acl: readonly Uint8Array[];
	/** Those of each author in their order. */
	readonly envelopes: readonly Uint8Array[];
	readonly snapshot: Uint8Array | undefined;
}

/** What was let in and is to be kept. */
export interface NewRoomRows {
	readonly acl: readonly AclRow[];
	readonly envelopes: readonly EnvelopeRow[];
	readonly comments: readonly CommentRow[];
}
