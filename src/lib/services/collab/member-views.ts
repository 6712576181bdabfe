import type { MemberView } from './collab.ts';
import type { Forks } from './forks.ts';
import type { Members } from './members.ts';

/** Everybody who takes part, waits or was removed, as screens show them. */
export const memberViews = (members: Members, forks: Forks): readonly MemberView[] =>
	members.all.map(({ author, name, role, standing, invite, joinedAt }) => ({
		author,
		name,
		role,
		standing,
		inviteId: invite?.id,
		joinedAt,
		hasForked: forks.has(author),
	}));
