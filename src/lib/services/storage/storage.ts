import type * as Y from 'yjs';
import type {
	Author,
	CommentRow,
	DeviceKeys,
	NewRoomRows,
	RoomId,
	RoomRow,
	StoredRoom,
} from '#lib/model/collab.ts';
import type { AuditEntry, AuditEvent } from '#lib/model/event.ts';
import type { Creation } from '#lib/model/creation.ts';
import type { CreationId, MessageId } from '#lib/model/id.ts';
import type { FileContent, Files } from '#lib/model/files.ts';
import type { GrantedOrigin } from '#lib/model/grant.ts';
import type { Message } from '#lib/model/thread.ts';
import type { PackageKey, PackageRow } from '#lib/model/package.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Run } from '#lib/model/run.ts';
import type { EventStore } from './event-store.ts';
import type { ModelStore } from './model-store.ts';
import type { WorkflowStore } from './workflow-store.ts';

/**
 * Everything durable on this device. A resolved `ok` is on disk (`durability: 'strict'`).
 * Every write fails with `quota-full` (nothing half-written), `storage-refused` or `storage-closed` (site data cleared, or a
 * newer version took over in another tab); rows that no longer fit their
 * schema are set aside and counted, never thrown at a screen. Reads for screens are the functions of `queries.ts`
 * through `live()`.
 */
export interface Storage extends ModelStore {
	/**
	 * Opens and migrates. Fails with `storage-refused` (private mode), `storage-newer` (a newer version of the product
	 * was here), `storage-upgrade-failed` (nothing was changed).
	 */
	open(): Promise<Result<void, Problem>>;
	/** Saves and closes every working tree, then the database. */
	close(): Promise<void>;
	/** Asks the browser not to evict. */
	persist(): Promise<boolean>;
	/** Bytes used by this origin; the browser's quota is not free space and is not shown. */
	usage(): Promise<number>;

	creation(id: CreationId): Promise<Creation | undefined>;
	/** The newest outside the trash; at most `limit`, which is at most 500. */
	recentCreations(limit: number): Promise<readonly Creation[]>;
	/** Creates the row, its working tree with `files`, and `messages` in one transaction. */
	create(creation: Creation, files: Files, messages: readonly Message[]): Promise<Result<void, Problem>>;
	/** An empty working tree that belongs to no creation: a team's. `erase` forgets it. */
	createTree(id: CreationId): Promise<Result<void, Problem>>;
	/** Changes the small row. Fails with `creation-missing`. */
	patch(id: CreationId, change: Partial<Omit<Creation, 'id'>>): Promise<Result<void, Problem>>;
	/**
	 * Forgets a creation for good: row, tree, thread, data, runs, Git objects. What its model calls cost stays in the
	 * ledger without its name.
	 */
	erase(id: CreationId): Promise<Result<void, Problem>>;
	/** The newest 500 messages of a thread, oldest first. */
	messages(id: CreationId): Promise<readonly Message[]>;
	putMessage(message: Message): Promise<Result<void, Problem>>;
	removeMessages(ids: readonly MessageId[]): Promise<Result<void, Problem>>;
	putRun(run: Run): Promise<Result<void, Problem>>;
	putThumbnail(id: CreationId, svg: string): Promise<Result<void, Problem>>;
	/** Appends to the audit log; never fails the caller. */
	audit(entry: AuditEntry): Promise<AuditEvent>;

	/**
	 * Opens the working tree; the same object for the same id until every holder has closed it. Fails with
	 * `creation-missing`, or `tree-damaged` when too little of it is left to go on: versions in the history are not concerned.
	 */
	openTree(id: CreationId): Promise<Result<WorkingTree, Problem>>;
	/** Data of the running creation, see `AppStorage` of the sandbox contract (same shape). */
	appData(id: CreationId, limitBytes: number): AppData;
	/** Bytes that the running creation's runtime keeps, see `AppBytes` of the sandbox contract (same shape). */
	appBytes(id: CreationId, limitBytes: number): AppBytes;
	/** All rows of bytes of a creation, for export. */
	readAppBytes(id: CreationId): Promise<ReadonlyMap<string, Uint8Array>>;
	/** Replaces all bytes of a creation, for import. */
	putAppBytes(id: CreationId, rows: ReadonlyMap<string, Uint8Array>): Promise<Result<void, Problem>>;
	/** Replaces all data of a creation, for import. */
	putAppData(id: CreationId, data: ReadonlyMap<string, string>): Promise<Result<void, Problem>>;
	/** Packages of the registry, for all creations of the profile. */
	readonly packages: PackageStore;
	/** What the person let creations reach. */
	readonly grants: GrantStore;
	/** Runs of workflows, which outlive the tab that began them. */
	readonly workflows: WorkflowStore;
	/** Events between creations, and their way to each who wants them. */
	readonly events: EventStore;
	/** Creations worked on together. */
	readonly rooms: RoomStore;
	/** Rows that could not be read, with what is left of them, for "1 creation could not be read" and its rescue download. */
	damaged(): Promise<readonly DamagedRow[]>;
}

export interface DamagedRow {
	readonly table: string;
	readonly key: string;
	readonly reason: string;
	readonly raw: unknown;
}

