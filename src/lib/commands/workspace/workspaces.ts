import type { CreationId } from '#lib/model/id.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import type { Workspace } from './workspace.svelte.ts';

/** The open creations of this tab: one workspace per creation, however many hold it. */
export class Workspaces {
	readonly #open = new Map<
		CreationId,
		{ readonly workspace: Promise<Result<Workspace, Problem>>; holders: number }
	>();
	/** Who opens it again at once must find its place free. */
	readonly #closing = new Map<CreationId, Promise<void>>();
	#services: Services | undefined;

	/** Called once by `boot.ts`: the services hold this object, and this object needs the services. */
	connect(services: Services): void {
		this.#services = services;
	}

	/** Opens a creation, or joins it; connects a shared one with the others. Every holder calls `release` once. Fails with `creation-missing` or a storage problem. */
	async hold(id: CreationId): Promise<Result<Workspace, Problem>> {
		const workspace = await this.#take(id);
		if (workspace.ok) workspace.value.together.engage();
		return workspace;
	}

	async #take(id: CreationId): Promise<Result<Workspace, Problem>> {
		const entry = this.#open.get(id) ?? { workspace: this.#load(id), holders: 0 };
		entry.holders += 1;
		this.#open.set(id, entry);
		const workspace = await entry.workspace;
		if (!workspace.ok) this.#open.delete(id);
		return workspace;
	}

	async release(id: CreationId): Promise<void> {
		const entry = this.#open.get(id);
		if (!entry || --entry.holders > 0) return;
		this.#open.delete(id);
		const workspace = await entry.workspace;
		if (!workspace.ok) return;
		const closing = workspace.value.close().finally(() => {
			if (this.#closing.get(id) === closing) this.#closing.delete(id);
		});
		this.#closing.set(id, closing);
		await closing;
	}

	/** Runs `work` on a creation whether a screen has it open or not; a shared one is not connected for it. */
	async with<T>(
		id: CreationId,
		work: (workspace: Workspace) => Promise<Result<T, Problem>>,
	): Promise<Result<T, Problem>> {
		const workspace = await this.#take(id);
		if (!workspace.ok) return workspace;
		try {
			return await work(workspace.value);
		} finally {
			await this.release(id);
		}
	}

	/** Resolves when every open tree is on disk: before a reload into a new version. */
	async saved(): Promise<void> {
		await Promise.all(
			[...this.#open.values()].map(async ({ workspace }) => {
				const open = await workspace;
				if (open.ok) await open.value.tree.saved();
			}),
		);
	}

	async #load(id: CreationId): Promise<Result<Workspace, Problem>> {
		const services = this.#services;
		if (!services) throw new Error('Workspaces.connect was not called');
		const [creation, tree, { Workspace }] = await Promise.all([
			services.storage.creation(id),
			Promise.resolve(this.#closing.get(id)).then(() => services.storage.openTree(id)),
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
