import * as Y from 'yjs';
import { isFilePath, type FileContent, type Files } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { TreeChange, TreeOrigin, WorkingTree } from './storage.ts';
import { applyTextDiff } from './text-diff.ts';

const ORIGINS = [
	'person',
	'starter',
	'model',
	'restore',
	'import',
	'tab',
	'collab',
] satisfies readonly TreeOrigin[];
/** Lone halves of characters cannot be stored as UTF-8; Yjs would keep them in memory and lose them on disk. */
const LONE_HALVES = /\p{Surrogate}/gu;

export interface TreeOptions {
	readonly id: CreationId;
	readonly doc: Y.Doc;
	/** Makes an update durable. */
	readonly store: (update: Uint8Array) => Promise<Result<void, Problem>>;
	/** Makes a document durable in the place of the one before. */
	readonly replace: (doc: Y.Doc) => Promise<Result<void, Problem>>;
	/** Takes in what other tabs have stored. */
	readonly refresh: () => Promise<void>;
	/** Called when a holder lets go. */
	readonly onClose: () => void;
}

/** The document with the files of a new creation. */
export function newDocument(files: Files): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => files.forEach((content, path) => setFile(filesOf(doc), path, content)));
	return doc;
}

/** The working tree over a document. What is stored, and in which order, is the business of `store`. */
export class Tree implements WorkingTree {
	readonly id: CreationId;

	#options: TreeOptions;
	#doc: Y.Doc;
	#map: Y.Map<unknown>;
	#files = new Map<string, FileContent>();
	#changed = new Set<string>();
	#listeners = new Set<(change: TreeChange) => void>();
	#pending: Uint8Array[] = [];
	#inFlight = new Set<Promise<void>>();
	#isScheduled = false;
	#problem: Problem | undefined;
	#hasFailed = false;
	/** The document is not yet the one on disk. */
	#mustReplace = false;

	constructor(options: TreeOptions) {
		this.#options = options;
		this.id = options.id;
		this.#doc = options.doc;
		this.#map = this.#observe(options.doc);
	}

	get doc(): Y.Doc {
		return this.#doc;
	}

