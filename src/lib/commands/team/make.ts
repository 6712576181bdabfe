import { newCreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { TeamId } from '#lib/model/team.ts';
import { RULES_PATH } from '../generate/prompt.ts';
import type { Services } from '../services.ts';
import { forgetInvites } from '../share/invites.ts';
import { enter } from '../share/join.ts';
import { forgetTeam, noteTeam } from './kept.ts';
import type { Team } from './team.svelte.ts';
import { writeName } from './team-doc.ts';

/** Makes a team and its room. All or nothing. */
export async function makeTeam(
	{ name, you }: { readonly name: string; readonly you: string },
	services: Services,
): Promise<Result<TeamId, Problem>> {
	const kept = await services.storage.changeSetting('together', (present) => ({ ...present, name: you }));
	if (!kept.ok) return kept;
	return begin(name, services, async (team) => {
		const founded = await team.together.found(you);
		return founded.ok ? team.change((doc) => writeName(doc, name)) : founded;
	});
}

/** The team of a link, made where this device has not been there before. */
export const joinByLink = (link: string, you: string, services: Services): Promise<Result<TeamId, Problem>> =>
	enter({ link, name: you }, services, (fragment) =>
		begin('', services, (team) => team.together.join(fragment, you)),
	);

async function begin(
	name: string,
	services: Services,
	work: (team: Team) => Promise<Result<unknown, Problem>>,
): Promise<Result<TeamId, Problem>> {
	const id = newCreationId();
	const created = await services.storage.createTree(id);
	if (!created.ok) return created;
	const noted = await noteTeam(id, name, services);
	const begun = noted.ok ? await services.teams.with(id, work) : noted;
	if (begun.ok) return ok(id);
	await forgetTeam(id, services);
	return begun;
}

export const rename = (
	{ teamId, name }: { readonly teamId: TeamId; readonly name: string },
	{ teams }: Services,
): Promise<Result<void, Problem>> => teams.with(teamId, (team) => team.change((doc) => writeName(doc, name)));

export const writeRules = (
	{ teamId, rules }: { readonly teamId: TeamId; readonly rules: string },
	{ teams }: Services,
): Promise<Result<void, Problem>> =>
	teams.with(teamId, async (team) => {
		if (team.rules === rules) return ok(undefined);
		const written = await team.change(() => team.tree.write(new Map([[RULES_PATH, rules]]), 'person'));
		if (written.ok) await team.tell({ did: 'ruled' });
		return written;
	});

export async function leave(teamId: TeamId, services: Services): Promise<Result<void, Problem>> {
	const left = await services.teams.with(teamId, ({ together }) => together.forget());
	if (!left.ok) return left;
	const closed = await forgetInvites(teamId, services);
	const forgotten = closed.ok ? await forgetTeam(teamId, services) : closed;
	if (forgotten.ok) services.shell.navigate('/teams');
	return forgotten;
}
