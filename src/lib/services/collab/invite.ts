import { hexOf } from '#lib/model/digest.ts';
import * as z from 'zod/mini';
import { roomIdSchema, type Author, type RoomId } from '#lib/model/collab.ts';
import { ROLES, type Role } from '#lib/model/role.ts';
import { Reader, base64Of, concat, fromBase64, fromHex, sha256, uint, utf8, type Bytes } from './bytes.ts';
import { importPublicKey, isSigned, keyFromSeed, type Device } from './identity.ts';

/** What the founder signed: whoever shows the invitation's key becomes this, until then. */
export interface Certificate {
	/** Its public key in base64: the name under which it is closed. */
	readonly id: string;
	readonly key: Bytes;
	readonly role: Role;
	/** Waits for the founder, once somebody joins by it. */
	readonly needsApproval: boolean;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
	/** 104 bytes, as they stand in a `join`. */
	readonly bytes: Bytes;
}

/** All that a link carries. It stands in the fragment of an address, which browsers do not send. */
export interface Invitation {
	readonly roomId: RoomId;
	readonly founderKey: Bytes;
	readonly nonce: Bytes;
	readonly epoch: number;
	readonly secret: Bytes;
	readonly seed: Bytes;
	readonly certificate: Certificate;
}

const CERTIFICATE_BYTES = 104;
const SIGNED_BYTES = 40;
export const SECRET_BYTES = 32;
const NONCE_BYTES = 16;

/** The name of a room comes from its founder's key, so that nobody else can found it. */
export const roomIdOf = async (founderKey: Bytes, nonce: Bytes): Promise<RoomId> =>
	z.parse(roomIdSchema, hexOf((await sha256(concat(founderKey, nonce))).subarray(0, 16)));

const taggedCertificate = (roomId: RoomId, body: Bytes): Bytes =>
	concat(utf8('aether-invite'), fromHex(roomId), body);

const taggedProof = (roomId: RoomId, author: Author): Bytes =>
	concat(utf8('aether-join'), fromHex(roomId), fromHex(author));

export interface Terms {
	readonly role: Exclude<Role, 'owner'>;
	readonly expiresAt: number;
	readonly needsApproval: boolean;
}

export async function issueCertificate(
	founder: Device,
	roomId: RoomId,
	key: Bytes,
	terms: Terms,
): Promise<Certificate> {
	const body = concat(
		uint(ROLES.indexOf(terms.role), 1),
		uint(terms.needsApproval ? 1 : 0, 1),
		uint(terms.expiresAt, 6),
		key,
	);
	const signature = await founder.sign(taggedCertificate(roomId, body));
	return { ...terms, id: base64Of(key), key, bytes: concat(body, signature) };
}

/** Undefined when it is none, or the founder did not sign it. Nobody is invited as owner. */
export async function readCertificate(
	roomId: RoomId,
	founderKey: CryptoKey,
	bytes: Bytes,
): Promise<Certificate | undefined> {
	if (bytes.length !== CERTIFICATE_BYTES) return undefined;
	const reader = new Reader(bytes);
	const role = ROLES[reader.uint(1)];
	const needsApproval = reader.uint(1) === 1;
	const expiresAt = reader.uint(6);
	const key = reader.take(32);
	const body = taggedCertificate(roomId, bytes.slice(0, SIGNED_BYTES));
	if (role === undefined || role === 'owner') return undefined;
	if (!(await isSigned(founderKey, bytes.slice(SIGNED_BYTES), body))) return undefined;
	return { id: base64Of(key), key, role, needsApproval, expiresAt, bytes };
}

/** Until when a certificate is good, whoever signed it. */
export const expiryOf = (certificate: Bytes): number => new Reader(certificate.subarray(2)).uint(6);

/** What a newcomer shows: the invitation's key signs its name. */
export const proveInvited = async (invitation: Invitation, author: Author): Promise<Bytes> =>
	(await keyFromSeed(invitation.seed)).sign(taggedProof(invitation.roomId, author));

export async function isInvited(
	roomId: RoomId,
	certificate: Certificate,
	author: Author,
	proof: Bytes,
): Promise<boolean> {
	const key = await importPublicKey(certificate.key);
	return key !== undefined && isSigned(key, proof, taggedProof(roomId, author));
}

/** The fragment of a link: about 300 characters, nothing in them to escape. */
export const writeInvitation = (invitation: Invitation): string =>
	base64Of(
		concat(
			uint(1, 1),
			uint(invitation.epoch, 3),
			invitation.founderKey,
			invitation.nonce,
			invitation.secret,
			invitation.seed,
			invitation.certificate.bytes,
		),
	);

/** Undefined when the link is cut short, changed, or not signed by the founder it names. */
export async function readInvitation(fragment: string): Promise<Invitation | undefined> {
	const bytes = fromBase64(fragment.replace(/^#/, ''));
	const length = 4 + 32 + NONCE_BYTES + SECRET_BYTES + 32 + CERTIFICATE_BYTES;
	if (bytes?.length !== length || bytes[0] !== 1) return undefined;
	const reader = new Reader(bytes.subarray(1));
	const epoch = reader.uint(3);
	const founderKey = reader.take(32);
	const nonce = reader.take(NONCE_BYTES);
	const secret = reader.take(SECRET_BYTES);
	const seed = reader.take(32);
	const roomId = await roomIdOf(founderKey, nonce);
	const imported = await importPublicKey(founderKey);
	const certificate = imported && (await readCertificate(roomId, imported, reader.rest()));
	return certificate && { roomId, founderKey, nonce, epoch, secret, seed, certificate };
}
