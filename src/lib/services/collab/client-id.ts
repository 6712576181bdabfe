import type { Author } from '#lib/model/collab.ts';

/**
 * Yjs names who wrote a character by a number of up to 53 bits. Two authors under one number leave replicas different for
 * ever, so the number says whose it is: 37 bits of the author, 16 of the session.
 */
const SESSIONS = 2 ** 16;

const prefixOf = (author: Author): number => Math.floor(parseInt(author.slice(0, 10), 16) / 8);

/** A number for `Y.Doc.clientID` under which this author may write. */
export function clientIdOf(author: Author): number {
	const [session = 0] = crypto.getRandomValues(new Uint16Array(1));
	return prefixOf(author) * SESSIONS + session;
}

export const isClientOf = (clientId: number, author: Author): boolean =>
	Math.floor(clientId / SESSIONS) === prefixOf(author);
