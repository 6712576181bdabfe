import { hexOf } from '#lib/model/digest.ts';
import * as z from 'zod/mini';
import * as Y from 'yjs';
import { authorSchema, type Author } from '#lib/model/collab.ts';
import { Reader, concat, fromHex, uint, type Bytes } from './bytes.ts';

/** A place in a chain: how far, and the id of what stands there. */
export interface Place {
	readonly seq: number;
	readonly id: string;
}

/** The whole document at one moment, and how much of each author's chain of updates is in it. */
export interface Snapshot {
	readonly covers: ReadonlyMap<Author, Place>;
	readonly state: Bytes;
}

export const writeSnapshot = ({ covers, state }: Snapshot): Bytes =>
	concat(
		uint(covers.size, 2),
		...[...covers].map(([author, { seq, id }]) => concat(fromHex(author), uint(seq, 6), fromHex(id))),
		state,
	);

/** Undefined when the payload is no snapshot, or its document cannot be read. */
export function readSnapshot(payload: Bytes): Snapshot | undefined {
	try {
		const reader = new Reader(payload);
		const covers = new Map<Author, Place>();
		for (let count = reader.uint(2); count > 0; count--)
			covers.set(z.parse(authorSchema, hexOf(reader.take(16))), {
				seq: reader.uint(6),
				id: hexOf(reader.take(32)),
			});
		const state = payload.subarray(payload.length - reader.left);
		Y.parseUpdateMeta(state);
		return { covers, state };
	} catch {
		return undefined;
	}
}
