import type { Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import { Held } from './held.ts';
import type { Workspace } from './workspace.svelte.ts';

/** Told what happens to the open creations of this tab. */
export interface WorkspaceFollower {
	/** A screen opened it. */
	held(id: CreationId): void;
	released(id: CreationId): Promise<void>;
	/** A version came to be here; `before` are the files of the version before it, none where it is the first. */
	committed(id: CreationId, files: Files, before: Files): void;
}

/** The open creations of this tab: one workspace per creation, however many hold it. */
export class Workspaces {
	readonly #held = new Held<Workspace>((id, isFree) => this.#load(id, isFree));
	#follower: WorkspaceFollower | undefined;
	#services: Services | undefined;

	/** Called once by `boot.ts`: the services hold this object, and this object needs the services. */
	connect(services: Services): void {
		this.#services = services;
	}

	/** Called once, by whoever wants to be told. */
	follow(follower: WorkspaceFollower): void {
		this.#follower = follower;
	}

	/** Opens a creation, or joins it; connects a shared one with the others. Every holder calls `release` once. Fails with `creation-missing` or a storage problem. */
	async hold(id: CreationId): Promise<Result<Workspace, Problem>> {
		const workspace = await this.#held.take(id);
		if (!workspace.ok) return workspace;
		workspace.value.together.engage();
		this.#follower?.held(id);
		return workspace;
	}

	async release(id: CreationId): Promise<void> {
		await Promise.all([this.#follower?.released(id), this.#held.release(id)]);
	}

	/** Runs `work` on a creation whether a screen has it open or not; a shared one is not connected for it. */
	with<T>(
		id: CreationId,
		work: (workspace: Workspace) => Promise<Result<T, Problem>>,
	): Promise<Result<T, Problem>> {
		return this.#held.with(id, work);
	}

	/** Resolves when every open tree is on disk: before a reload into a new version. */
	async saved(): Promise<void> {
		await Promise.all((await this.#held.all()).map(({ tree }) => tree.saved()));
	}

	/** Only a workspace calls it. */
	committed(id: CreationId, files: Files, before: Files): void {
		this.#follower?.committed(id, files, before);
	}

	async #load(id: CreationId, isFree: Promise<void>): Promise<Result<Workspace, Problem>> {
		const services = this.#services;
		if (!services) throw new Error('Workspaces.connect was not called');
		const [creation, tree, { Workspace }] = await Promise.all([
			services.storage.creation(id),
			isFree.then(() => services.storage.openTree(id)),
			import('./workspace.svelte.ts'),
		]);
		if (!creation) {
			if (tree.ok) tree.value.close();
			return err(MISSING);
		}
		if (!tree.ok) return tree;
		const workspace = new Workspace(creation, tree.value, services);
		await workspace.together.begin();
		// What cannot be recovered now is tried at the next opening.
		void recoverLater(id, services).catch(() => undefined);
		return { ok: true, value: workspace };
	}
}

const MISSING: Problem = {
	type: 'creation-missing',
	message: 'This creation is not on this device.',
	action: 'Go back to your creations.',
};

/** What a crash left half shows as interrupted; the opening does not wait for it. */
async function recoverLater(id: CreationId, services: Services): Promise<void> {
	const { recoverDrafts } = await import('../generate/recover.ts');
	await recoverDrafts(id, services);
}
