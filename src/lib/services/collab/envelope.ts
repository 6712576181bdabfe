import { hexOf } from '#lib/model/digest.ts';
import { STREAMS, authorSchema, type Author, type RoomId } from '#lib/model/collab.ts';
import * as z from 'zod/mini';
import { Reader, concat, fromHex, sha256, uint, utf8, type Bytes } from './bytes.ts';
import { isSigned, type Device } from './identity.ts';
import { LIMITS } from './limits.ts';

/** The streams of chained envelopes, and presence, which is not kept. */
export const KINDS = [...STREAMS, 'presence'] as const;
export type EnvelopeKind = (typeof KINDS)[number];

/** What an author says, before it is signed. */
export interface Statement {
	readonly kind: EnvelopeKind;
	/** How many records of the founder its author knew: whoever knows fewer must wait before it can judge the author's role. */
	readonly knows: number;
	readonly author: Author;
	/** 1, 2, 3 … in the author's chain of this kind. */
	readonly seq: number;
	/** Id of the one before it, in hexadecimal; zeros before the first. */
	readonly prev: string;
	/** Milliseconds by the author's clock: for people to read, never for a decision that must be equal everywhere. */
	readonly at: number;
	readonly payload: Bytes;
}

export interface Envelope extends Statement {
	/** Hash of what is signed, in hexadecimal: equal for two signatures under one statement. */
	readonly id: string;
	readonly signed: Bytes;
	readonly signature: Bytes;
	/** As it travels and is kept. */
	readonly bytes: Bytes;
}

export const NO_PREVIOUS = '0'.repeat(64);
const VERSION = 1;
const SIGNATURE_BYTES = 64;
/** Bytes that an envelope adds to its payload. */
export const ENVELOPE_OVERHEAD = 1 + 1 + 4 + 16 + 6 + 32 + 6 + SIGNATURE_BYTES;

const MAX_PAYLOAD: Readonly<Record<EnvelopeKind, number>> = {
	update: LIMITS.updateBytes,
	acl: LIMITS.aclBytes,
	comment: LIMITS.commentBytes,
	presence: LIMITS.presenceBytes,
	snapshot: LIMITS.snapshotBytes,
};

const encoded = (statement: Statement): Bytes =>
	concat(
		uint(VERSION, 1),
		uint(KINDS.indexOf(statement.kind), 1),
		uint(statement.knows, 4),
		fromHex(statement.author),
		uint(statement.seq, 6),
		fromHex(statement.prev),
		uint(statement.at, 6),
		statement.payload,
	);

/** What the signature covers: a statement is worth nothing in another room. */
const tagged = (roomId: RoomId, signed: Bytes): Bytes =>
	concat(utf8('aether-envelope'), fromHex(roomId), signed);

export async function signEnvelope(device: Device, roomId: RoomId, statement: Statement): Promise<Envelope> {
	const signed = encoded(statement);
	const signature = await device.sign(tagged(roomId, signed));
	return {
		...statement,
		id: hexOf(await sha256(signed)),
		signed,
		signature,
		bytes: concat(signed, signature),
	};
}

/** The author that bytes name, if they are an envelope; nothing is checked. */
export const authorAt = (bytes: Uint8Array): string => hexOf(bytes.subarray(6, 22));

export const kindAt = (bytes: Uint8Array): EnvelopeKind | undefined => KINDS[bytes[1] ?? -1];

/** Undefined when the bytes are no envelope, or one that is too large for its kind. Says nothing about the signature. */
export async function readEnvelope(bytes: Uint8Array): Promise<Envelope | undefined> {
	const payloadBytes = bytes.length - ENVELOPE_OVERHEAD;
	const kind = kindAt(bytes);
	if (bytes[0] !== VERSION || kind === undefined || payloadBytes < 0 || payloadBytes > MAX_PAYLOAD[kind])
		return undefined;
	const own = new Uint8Array(bytes);
	const reader = new Reader(own.subarray(2));
	// Views, not copies: a snapshot is large.
	const signed = own.subarray(0, -SIGNATURE_BYTES);
	return {
		kind,
		knows: reader.uint(4),
		author: z.parse(authorSchema, hexOf(reader.take(16))),
		seq: reader.uint(6),
		prev: hexOf(reader.take(32)),
		at: reader.uint(6),
		payload: signed.subarray(signed.length - payloadBytes),
		id: hexOf(await sha256(signed)),
		signed,
		signature: own.subarray(-SIGNATURE_BYTES),
		bytes: own,
	};
}

export const isAuthentic = (envelope: Envelope, key: CryptoKey, roomId: RoomId): Promise<boolean> =>
	isSigned(key, envelope.signature, tagged(roomId, envelope.signed));