/**
 * Who changes a tree: decides undo and blame, reaches observers as the transaction's origin. `tab` is the same person in
 * another tab, and on disk already; `collab` is somebody else.
 */
export type TreeOrigin = 'person' | 'starter' | 'model' | 'restore' | 'import' | 'tab' | 'collab';

/**
 * The living files of a creation: a Y.Doc whose map `files` holds path → Y.Text, or bytes. Every change is on disk
 * before `saved` turns true; other tabs of the same creation see it at once and converge.
 */
export interface WorkingTree {
	readonly id: CreationId;
	/** Another one after `adopt`. */
	readonly doc: Y.Doc;
	/** Present content of all files. A new map after each change, the same map otherwise. */
	files(): Files;
	/** The Y.Text behind a text file, for an editor binding. */
	text(path: string): Y.Text | undefined;
	/** `null` deletes. Existing text receives a minimal diff, so that cursors and anchors in it stay. One transaction. */
	write(changes: ReadonlyMap<string, FileContent | null>, origin: TreeOrigin): void;
	/** Makes the tree equal to `files`, by minimal diffs. */
	replace(files: Files, origin: TreeOrigin): void;
	/** Resolves when all changes so far are on disk; fails with `quota-full` and keeps the changes in memory. */
	saved(): Promise<Result<void, Problem>>;
	/** Called after each change, own or from another tab. Returns the unsubscriber. */
	watch(listener: (change: TreeChange) => void): () => void;
	/** Goes on with another document, here, on disk and in other tabs. What was only in the old one is gone. */
	adopt(doc: Y.Doc): void;
	/** Takes in what other tabs have stored. */
	refresh(): Promise<void>;
	close(): void;
}

export interface TreeChange {
	readonly paths: readonly string[];
	readonly origin: TreeOrigin;
}

/** Same shape as the sandbox's `AppBytes`; the two rooms do not import each other. */
export interface AppBytes {
	/** Fails with `in-use` while another tab holds them. */
	read(): Promise<Result<ReadonlyMap<string, Uint8Array>, Problem>>;
	write(changes: ReadonlyMap<string, Uint8Array | null>): Promise<Result<void, Problem>>;
	close(): void;
}

/** Same shape as the `PackageStore` of the packages' room; the two rooms do not import each other. */
export interface PackageStore {
	rows(): Promise<readonly PackageRow[]>;
	/** Undefined when it is missing or damaged. */
	body(key: PackageKey): Promise<Uint8Array | undefined>;
	/** All or nothing. */
	put(
		packages: readonly { readonly row: PackageRow; readonly body: Uint8Array }[],
	): Promise<Result<void, Problem>>;
	remove(keys: readonly PackageKey[]): Promise<Result<void, Problem>>;
}

/** Written by commands alone, so that nothing but a person's own wish is in it. */
export interface GrantStore {
	of(id: CreationId): Promise<readonly GrantedOrigin[]>;
	/** Takes the place of what was granted for the same origin. Fails with `grants-full`. */
	allow(id: CreationId, granted: GrantedOrigin): Promise<Result<void, Problem>>;
	revoke(id: CreationId, origin: string): Promise<Result<void, Problem>>;
	/** Origins, of all creations, to which a secret goes. */
	withSecrets(): Promise<readonly string[]>;
}

/** Same shape as the `CollabStore` of the collab room; the two rooms do not import each other. */
export interface RoomStore {
	device(): Promise<Result<DeviceKeys | undefined, Problem>>;
	putDevice(keys: DeviceKeys): Promise<Result<void, Problem>>;
	/** Everything of the creation's room; undefined when it is not shared. */
	load(creationId: CreationId): Promise<Result<StoredRoom | undefined, Problem>>;
	putRoom(row: RoomRow): Promise<Result<void, Problem>>;
	/** All or nothing; what is there already stays as it is. */
	append(rows: NewRoomRows): Promise<Result<void, Problem>>;
	/** Replaces an older one. */
	putSnapshot(roomId: RoomId, bytes: Uint8Array): Promise<Result<void, Problem>>;
	/** Forgets updates up to these places. */
	prune(roomId: RoomId, through: ReadonlyMap<Author, number>): Promise<Result<void, Problem>>;
	/** The room of a creation and its records of who may do what; undefined when it is not shared. */
	membership(creationId: CreationId): Promise<Result<RoomMembership | undefined, Problem>>;
	/** The creation that is shared in a room; undefined when this device has never been there. */
	creationIn(roomId: RoomId): Promise<Result<CreationId | undefined, Problem>>;
	/** Forgets the room of a creation; its files stay. */
	forget(creationId: CreationId): Promise<Result<void, Problem>>;
	/** The newest record of each comment. */
	comments(creationId: CreationId): Promise<Result<readonly CommentRow[], Problem>>;
}

export interface RoomMembership {
	readonly roomId: RoomId;
	readonly acl: readonly Uint8Array[];
}

/** Same shape as the sandbox's `AppStorage`; the two rooms do not import each other. */
export interface AppData {
	read(): Promise<ReadonlyMap<string, string>>;
	write(changes: ReadonlyMap<string, string | null>): Promise<Result<void, Problem>>;
	watch(listener: (changes: ReadonlyMap<string, string | null>) => void): () => void;
}
