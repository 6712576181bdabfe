import type { Creation } from '#lib/model/creation.ts';
import type { Files } from '#lib/model/files.ts';
import type { CreationId, ObjectId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { err, ok } from '#lib/model/result.ts';
import type { FileChange, Version } from '#lib/model/version.ts';
import type { CommitFacts } from '#lib/services/history/history.ts';
import type { TreeOrigin, WorkingTree } from '#lib/services/storage/storage.ts';
import type { Generation } from '../generate/generation.svelte.ts';
import { Review } from '../review/review.svelte.ts';
import { RunSession } from '../run/run-session.svelte.ts';
import type { Services } from '../services.ts';
import { keepDraft } from '../share/recovered.ts';
import { settle } from '../share/settle.ts';
import { Together } from '../share/together.svelte.ts';
import { PERSON } from '../version/person.ts';
import { changesBetween } from './changes.ts';

export type SaveState =
	| { readonly type: 'saved' }
	| { readonly type: 'saving' }
	| { readonly type: 'failed'; readonly problem: Problem };

const NO_FILES: Files = new Map();

/** One open creation: its living files, what of them is on disk, what of them is not yet a version, and its run. */
export class Workspace {
	readonly id: CreationId;
	/** Known once the document has arrived, where the creation was joined. */
	kind: KindId = $state.raw('app');
	readonly tree: WorkingTree;
	readonly run: RunSession;
	readonly together: Together;
	readonly review: Review;
	/** Present files; replaced whole after each change. */
	files: Files = $state.raw(NO_FILES);
	save: SaveState = $state.raw({ type: 'saved' });
	/** Files of the newest version, to compare with. */
	headFiles: Files = $state.raw(NO_FILES);
	head: ObjectId | null = $state.raw(null);
	/** The answer of a model that is on its way. */
	generation: Generation | null = $state.raw(null);
	/** What is not yet a version. */
	readonly changes: readonly FileChange[] = $derived.by(() =>
		this.head === null ? [] : changesBetween(this.headFiles, this.files),
	);

	readonly #services: Services;
	readonly #unwatch: () => void;
	/** Lists follow what others change, one change after the other. */
	#settling: Promise<unknown> = Promise.resolve();
	/** The screen and a command may ask at the same moment; the first version must be made once. */
	#headLoading: Promise<Result<void, Problem>> | undefined;

	constructor(creation: Creation, tree: WorkingTree, services: Services) {
		this.id = creation.id;
		this.kind = creation.kind;
		this.tree = tree;
		this.#services = services;
		this.files = tree.files();
		this.run = new RunSession(creation.id, services);
		this.together = new Together({
			...{ creationId: creation.id, tree, services },
			onReplaced: (event) => void keepDraft(event, this, services),
		});
		this.review = new Review(this, services);
		services.events.follow(creation.id, this.files);
		this.#unwatch = tree.watch(({ origin }) => this.#follow(origin));
	}

	/** Reads the newest version; makes the first one if a crash came between creating and committing. */
	loadHead(): Promise<Result<void, Problem>> {
		return (this.#headLoading ??= this.#loadHead().finally(() => {
			this.#headLoading = undefined;
		}));
	}

	async #loadHead(): Promise<Result<void, Problem>> {
		const creation = await this.#services.storage.creation(this.id);
		if (!creation) return err(missing);
		if (creation.head === null && !this.#isArriving()) {
			const version = await this.commit({ message: `Create ${creation.title}`, author: { type: 'starter' } });
			return version.ok ? ok(undefined) : version;
		}
		return creation.head === null ? ok(undefined) : this.#readHead(creation.head);
	}

	/** Makes the present files a version. Durable when resolved; an equal tree makes none. */
	async commit(facts: CommitFacts): Promise<Result<Version, Problem>> {
		const files = this.tree.files();
		const version = await (await this.#services.history()).commit(this.id, files, facts);
		if (!version.ok) return version;
		const creation = await this.#services.storage.creation(this.id);
		const isNew = creation !== undefined && creation.head !== version.value.id;
		if (isNew) {
			const patched = await this.#services.storage.patch(this.id, {
				head: version.value.id,
				versionCount: creation.versionCount + 1,
				updatedAt: version.value.at,
			});
			if (!patched.ok) return patched;
		}
		if (isNew) this.#services.workspaces.committed(this.id, files, this.headFiles);
		this.head = version.value.id;
		this.headFiles = files;
		return version;
	}

	/** After an import: the imported history's head, or a first version where the files came without one. */
	async commitImport(): Promise<Result<void, Problem>> {
		const head = await this.loadHead();
		if (!head.ok || this.changes.length === 0) return head;
		const version = await this.commit({ message: 'Import', author: PERSON });
		return version.ok ? ok(undefined) : version;
	}

	/** Stops following the tree and ends the run. Only `Workspaces` calls it. */
	async close(): Promise<void> {
		this.#unwatch();
		this.run.stop();
		await this.review.close();
		await this.together.close();
		await Promise.allSettled([this.#settling]);
		this.tree.close();
	}

	/** Joined, and nobody who has the files was reached yet. */
	#isArriving(): boolean {
		return this.together.state !== 'alone' && this.files.size === 0;
	}

	async #readHead(head: ObjectId): Promise<Result<void, Problem>> {
		const files = await (await this.#services.history()).read(this.id, head);
		if (!files.ok) return files;
		this.head = head;
		this.headFiles = files.value;
		return ok(undefined);
	}

	#follow(origin: TreeOrigin): void {
		this.files = this.tree.files();
		this.save = { type: 'saving' };
		this.run.follow(this.files);
		this.#services.events.follow(this.id, this.files);
		const follow = () => settle(this, this.#services);
		if (origin === 'collab' || origin === 'tab') this.#settling = this.#settling.then(follow, follow);
		const changed = this.files;
		void this.tree.saved().then((saved) => {
			if (this.files === changed)
				this.save = saved.ok ? { type: 'saved' } : { type: 'failed', problem: saved.error };
		});
	}
}

const missing: Problem = {
	type: 'creation-missing',
	message: 'This creation is not on this device.',
	action: 'Go back to your creations.',
};
