import * as z from 'zod/mini';
import type { Author, RoomId } from '#lib/model/collab.ts';
import { parseJson } from '#lib/model/json.ts';
import { deedSchema, type Deed } from '#lib/model/team.ts';
import type { MemberView } from '#lib/services/collab/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';

/** Lines that the activity of a team shows. */
const MOST = 200;
/** Changes of one person to one creation within so long are one line. Milliseconds. */
const ONE_LINE_MS = 3_600_000;

/** One line of the activity of a team. */
export interface TeamEvent {
	readonly id: string;
	readonly author: Author;
	/** Milliseconds since 1970, by the clock of the author's device. */
	readonly at: number;
	readonly did: Deed['did'] | 'founded' | 'joined';
	readonly room?: RoomId | undefined;
	readonly title?: string | undefined;
	readonly version?: string | undefined;
}

/** Who did what, newest first: what each signed themselves, and when they joined. At most 200. */
export function eventsOf(said: readonly SaidComment[], members: readonly MemberView[]): readonly TeamEvent[] {
	const deeds = said.flatMap((record): TeamEvent[] => {
		const deed = deedIn(record);
		return deed
			? [{ ...deed, id: `${record.author} ${record.id}`, author: record.author, at: record.at }]
			: [];
	});
	const joins = members
		.filter(({ standing }) => standing === 'active')
		.map(({ author, role, joinedAt }): TeamEvent => {
			const did = role === 'owner' ? 'founded' : 'joined';
			return { id: `${author} joined`, author, at: joinedAt, did };
		});
	return [...deeds, ...joins].sort((a, b) => b.at - a.at).slice(0, MOST);
}

/** Whether the author said the same a moment ago. */
export const isTold = (deed: Deed, author: Author, said: readonly SaidComment[], now = Date.now()): boolean =>
	deed.did === 'changed' &&
	said.some((record) => {
		const other = deedIn(record);
		const isSame = other?.did === 'changed' && other.room === deed.room && record.author === author;
		return isSame && record.at > now - ONE_LINE_MS;
	});

function deedIn({ op, body }: SaidComment): Deed | undefined {
	if (op !== 'say') return undefined;
	const read = z.safeParse(deedSchema, parseJson(body));
	return read.success ? read.data : undefined;
}
