import { hexOf } from '#lib/model/digest.ts';
import * as z from 'zod/mini';
import { authorSchema, type Author, type RoomId } from '#lib/model/collab.ts';
import { Reader, concat, fromHex, uint, utf8, type Bytes } from './bytes.ts';
import { isSigned, type Device } from './identity.ts';
import { LIMITS } from './limits.ts';

const TYPES = ['ask', 'part', 'end', 'fail', 'cancel'] as const;

/** What one device says to one other, and to nobody else. */
export interface DirectMessage {
	readonly type: (typeof TYPES)[number];
	readonly from: Author;
	readonly to: Author;
	/** The receiver's page, in hexadecimal: the message is worth nothing in another one. */
	readonly session: string;
	/** Which request it belongs to; grows with each request of a device. */
	readonly request: number;
	/** 0, 1, 2 … among the parts of an answer. */
	readonly index: number;
	readonly payload: Bytes;
}

const HEADER_BYTES = 1 + 16 + 16 + 16 + 6 + 4;
const SIGNATURE_BYTES = 64;

/** Bytes of the largest message: the payload's limit and what is around it. */
export const MOST_DIRECT_BYTES = LIMITS.directBytes + HEADER_BYTES + SIGNATURE_BYTES;

const encoded = ({ type, from, to, session, request, index, payload }: DirectMessage): Bytes =>
	concat(
		uint(TYPES.indexOf(type), 1),
		fromHex(from),
		fromHex(to),
		fromHex(session),
		uint(request, 6),
		uint(index, 4),
		payload,
	);

/** What the signature covers: a message is worth nothing in another room. */
const tagged = (roomId: RoomId, signed: Bytes): Bytes =>
	concat(utf8('aether-direct'), fromHex(roomId), signed);

export async function signDirect(device: Device, roomId: RoomId, message: DirectMessage): Promise<Bytes> {
	const signed = encoded(message);
	return concat(signed, await device.sign(tagged(roomId, signed)));
}

/** Undefined when the bytes are no such message. Says nothing about the signature. */
export function readDirect(bytes: Bytes): DirectMessage | undefined {
	try {
		const reader = new Reader(bytes.subarray(0, -SIGNATURE_BYTES));
		const readAuthor = (): Author => z.parse(authorSchema, hexOf(reader.take(16)));
		return {
			type: z.parse(z.enum(TYPES), TYPES[reader.uint(1)]),
			from: readAuthor(),
			to: readAuthor(),
			session: hexOf(reader.take(16)),
			request: reader.uint(6),
			index: reader.uint(4),
			payload: reader.rest(),
		};
	} catch {
		return undefined;
	}
}

export const isDirectAuthentic = (bytes: Bytes, key: CryptoKey, roomId: RoomId): Promise<boolean> =>
	isSigned(key, bytes.slice(-SIGNATURE_BYTES), tagged(roomId, bytes.slice(0, -SIGNATURE_BYTES)));

const MOST_TOPIC = 40;

/** What a request asks for, and with what. */
export const writeAsk = (topic: string, payload: Uint8Array): Bytes =>
	concat(uint(topic.length, 1), utf8(topic), payload);

/** Undefined when the payload names no topic. */
export function readAsk(payload: Bytes): { readonly topic: string; readonly payload: Bytes } | undefined {
	const length = payload[0] ?? 0;
	if (length === 0 || length > MOST_TOPIC || payload.length < 1 + length) return undefined;
	const topic = String.fromCharCode(...payload.subarray(1, 1 + length));
	return { topic, payload: payload.slice(1 + length) };
}
