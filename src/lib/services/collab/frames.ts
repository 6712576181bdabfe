import { hexOf } from '#lib/model/digest.ts';
import * as z from 'zod/mini';
import { STREAMS, authorSchema, type Author, type Stream } from '#lib/model/collab.ts';
import { ENVELOPE_OVERHEAD } from './envelope.ts';
import { Reader, concat, fromHex, uint, type Bytes } from './bytes.ts';
import { LIMITS } from './limits.ts';
import type { Place } from './snapshot.ts';

/** One author's chain, as far as somebody has it. */
export interface Reach extends Place {
	readonly stream: Stream;
	readonly author: Author;
	/** The last place that counts after a fork; undefined where there is none. */
	readonly cut: number | undefined;
}

/** What peers say to each other over a link. */
export type Frame =
	| {
			readonly type: 'hello';
			readonly roomId: string;
			readonly key: Bytes;
			readonly session: Bytes;
			readonly nonce: Bytes;
	  }
	/** The signature over both hellos, and how its signer came into the room. */
	| { readonly type: 'proof'; readonly signature: Bytes; readonly introduction: readonly Bytes[] }
	| { readonly type: 'envelopes'; readonly envelopes: readonly Bytes[] }
	/** What is here, and who else is linked to here. */
	| { readonly type: 'have'; readonly reaches: readonly Reach[]; readonly neighbours: readonly Author[] }
	/** Asks for what comes after these places. */
	| { readonly type: 'want'; readonly reaches: readonly Reach[] }
	/** For this device alone; see `direct-message.ts`. */
	| { readonly type: 'direct'; readonly message: Bytes };

const TYPES = ['hello', 'proof', 'envelopes', 'have', 'want', 'direct'] as const;
/** Says which protocol this is; a peer with another is not understood and not answered. */
const VERSION = 1;
/** Three chains of every member, and as many neighbours. */
const MAX_REACH_BYTES = 64 * 1024;
const NO_CUT = 2 ** 48 - 1;

const list = (parts: readonly Uint8Array[]): Bytes =>
	concat(...parts.flatMap((part) => [uint(part.length, 4), part]));

function readList(reader: Reader): Bytes[] {
	const parts: Bytes[] = [];
	while (reader.left > 0) {
		if (parts.length === LIMITS.envelopesPerFrame) throw new RangeError('too many envelopes');
		const part = reader.take(reader.uint(4));
		if (part.length < ENVELOPE_OVERHEAD) throw new RangeError('no envelope');
		parts.push(part);
	}
	return parts;
}

const writeReach = ({ stream, author, seq, id, cut }: Reach): Bytes =>
	concat(
		uint(STREAMS.indexOf(stream), 1),
		fromHex(author),
		uint(seq, 6),
		fromHex(id),
		uint(cut ?? NO_CUT, 6),
	);

const readAuthor = (reader: Reader): Author => z.parse(authorSchema, hexOf(reader.take(16)));

function readReaches(reader: Reader): Reach[] {
	const reaches: Reach[] = [];
	if (reader.left > MAX_REACH_BYTES) throw new RangeError('too many chains');
	for (let count = reader.uint(2); count > 0; count--) {
		const stream = z.parse(z.enum(STREAMS), STREAMS[reader.uint(1)]);
		const author = readAuthor(reader);
		const seq = reader.uint(6);
		const id = hexOf(reader.take(32));
		const cut = reader.uint(6);
		reaches.push({ stream, author, seq, id, cut: cut === NO_CUT ? undefined : cut });
	}
	return reaches;
}

const reachesOf = (reaches: readonly Reach[]): Bytes =>
	concat(uint(reaches.length, 2), ...reaches.map(writeReach));

function bodyOf(frame: Frame): Bytes {
	switch (frame.type) {
		case 'hello':
			return concat(fromHex(frame.roomId), frame.key, frame.session, frame.nonce);
		case 'proof':
			return concat(frame.signature, list(frame.introduction));
		case 'envelopes':
			return list(frame.envelopes);
		case 'have':
			return concat(reachesOf(frame.reaches), ...frame.neighbours.map(fromHex));
		case 'want':
			return reachesOf(frame.reaches);
		case 'direct':
			return frame.message;
	}
}

export const writeFrame = (frame: Frame): Bytes =>
	concat(uint(VERSION, 1), uint(TYPES.indexOf(frame.type), 1), bodyOf(frame));

/** What kind of frame bytes seem to be; what follows is not looked at. */
export const typeAt = (bytes: Uint8Array): Frame['type'] | undefined =>
	bytes[0] === VERSION ? TYPES[bytes[1] ?? -1] : undefined;

/** Undefined when the bytes are no frame of this protocol. */
export function readFrame(bytes: Uint8Array): Frame | undefined {
	const type = typeAt(bytes);
	if (type === undefined) return undefined;
	try {
		return readBody(type, new Reader(bytes.subarray(2)));
	} catch {
		return undefined;
	}
}

function readBody(type: Frame['type'], reader: Reader): Frame {
	switch (type) {
		case 'hello':
			return {
				type,
				roomId: hexOf(reader.take(16)),
				key: reader.take(32),
				session: reader.take(16),
				nonce: reader.take(16),
			};
		case 'proof':
			return { type, signature: reader.take(64), introduction: readList(reader) };
		case 'envelopes':
			return { type, envelopes: readList(reader) };
		case 'have': {
			const reaches = readReaches(reader);
			const neighbours: Author[] = [];
			while (reader.left > 0) neighbours.push(readAuthor(reader));
			return { type, reaches, neighbours };
		}
		case 'want':
			return { type, reaches: readReaches(reader) };
		case 'direct':
			return { type, message: reader.rest() };
	}
}
