import * as Y from 'yjs';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Bus } from './bus.ts';
import type { Database } from './database.ts';
import { attempt, CREATION_MISSING } from './problems.ts';
import type { WorkingTree } from './storage.ts';
import { appendUpdate, compactTree, readTree, replaceTree, type StoredTree } from './tree-store.ts';
import { Tree } from './tree.ts';

/** Updates after which one snapshot replaces them. */
const MAX_UPDATES = 256;
/** Bytes of updates after which a snapshot replaces them, unless the snapshot itself is larger. 1 MiB. */
const MAX_UPDATE_BYTES = 1024 * 1024;

/** The open working trees of this realm. */
export interface Trees {
	open(id: CreationId): Promise<Result<WorkingTree, Problem>>;
	/** Stores what is pending at once, and looks for what other tabs stored. */
	flush(): void;
	close(): Promise<void>;
}

export function createTrees(database: Database, bus: Bus): Trees {
	const opened = new Map<CreationId, Promise<Result<OpenTree, Problem>>>();
	const all = async () =>
		(await Promise.all(opened.values())).flatMap((tree) => (tree.ok ? [tree.value] : []));

	const unlisten = bus.listen((message, source) => {
		if (message.type !== 'tree') return;
		void opened.get(message.id)?.then((tree) => {
			if (tree.ok && tree.value !== source) void tree.value.catchUp();
		});
	});

	const load = async (id: CreationId) => {
		const stored = await attempt(() => readTree(database, id, -1));
		if (!stored.ok) return stored;
		if (stored.value === undefined) return err(CREATION_MISSING);
		const loaded = stored.value === 'damaged' ? undefined : documentFrom(database, stored.value);
		if (stored.value === 'damaged' || loaded === undefined) return err(DAMAGED);
		const onIdle = () => opened.delete(id);
		return ok(new OpenTree({ database, bus, id, ...loaded, stored: stored.value, onIdle }));
	};

	return {
		async open(id) {
			const present = opened.get(id) ?? load(id);
			opened.set(id, present);
			const tree = await present;
			if (!tree.ok) {
				opened.delete(id);
				return tree;
			}
			tree.value.hold();
			return ok(tree.value.tree);
		},
		flush() {
			void all().then((trees) =>
				trees.forEach((tree) => {
					tree.tree.flush();
					void tree.catchUp();
				}),
			);
		},
		async close() {
			unlisten();
			for (const tree of await all()) await tree.tree.saved();
			opened.clear();
		},
	};
}

interface OpenTreeOptions {
	readonly database: Database;
	readonly bus: Bus;
	readonly id: CreationId;
	readonly doc: Y.Doc;
	readonly stored: StoredTree;
	readonly isDamaged: boolean;
	readonly onIdle: () => void;
}

/** A tree, its place in the database, and how many hold it. */
class OpenTree {
	readonly tree: Tree;

	#options: Omit<OpenTreeOptions, 'doc' | 'stored'>;
	#generation: number;
	#holders = 0;
	/** Every stored update up to this one is in the document. */
	#seen: number;
	#updates: number;
	#updateBytes: number;
	#snapshotBytes: number;
	/** A snapshot would sweep away rows that a rescue may still want. */
	#isDamaged: boolean;
	#reading: Promise<void> = Promise.resolve();

	constructor(options: OpenTreeOptions) {
		const { stored } = options;
		this.#options = options;
		this.#seen = stored.through;
		this.#generation = stored.generation;
		this.#updates = stored.updates.length;
		this.#updateBytes = stored.updates.reduce((sum, update) => sum + update.bytes.length, 0);
		this.#snapshotBytes = stored.snapshotBytes;
		this.#isDamaged = stored.isDamaged || options.isDamaged;
		this.tree = new Tree({
			id: options.id,
			doc: options.doc,
			store: (update) => this.#store(update),
			replace: (doc) => this.#replace(doc),
			refresh: () => this.catchUp(),
			onClose: () => void this.#release(),
		});
	}

	hold(): void {
		this.#holders++;
	}

	/** Takes in what other tabs have stored. One reading at a time, in order. */
	catchUp(): Promise<void> {
		this.#reading = this.#reading.then(() => this.#readNew());
		return this.#reading;
	}

