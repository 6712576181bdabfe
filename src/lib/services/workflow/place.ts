import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Where a task stands in one run: the same for the same work, however often it is replayed. */
export interface Place {
	/** JSON pointer of the task. */
	readonly reference: string;
	/** Iterations of loops, and repeated visits (`v1`), from the outside in. */
	readonly indices: readonly string[];
	/** Attempts of the `try` tasks around it, from 1. */
	readonly attempts: readonly number[];
}

/** Where a workflow inside a task begins; no name of a task can look like it, since names escape `~`. */
export const NESTED = '/~workflow/';

export const TOP: Place = { reference: '', indices: [], attempts: [] };

/** The key of the task's record. */
export const keyOf = ({ reference, indices, attempts }: Place): string =>
	`${reference}#${indices.join('.')}@${attempts.join('.')}`;

/** The same for every attempt to have one effect, and for no other effect: hexadecimal SHA-256. */
export const idempotencyKeyOf = (runId: string, { reference, indices }: Place): string =>
	sha256(`${runId}|${reference}|${indices.join('.')}`);

/** Hexadecimal SHA-256 of a text. At once: what WebCrypto answers in a later turn would keep two steps from sharing one write. */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)));
