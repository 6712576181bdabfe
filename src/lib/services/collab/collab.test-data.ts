import * as Y from 'yjs';
import type { AclRow, DeviceKeys, EnvelopeRow, RoomRow } from '#lib/model/collab.ts';
import type { AuditEntry } from '#lib/model/event.ts';
import { newCreationId } from '#lib/model/id.ts';
import { ok, type Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import type { Collab, CollabStore, Room } from './collab.ts';
import { createCollab } from './create-collab.ts';
import type { Terms } from './invite.ts';
import type { Transport } from './transport.ts';

export function valueOf<T>(result: Result<T, unknown>): T {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

/** Keeps rooms in memory as the Dexie tables keep them. */
export function memoryStore(): CollabStore & { readonly rows: Map<string, EnvelopeRow> } {
	let keys: DeviceKeys | undefined;
	const rooms = new Map<string, RoomRow>();
	const acl = new Map<string, AclRow>();
	const rows = new Map<string, EnvelopeRow>();
	const snapshots = new Map<string, Uint8Array>();
	return {
		rows,
		device: async () => ok(keys),
		putDevice: async (made) => {
			keys = made;
			return ok(undefined);
		},
		load: async (creationId) => {
			const row = [...rooms.values()].find((room) => room.creationId === creationId);
			if (row === undefined) return ok(undefined);
			const bySeq = [...rows.values()].sort((a, b) => a.seq - b.seq);
			return ok({
				row,
				acl: [...acl.values()].sort((a, b) => a.seq - b.seq).map(({ bytes }) => bytes),
				envelopes: bySeq.map(({ bytes }) => bytes),
				snapshot: snapshots.get(row.roomId),
			});
		},
		putRoom: async (row) => {
			rooms.set(row.roomId, row);
			return ok(undefined);
		},
		append: async (added) => {
			for (const row of added.acl) acl.set(`${row.author} ${row.seq}`, row);
			for (const row of added.envelopes) rows.set(`${row.stream} ${row.author} ${row.seq}`, row);
			return ok(undefined);
		},
		putSnapshot: async (roomId, bytes) => {
			snapshots.set(roomId, bytes);
			return ok(undefined);
		},
		prune: async (_roomId, through) => {
			for (const [key, { stream, author, seq }] of rows)
				if (stream === 'update' && seq <= (through.get(author) ?? 0)) rows.delete(key);
			return ok(undefined);
		},
	};
}

/** One person's device. */
export interface Person {
	readonly name: string;
	readonly collab: Collab;
	readonly store: ReturnType<typeof memoryStore>;
	readonly audited: AuditEntry[];
	readonly doc: Y.Doc;
	readonly creationId: ReturnType<typeof newCreationId>;
}

export function person(name: string, now?: () => number): Person {
	const store = memoryStore();
	const audited: AuditEntry[] = [];
	const collab = createCollab({ store, audit: (entry) => audited.push(entry), ...(now && { now }) });
	return { name, collab, store, audited, doc: new Y.Doc(), creationId: newCreationId() };
}

const optionsOf = ({ creationId, doc, name }: Person, transports: readonly Transport[]) => ({
	creationId,
	doc,
	name,
	transports,
});

export const found = async (who: Person, ...transports: readonly Transport[]): Promise<Room> =>
	valueOf(await who.collab.found(optionsOf(who, transports)));

export const reopen = async (who: Person, ...transports: readonly Transport[]): Promise<Room> =>
	valueOf(await who.collab.open(optionsOf(who, transports)));

export const joinBy = async (who: Person, link: string, ...transports: readonly Transport[]): Promise<Room> =>
	valueOf(await who.collab.join(optionsOf(who, transports), link));

export const terms = (role: Exclude<Role, 'owner'>, change: Partial<Terms> = {}): Terms => ({
	role,
	expiresAt: Date.now() + 3_600_000,
	needsApproval: false,
	...change,
});

export const linkTo = async (
	room: Room,
	role: Exclude<Role, 'owner'>,
	change?: Partial<Terms>,
): Promise<string> => valueOf(await room.admin.invite(terms(role, change)));

/** Resolves when it is true, asked after each event of the rooms and each turn of the loop. */
export async function until(isTrue: () => boolean, what = isTrue.toString()): Promise<void> {
	const end = Date.now() + 20_000;
	while (!isTrue()) {
		if (Date.now() > end) throw new Error(`never came true: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}

export const textOf = (room: Room): string => room.doc.getText('text').toString();

export const write = (room: Room, text: string, at = textOf(room).length): void => {
	room.doc.getText('text').insert(at, text);
};

export const reasons = (who: Person): readonly unknown[] => who.audited.map(({ detail }) => detail.reason);

/** A promise that the test resolves. */
export function deferred<T = void>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
	let settle: ((value: T) => void) | undefined;
	const promise = new Promise<T>((resolve) => {
		settle = resolve;
	});
	return { promise, resolve: (value) => settle?.(value) };
}
