import type * as Y from 'yjs';
import type {
	Author,
	Comment,
	DeviceKeys,
	NewRoomRows,
	RoomId,
	RoomRow,
	StoredRoom,
} from '#lib/model/collab.ts';
import type { AuditEntry } from '#lib/model/event.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import type { SaidComment } from './comments.ts';
import type { DirectLine } from './direct.ts';
import type { Device } from './identity.ts';
import type { Terms } from './invite.ts';
import type { Presence } from './presence.ts';
import type { Transport } from './transport.ts';

/** Makes and opens rooms: one per shared creation. Only one page of a device may hold a room at a time. */
export interface Collab {
	/** This device as others know it; made on first use. Fails with `storage-…`. */
	device(): Promise<Result<Device, Problem>>;
	/** Shares a creation: this device founds its room and owns it. Fails with `room-exists`, `storage-…`. */
	found(options: OpenOptions): Promise<Result<Room, Problem>>;
	/**
	 * Joins by the fragment of a link; an empty document fills once somebody of the room is reached. Fails with
	 * `invitation-broken`, `invitation-expired`, `storage-…`.
	 */
	join(options: OpenOptions, fragment: string): Promise<Result<Room, Problem>>;
	/** Opens the room of a creation that was founded or joined before. Fails with `room-missing`, `room-damaged`, `storage-…`. */
	open(options: OpenOptions): Promise<Result<Room, Problem>>;
}

export interface OpenOptions {
	readonly creationId: CreationId;
	/** The living document. Its `clientID` becomes one of this device. */
	readonly doc: Y.Doc;
	/** The person's name, as others see it. */
	readonly name: string;
	readonly transports: readonly Transport[];
}

/** A creation that is worked on together. Everything in it is on this device; nothing is lost by leaving. */
export interface Room {
	readonly id: RoomId;
	readonly author: Author;
	/** Another one after `replaced`. */
	readonly doc: Y.Doc;
	/** This device's own. `undefined` while it waits for approval, or was removed. */
	readonly role: Role | undefined;
	readonly members: readonly MemberView[];
	/** The others: nobody is told of what they do themselves. */
	readonly present: readonly PresentMember[];
	/** Other devices that are linked and proven to be members. */
	readonly linked: readonly Author[];
	readonly comments: readonly SaidComment[];
	/** Called after each change; returns the unsubscriber. */
	watch(listener: (event: RoomEvent) => void): () => void;
	/** Resolves when all local edits are signed, on disk and handed to the links. Fails with `edit-refused`, `edit-too-large`, `storage-…`. */
	flush(): Promise<Result<void, Problem>>;
	/** Fails with `role-missing`, `storage-…`. */
	say(comment: Comment): Promise<Result<void, Problem>>;
	/** Shows what the person does; repeated and rate-limited by the room. */
	show(presence: Omit<Presence, 'state' | 'clientId' | 'name'>): void;
	/** Requests to one other member, and answers to theirs. */
	readonly direct: DirectLine;
	/** Only the founder: all fail with `owner-only`, `storage-…`. */
	readonly admin: RoomAdmin;
	/** Looks for others by one more way. Returns how to stop. */
	attach(transport: Transport): () => void;
	/** Says goodbye, keeps everything. */
	leave(): Promise<void>;
}

export interface RoomAdmin {
	/** The fragment of a link. Whoever has it may join on these terms. */
	invite(terms: Terms): Promise<Result<string, Problem>>;
	/** Whoever joined by it and is not in `keep` is out. */
	closeInvite(inviteId: string, keep: readonly Author[]): Promise<Result<void, Problem>>;
	/** Lets somebody in who waits. */
	approve(member: Author): Promise<Result<void, Problem>>;
	setRole(member: Author, role: Exclude<Role, 'owner'>): Promise<Result<void, Problem>>;
	/** Removes for good, changes the room's secret, and cuts the links. What was read cannot be taken back. */
	remove(member: Author): Promise<Result<void, Problem>>;
	/** A snapshot of the whole document now: newcomers start from it. The room makes them by itself as well. */
	snapshot(): Promise<Result<void, Problem>>;
}

export interface MemberView {
	readonly author: Author;
	readonly name: string;
	readonly role: Role;
	readonly standing: 'active' | 'waiting' | 'removed';
	readonly inviteId: string | undefined;
	/** Milliseconds since 1970, by the clock of the member's device. */
	readonly joinedAt: number;
	/** Signed two different things for one place: a copied profile, or an attack. Invite the device anew. */
	readonly hasForked: boolean;
}

export interface PresentMember {
	readonly author: Author;
	readonly presence: Presence;
}

export type RoomEvent =
	| { readonly type: 'members' | 'present' | 'comments' | 'links' }
	/**
	 * What counts has changed (a fork, a removal that reaches back), so that the document was built again. `draft` is the
	 * old one as an update: show it as "recovered draft".
	 */
	| { readonly type: 'replaced'; readonly doc: Y.Doc; readonly draft: Uint8Array }
	| { readonly type: 'problem'; readonly problem: Problem };

/** What the room keeps on disk. Same shape as what the storage room offers; the two rooms do not import each other. */
export interface CollabStore {
	device(): Promise<Result<DeviceKeys | undefined, Problem>>;
	putDevice(keys: DeviceKeys): Promise<Result<void, Problem>>;
	/** Everything of the creation's room; undefined when it is not shared. */
	load(creationId: CreationId): Promise<Result<StoredRoom | undefined, Problem>>;
	putRoom(row: RoomRow): Promise<Result<void, Problem>>;
	/** All or nothing. */
	append(rows: NewRoomRows): Promise<Result<void, Problem>>;
	/** Replaces an older one. */
	putSnapshot(roomId: RoomId, bytes: Uint8Array): Promise<Result<void, Problem>>;
	/** Forgets updates up to these places. */
	prune(roomId: RoomId, through: ReadonlyMap<Author, number>): Promise<Result<void, Problem>>;
}

/** What the room needs from outside. */
export interface CollabDeps {
	readonly store: CollabStore;
	/** Everything refused is told here. */
	readonly audit: (entry: AuditEntry) => void;
	readonly now?: () => number;
}