	files(): Files {
		if (this.#changed.size === 0) return this.#files;
		const files = new Map(this.#files);
		for (const path of this.#changed) {
			const content = contentOf(this.#map.get(path));
			if (content === undefined || !isFilePath(path)) files.delete(path);
			else files.set(path, content);
		}
		this.#changed.clear();
		this.#files = files;
		return files;
	}

	text(path: string): Y.Text | undefined {
		const value = this.#map.get(path);
		return value instanceof Y.Text ? value : undefined;
	}

	write(changes: ReadonlyMap<string, FileContent | null>, origin: TreeOrigin): void {
		const files = this.files();
		this.doc.transact(() => {
			for (const [path, content] of changes)
				if (content === null) this.#map.delete(path);
				else if (!isSame(files.get(path), content)) setFile(this.#map, path, content);
		}, origin);
	}

	replace(files: Files, origin: TreeOrigin): void {
		const removed = [...this.files().keys()].filter((path) => !files.has(path));
		this.write(
			new Map<string, FileContent | null>([...removed.map((path) => [path, null] as const), ...files]),
			origin,
		);
	}

	async saved(): Promise<Result<void, Problem>> {
		this.flush();
		await Promise.all(this.#inFlight);
		// What failed was perhaps on its way before the last change made it small enough.
		this.flush();
		await Promise.all(this.#inFlight);
		return this.hasUnsaved && this.#problem !== undefined ? err(this.#problem) : ok(undefined);
	}

	watch(listener: (change: TreeChange) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	adopt(doc: Y.Doc): void {
		this.follow(doc, 'collab');
		// What waited belongs to the old document.
		this.#pending = [];
		this.#mustReplace = true;
		void this.#drain();
	}

	/** Goes on with a document that is on disk already. */
	follow(doc: Y.Doc, origin: TreeOrigin): void {
		const old = [...this.#map.keys()];
		this.#map.unobserveDeep(this.#onChange);
		this.#doc.off('update', this.#onUpdate);
		this.#doc = doc;
		this.#map = this.#observe(doc);
		for (const path of old) this.#changed.add(path);
		const change = { paths: [...this.#changed], origin };
		for (const listener of this.#listeners) listener(change);
	}

	refresh(): Promise<void> {
		return this.#options.refresh();
	}

	close(): void {
		this.flush();
		this.#options.onClose();
	}

	/** Starts storing at once; for a page that is about to go away. */
	flush(): void {
		if (this.#pending.length === 0 && !this.#mustReplace) return;
		const write = this.#storePending().finally(() => this.#inFlight.delete(write));
		this.#inFlight.add(write);
	}

	get hasUnsaved(): boolean {
		return this.#pending.length > 0 || this.#inFlight.size > 0 || this.#mustReplace;
	}

	#observe(doc: Y.Doc): Y.Map<unknown> {
		const map = filesOf(doc);
		for (const path of map.keys()) this.#changed.add(path);
		map.observeDeep(this.#onChange);
		doc.on('update', this.#onUpdate);
		return map;
	}

	#onUpdate = (update: Uint8Array, origin: unknown): void => {
		// What another tab wrote is on disk already.
		if (origin === 'tab') return;
		this.#pending.push(update);
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		// One turn gathers what one action changes, and writes that are under way gather what is typed meanwhile.
		queueMicrotask(() => void this.#drain());
	};

	async #drain(): Promise<void> {
		await Promise.all(this.#inFlight);
		this.#isScheduled = false;
		this.flush();
	}

	async #storePending(): Promise<void> {
		if (this.#mustReplace) return this.#storeWhole();
		const taken = this.#pending.splice(0);
		const [first, ...rest] = taken;
		if (first === undefined) return;
		const merged = rest.length === 0 ? first : Y.mergeUpdates(taken);
		const update = this.#hasFailed ? withoutDeleted(this.doc, merged) : merged;
		let isStored = false;
		try {
			const stored = await this.#options.store(update);
			isStored = stored.ok;
			if (!stored.ok) this.#problem = stored.error;
			else if (this.#pending.length === 0) this.#problem = undefined;
		} finally {
			this.#hasFailed = !isStored;
			if (!isStored) this.#pending.unshift(...taken);
		}
	}

	/** All that waits is in it. */
	async #storeWhole(): Promise<void> {
		this.#pending = [];
		this.#mustReplace = false;
		const stored = await this.#options.replace(this.#doc);
		this.#problem = stored.ok ? undefined : stored.error;
		this.#mustReplace ||= !stored.ok;
	}

	#onChange = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
		const paths = new Set(events.flatMap((event) => pathsOf(event)));
		for (const path of paths) this.#changed.add(path);
		const change = { paths: [...paths], origin: originOf(transaction.origin) };
		for (const listener of this.#listeners) listener(change);
	};
}

/**
 * The same changes as far as they still matter: on a full device, what was too large and has been removed again must not
 * keep the rest from being saved.
 */
function withoutDeleted(doc: Y.Doc, update: Uint8Array): Uint8Array {
	const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
	for (const [client, clock] of Y.parseUpdateMeta(update).from) vector.set(client, clock);
	return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(vector));
}

const filesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('files');

/** The files that a document holds. */
export function filesIn(doc: Y.Doc): Files {
	const files = new Map<string, FileContent>();
	for (const [path, value] of filesOf(doc)) {
		const content = contentOf(value);
		if (content !== undefined && isFilePath(path)) files.set(path, content);
	}
	return files;
}

function setFile(map: Y.Map<unknown>, path: string, content: FileContent): void {
	if (!isFilePath(path)) throw new Error(`Not a usable file path: ${path}`);
	if (typeof content !== 'string') {
		map.set(path, content);
		return;
	}
	const text = content.replace(LONE_HALVES, '\ufffd');
	const present = map.get(path);
	if (present instanceof Y.Text) applyTextDiff(present, text);
	else map.set(path, new Y.Text(text));
}

function contentOf(value: unknown): FileContent | undefined {
	if (value instanceof Y.Text) return value.toString();
	return value instanceof Uint8Array ? value : undefined;
}

function isSame(a: FileContent | undefined, b: FileContent): boolean {
	if (typeof a === 'string' || typeof b === 'string' || a === undefined) return a === b;
	return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function pathsOf(event: Y.YEvent<Y.AbstractType<unknown>>): string[] {
	const [path] = event.path;
	return path === undefined ? [...event.keys.keys()] : [String(path)];
}

/** An editor's binding uses an object of its own as origin; behind it sits a person. */
function originOf(origin: unknown): TreeOrigin {
	return ORIGINS.find((known) => known === origin) ?? 'person';
}
