import type { Brand } from './brand.ts';

export type CreationId = Brand<string, 'CreationId'>;
export type MessageId = Brand<string, 'MessageId'>;
export type RunId = Brand<string, 'RunId'>;
/** Hexadecimal Git object id, 40 characters. */
export type ObjectId = Brand<string, 'ObjectId'>;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What every id of ours looks like, but Git's. */
export const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** A ULID (26 characters, sorts by time of creation to the millisecond). */
export function newUlid(now = Date.now()): string {
	let time = '';
	for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = CROCKFORD[rest % 32] + time;
	return (
		time + Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => CROCKFORD[byte & 31]).join('')
	);
}

export const newCreationId = (): CreationId => newUlid() as CreationId;
export const newMessageId = (): MessageId => newUlid() as MessageId;
export const newRunId = (): RunId => newUlid() as RunId;

const URN = 'urn:aether:';

/** The permanent name of a creation, as it stands in `aether.json`. */
export const urnOf = (id: CreationId): string => `${URN}${id}`;

/** The id in an address, or undefined where it is none. */
export const creationIdFrom = (text: string | null | undefined): CreationId | undefined =>
	text && ULID.test(text) ? (text as CreationId) : undefined;

/** The id in a permanent name, or undefined where it is none. */
export const creationIdOfUrn = (urn: string): CreationId | undefined =>
	urn.startsWith(URN) ? creationIdFrom(urn.slice(URN.length)) : undefined;
