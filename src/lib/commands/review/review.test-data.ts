import * as z from 'zod/mini';
import { authorSchema, type Author, type Comment } from '#lib/model/collab.ts';
import type { Role } from '#lib/model/role.ts';
import type { MemberView } from '#lib/services/collab/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';

const authorOf = (digit: string): Author => z.parse(authorSchema, digit.repeat(32));
export const [ana, ben, eve] = [authorOf('a'), authorOf('b'), authorOf('e')];
const NAMES = new Map([
	[ana, 'Ana'],
	[ben, 'Ben'],
	[eve, 'Eve'],
]);

let seq = 0;
/** A record as its author signed it. */
export const said = (author: Author, comment: Comment, change: Partial<SaidComment> = {}): SaidComment => ({
	...comment,
	author,
	seq: ++seq,
	at: Date.now(),
	...change,
});

export const member = (author: Author, role: Role, change: Partial<MemberView> = {}): MemberView => ({
	author,
	name: NAMES.get(author) ?? 'Somebody',
	role,
	standing: 'active',
	inviteId: undefined,
	joinedAt: 0,
	hasForked: false,
	...change,
});