	async #readNew(): Promise<void> {
		const { database, id } = this.#options;
		const stored = await attempt(() => readTree(database, id, this.#seen));
		if (!stored.ok || stored.value === undefined || stored.value === 'damaged') return;
		if (stored.value.generation !== this.#generation) return this.#readOther();
		const { doc } = this.tree;
		const { snapshot, updates, through } = stored.value;
		doc.transact(() => {
			if (snapshot) Y.applyUpdate(doc, snapshot, 'tab');
			for (const update of updates) this.#isDamaged = !applyChecked(database, doc, update) || this.#isDamaged;
		}, 'tab');
		this.#isDamaged ||= stored.value.isDamaged;
		this.#seen = Math.max(this.#seen, through);
	}

	/** Another tab put another document in the place of this one. */
	async #readOther(): Promise<void> {
		const { database, id } = this.#options;
		const stored = await attempt(() => readTree(database, id, -1));
		if (!stored.ok || stored.value === undefined || stored.value === 'damaged') return;
		const loaded = documentFrom(database, stored.value);
		if (loaded === undefined) return;
		this.#seen = stored.value.through;
		this.#generation = stored.value.generation;
		this.#isDamaged = stored.value.isDamaged || loaded.isDamaged;
		this.tree.follow(loaded.doc, 'tab');
	}

	async #replace(doc: Y.Doc): Promise<Result<void, Problem>> {
		const { database, bus, id } = this.#options;
		const state = Y.encodeStateAsUpdate(doc);
		const replaced = await attempt(() => replaceTree(database, id, state));
		if (!replaced.ok) return replaced;
		if (replaced.value === undefined) return err(CREATION_MISSING);
		this.#seen = replaced.value.through;
		this.#generation = replaced.value.generation;
		this.#updates = this.#updateBytes = 0;
		this.#snapshotBytes = state.length;
		bus.post({ type: 'tree', id }, this);
		return ok(undefined);
	}

	async #store(update: Uint8Array): Promise<Result<void, Problem>> {
		const { database, bus, id } = this.#options;
		const appended = await attempt(() => appendUpdate(database, id, update));
		if (!appended.ok) return appended;
		if (appended.value === undefined) return err(CREATION_MISSING);
		const { seq, previous } = appended.value;
		if (previous === this.#seen) this.#seen = seq;
		else void this.catchUp();
		bus.post({ type: 'tree', id }, this);
		this.#updates++;
		this.#updateBytes += update.length;
		if (this.#isCompactionDue()) await this.#compact();
		return ok(undefined);
	}

	#isCompactionDue(): boolean {
		if (this.#isDamaged) return false;
		return (
			this.#updates >= MAX_UPDATES || this.#updateBytes >= Math.max(MAX_UPDATE_BYTES, this.#snapshotBytes)
		);
	}

	/** Failing costs nothing: the updates are still there. */
	async #compact(): Promise<void> {
		const { database, id } = this.#options;
		this.#updates = this.#updateBytes = 0;
		const state = Y.encodeStateAsUpdate(this.tree.doc);
		this.#snapshotBytes = state.length;
		await attempt(() => compactTree(database, id, this.#seen, state));
	}

	async #release(): Promise<void> {
		this.#holders--;
		const saved = await this.tree.saved();
		// Changes that could not be stored stay in memory, for whoever opens the tree next.
		if (this.#holders > 0 || !saved.ok || this.tree.hasUnsaved) return;
		this.#options.onIdle();
	}
}

const DAMAGED: Problem = {
	type: 'tree-damaged',
	message:
		'The files of this creation cannot be read from this device any more. Its earlier versions may still be.',
	action: 'Restore a version from History',
};

/** Undefined when the snapshot, on which all else stands, is no Yjs document. */
function documentFrom(
	database: Database,
	stored: StoredTree,
): { readonly doc: Y.Doc; readonly isDamaged: boolean } | undefined {
	const doc = new Y.Doc();
	try {
		if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot, 'tab');
	} catch {
		return undefined;
	}
	const applied = stored.updates.map((update) => applyChecked(database, doc, update));
	return { doc, isDamaged: applied.includes(false) };
}

function applyChecked(database: Database, doc: Y.Doc, update: StoredTree['updates'][number]): boolean {
	try {
		// Decoding first: applying half of a broken update would leave the document in between.
		Y.decodeUpdate(update.bytes);
		Y.applyUpdate(doc, update.bytes, 'tab');
		return true;
	} catch (error) {
		database.noteDamage('treeUpdates', update.raw, String(error));
		return false;
	}
}
