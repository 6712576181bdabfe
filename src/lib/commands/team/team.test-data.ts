import type { CreationId } from '#lib/model/id.ts';
import type { Role } from '#lib/model/role.ts';
import type { TeamId } from '#lib/model/team.ts';
import { inviteOthers } from '../share/room.ts';
import { keep, valueOf, type Tab } from '../share/together.test-data.ts';
import type { Team } from './team.svelte.ts';
import { addToTeam, createTeam, joinTeam } from './team.ts';

/** A team on a device, open there until the tab closes. */
export async function teamOn(tab: Tab, name = 'Kitchen', you = 'Ann'): Promise<Team> {
	return openTeam(tab, valueOf(await tab.dispatch(createTeam, { name, you })));
}

/** Open until the tab closes. */
export async function openTeam({ services, closing }: Tab, id: TeamId): Promise<Team> {
	closing.push(() => services.teams.release(id));
	return valueOf(await services.teams.hold(id));
}

/** A creation of the owner's that everybody of the team may join. */
export async function added(owner: Tab, team: Team, title = 'Recipes'): Promise<CreationId> {
	const creationId = await keep(owner.services.storage, { title });
	valueOf(await owner.dispatch(addToTeam, { teamId: team.id, creationId, isNew: false }));
	return creationId;
}

export async function linkToTeam(owner: Tab, team: Team, role: Exclude<Role, 'owner'>): Promise<string> {
	const terms = { creationId: team.id, role, expiresAt: Date.now() + 3_600_000, needsApproval: false };
	return valueOf(await owner.dispatch(inviteOthers, terms)).split('#')[1] ?? '';
}

export async function joinedTeam(tab: Tab, link: string, name = 'Ben'): Promise<Team> {
	return openTeam(tab, valueOf(await tab.dispatch(joinTeam, { link, name })));
}
