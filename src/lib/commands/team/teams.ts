import type { Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { TeamId } from '#lib/model/team.ts';
import type { Services } from '../services.ts';
import { Held } from '../workspace/held.ts';
import type { WorkspaceFollower } from '../workspace/workspaces.ts';
import type { Team } from './team.svelte.ts';

/** The open teams of this tab. While a creation of a team is open, so is the team, and its people see who is where. */
export class Teams implements WorkspaceFollower {
	readonly #held = new Held<Team>((id, isFree) => this.#load(id, isFree));
	readonly #escorts = new Map<CreationId, { readonly team: Promise<TeamId | undefined>; holders: number }>();
	#services: Services | undefined;

	/** Called once by `boot.ts`, after the workspaces were connected. */
	connect(services: Services): void {
		this.#services = services;
		services.workspaces.follow(this);
	}

	/** Opens a team and connects it. Every holder calls `release` once. Fails with `creation-missing` or a storage problem. */
	async hold(id: TeamId): Promise<Result<Team, Problem>> {
		const team = await this.#held.take(id);
		if (team.ok) team.value.together.engage();
		return team;
	}

	release(id: TeamId): Promise<void> {
		return this.#held.release(id);
	}

	/** Runs `work` on a team whether a screen has it open or not. */
	with<T>(id: TeamId, work: (team: Team) => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
		return this.#held.with(id, work);
	}

	held(id: CreationId): void {
		const escort = this.#escorts.get(id) ?? { team: this.#escort(id), holders: 0 };
		escort.holders += 1;
		this.#escorts.set(id, escort);
	}

	async released(id: CreationId): Promise<void> {
		const escort = this.#escorts.get(id);
		if (!escort || --escort.holders > 0) return;
		this.#escorts.delete(id);
		const teamId = await escort.team;
		if (teamId === undefined) return;
		await this.with(teamId, async ({ together }) => ok(together.show({})));
		await this.release(teamId);
	}

	committed(id: CreationId, files: Files, before: Files): void {
		const services = this.#services;
		if (services === undefined || before.size === 0) return;
		void import('./tell.ts').then(({ tellVersion }) => tellVersion({ id, files, before }, services));
	}

	async #escort(id: CreationId): Promise<TeamId | undefined> {
		const services = this.#services;
		if (services === undefined || (await services.storage.setting('teams')).length === 0) return undefined;
		const [{ teamOf }, membership] = await Promise.all([
			import('./kept.ts'),
			services.storage.rooms.membership(id),
		]);
		const kept = await teamOf(id, services);
		const room = membership.ok ? membership.value?.roomId : undefined;
		const team = kept && (await this.hold(kept.id));
		if (!kept || !team?.ok) return undefined;
		const opened = await team.value.together.opened();
		if (opened.ok && room && this.#escorts.has(id)) team.value.together.show({ path: room });
		return kept.id;
	}

	async #load(id: TeamId, isFree: Promise<void>): Promise<Result<Team, Problem>> {
		const services = this.#services;
		if (!services) throw new Error('Teams.connect was not called');
		const [tree, { Team }] = await Promise.all([
			isFree.then(() => services.storage.openTree(id)),
			import('./team.svelte.ts'),
		]);
		if (!tree.ok) return tree;
		const team = new Team(id, tree.value, services);
		await team.together.begin();
		return ok(team);
	}
}
