import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Session } from '#lib/services/sandbox/sandbox.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';

/** How long a creation that was called goes on running without another call. ms. */
const IDLE_MS = 120_000;

/** Runs creations that are called while no screen shows them. */
export class Runners {
	readonly #services: () => Services;
	readonly #idle = new Map<CreationId, ReturnType<typeof setTimeout>>();
	readonly #starting = new Map<CreationId, Promise<Result<Session, Problem>>>();

	constructor(services: () => Services) {
		this.#services = services;
	}

	/** The running session, started if need be. Fails with what the start fails with. */
	session(id: CreationId): Promise<Result<Session, Problem>> {
		const starting = this.#starting.get(id) ?? this.#session(id).finally(() => this.#starting.delete(id));
		this.#starting.set(id, starting);
		return starting;
	}

	/** Lets go of what nobody called for a while. */
	async #session(id: CreationId): Promise<Result<Session, Problem>> {
		const { workspaces } = this.#services();
		if (!this.#idle.has(id)) {
			const held = await workspaces.hold(id);
			if (!held.ok) return held;
		}
		this.#keep(id);
		return workspaces.with(id, sessionIn);
	}

	#keep(id: CreationId): void {
		clearTimeout(this.#idle.get(id));
		const release = (): void => {
			this.#idle.delete(id);
			void this.#services().workspaces.release(id);
		};
		this.#idle.set(id, setTimeout(release, IDLE_MS));
	}
}

async function sessionIn({ run, files }: Workspace): Promise<Result<Session, Problem>> {
	if (run.state.type === 'starting') await run.settled();
	if (run.state.type === 'live' && run.state.state.type !== 'ended') return ok(run.state.session);
	await run.start(files);
	if (run.state.type === 'live') return ok(run.state.session);
	return err(run.failure ?? NOT_STARTED);
}

const NOT_STARTED: Problem = { type: 'session-ended', message: 'It was stopped while it started.' };
