import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Session } from '#lib/services/sandbox/sandbox.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import type { Held } from './held.ts';

/** Runs creations that are called while no screen shows them. */
export class Runners {
	readonly #held: Held;
	readonly #starting = new Map<CreationId, Promise<Result<Session, Problem>>>();

	constructor(held: Held) {
		this.#held = held;
	}

	/** The running session, started if need be. Fails with what the start fails with. */
	session(id: CreationId): Promise<Result<Session, Problem>> {
		const starting = this.#starting.get(id) ?? this.#session(id).finally(() => this.#starting.delete(id));
		this.#starting.set(id, starting);
		return starting;
	}

	async #session(id: CreationId): Promise<Result<Session, Problem>> {
		const workspace = await this.#held.open(id);
		return workspace.ok ? sessionIn(workspace.value) : workspace;
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
