import type { RoomId } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { KeptTeam, TeamId } from '#lib/model/team.ts';
import type { Services } from '../services.ts';

/** Whether this is the id of a team of this device. */
export const isTeam = async (id: CreationId, { storage }: Services): Promise<boolean> =>
	(await storage.setting('teams')).some((team) => team.id === id);

/** The team that a creation is shared in, as far as this device knows it. */
export async function teamOf(id: CreationId, services: Services): Promise<KeptTeam | undefined> {
	const teams = await services.storage.setting('teams');
	if (teams.length === 0) return undefined;
	const membership = await services.storage.rooms.membership(id);
	const room = membership.ok ? membership.value?.roomId : undefined;
	return room && teams.find(({ rooms }) => rooms.includes(room));
}

/** Notes what is known of a team now. One that was left meanwhile stays forgotten. Fails with `storage-…`. */
export async function keepTeam(kept: KeptTeam, { storage }: Services): Promise<Result<void, Problem>> {
	const present = (await storage.setting('teams')).find(({ id }) => id === kept.id);
	if (!present || isSame(present, kept)) return ok(undefined);
	const changed = await storage.changeSetting('teams', (teams) =>
		teams.map((team) => (team.id === kept.id ? kept : team)),
	);
	return changed.ok ? ok(undefined) : changed;
}

const isSame = (a: KeptTeam, b: KeptTeam): boolean =>
	a.name === b.name && a.rules === b.rules && sameRooms(a.rooms, b.rooms);

const sameRooms = (a: readonly RoomId[], b: readonly RoomId[]): boolean =>
	a.length === b.length && a.every((room, index) => room === b[index]);

/** The list gets a team, empty as yet. Fails with `storage-…`. */
export async function noteTeam(
	id: TeamId,
	name: string,
	{ storage }: Services,
): Promise<Result<void, Problem>> {
	const noted = await storage.changeSetting('teams', (teams) => [
		...teams,
		{ id, name, rules: '', rooms: [] },
	]);
	return noted.ok ? ok(undefined) : noted;
}

/** The team is none of this device's any more: list, document and room. Fails with `storage-…`. */
export async function forgetTeam(id: TeamId, { storage }: Services): Promise<Result<void, Problem>> {
	const chosen = await storage.changeSetting('chosenTeam', (present) => (present === id ? null : present));
	if (!chosen.ok) return chosen;
	const noted = await storage.changeSetting('teams', (teams) => teams.filter((team) => team.id !== id));
	return noted.ok ? storage.erase(id) : noted;
}
