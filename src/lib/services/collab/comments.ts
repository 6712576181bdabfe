import * as z from 'zod/mini';
import { commentSchema, type Author, type Comment } from '#lib/model/collab.ts';
import { textOf } from './bytes.ts';
import type { Envelope } from './envelope.ts';
import type { Gate } from './gate.ts';

/** A record as it stands, and who signed it. */
export interface SaidComment extends Comment {
	readonly author: Author;
	readonly seq: number;
	/** By the clock of the author's device. */
	readonly at: number;
}

/** The newest record of each author about each comment; nobody can change another's. */
export class Comments {
	#said = new Map<string, SaidComment>();

	get all(): readonly SaidComment[] {
		return [...this.#said.values()];
	}

	/** Takes an envelope that the gate let in. Undefined when a newer record of its author stands. */
	take({ author, seq, at, payload }: Envelope): SaidComment | undefined {
		const comment = z.parse(commentSchema, JSON.parse(textOf(payload)));
		const key = `${author} ${comment.id}`;
		const present = this.#said.get(key);
		if (present !== undefined && present.seq >= seq) return undefined;
		const said = { ...comment, author, seq, at };
		this.#said.set(key, said);
		return said;
	}
}

/** All comments that count now. */
export function commentsIn(gate: Gate): Comments {
	const comments = new Comments();
	for (const author of gate.authors('comment'))
		for (const envelope of gate.standing('comment', author)) comments.take(envelope);
	return comments;
}
