import * as Y from 'yjs';
import type { Author } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import { clientIdOf, isClientOf } from '#lib/services/collab/client-id.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import type { MemberView, OpenOptions, PresentMember, Room, RoomEvent } from '#lib/services/collab/collab.ts';
import type { Presence } from '#lib/services/collab/presence.ts';
import type { RoomMembership, WorkingTree } from '#lib/services/storage/storage.ts';
import type { Services } from '../services.ts';
import type { ByHand } from './by-hand.ts';
import { deferred } from './deferred.ts';
import { claimClientId, type ClientId } from './client-id.ts';
import { Exchange } from './exchange/exchange.svelte.ts';
import { writeAsModel } from './model-writers.ts';
import { takePlace } from './place.ts';
import { ELSEWHERE, LEFT, NOT_SHARED } from './problems.ts';
import { storedComments, viewOf } from './stored.ts';

export type Replaced = Extract<RoomEvent, { type: 'replaced' }>;

export interface TogetherOptions {
	readonly creationId: CreationId;
	readonly tree: WorkingTree;
	readonly services: Services;
	/** What the room says about its document after a fork or a removal. */
	readonly onReplaced: (event: Replaced) => void;
}

/** The room of one open creation as screens see it. Not shared: no room, the person owns it. */
export class Together {
	/** Set once the creation is shared or joined, and this tab has the room. */
	room: Room | undefined = $state.raw();
	members: readonly MemberView[] = $state.raw([]);
	/** Others only. */
	present: readonly PresentMember[] = $state.raw([]);
	linked: readonly Author[] = $state.raw([]);
	comments: readonly SaidComment[] = $state.raw([]);
	/** The room's last one. */
	problem: Problem | undefined = $state.raw();
	/** What members do for each other: lend models, answer calls. */
	readonly exchange = new Exchange();
	/** Codes to connect by, without any server. */
	byHand: ByHand | undefined;

	#author: Author | undefined = $state.raw();
	#isElsewhere = $state(false);
	readonly #own: MemberView | undefined = $derived(
		this.members.find(({ author }) => author === this.#author),
	);
	/** `owner` while not shared; `viewer` while waiting for approval, and once removed. */
	readonly role: Role = $derived.by(() => {
		if (this.#author === undefined) return 'owner';
		return this.#own?.standing === 'active' ? this.#own.role : 'viewer';
	});
	/** Joined, not approved yet. */
	readonly isWaiting: boolean = $derived(this.#own?.standing === 'waiting');
	/** `elsewhere`: another tab of this device holds the room. */
	readonly state: 'alone' | 'connecting' | 'connected' | 'elsewhere' = $derived.by(() => {
		if (this.#author === undefined) return 'alone';
		if (this.#isElsewhere) return 'elsewhere';
		return this.linked.length > 0 ? 'connected' : 'connecting';
	});

	readonly #options: TogetherOptions;
	readonly #channel: BroadcastChannel;
	readonly #closing = new AbortController();
	readonly #unwatch: () => void;
	#left = deferred<void>();
	#doc: Y.Doc;
	#clientId: ClientId | undefined;
	#modelIds: ClientId[] = [];
	#opening: Promise<Result<Room, Problem>> | undefined;
	#isShared = false;
	#isEngaged = false;

	constructor(options: TogetherOptions) {
		this.#options = options;
		this.#doc = options.tree.doc;
		this.#unwatch = options.tree.watch(() => this.#onTree());
		this.#channel = new BroadcastChannel(`aether-together-${options.creationId}`);
		this.#channel.onmessage = ({ data }) => void (data === HERE ? this.#giveWay() : this.#follow());
	}

	/** Must be awaited before anybody writes into the tree: what is written is signed when the room is opened next. */
	async begin(): Promise<void> {
		if (this.#author !== undefined || this.#closing.signal.aborted) return;
		const { services, creationId } = this.#options;
		const membership = await services.storage.rooms.membership(creationId);
		if (!membership.ok || membership.value === undefined) return;
		const own = await this.#claim();
		if (!own.ok) return;
		await this.#readStored(membership.value);
		this.#isShared = true;
		if (this.#isEngaged) this.engage();
	}

	/** Opens the room in the background, where there is one. What only reads and writes files does without. */
	engage(): void {
		this.#isEngaged = true;
		if (!this.#isShared) return;
		this.#opening ??= this.#take(async (options) => (await this.#options.services.collab()).open(options));
	}

	/** Shares the creation. Fails as `Collab.found` does. */
	found(name: string): Promise<Result<Room, Problem>> {
		return this.#enter(async (options) =>
			(await this.#options.services.collab()).found({ ...options, name }),
		);
	}

	/** Joins by the fragment of a link. Fails as `Collab.join` does. */
	join(fragment: string, name: string): Promise<Result<Room, Problem>> {
		return this.#enter(async (options) =>
			(await this.#options.services.collab()).join({ ...options, name }, fragment),
		);
	}

	/** The room, once it is open. Fails with `room-missing`, `room-elsewhere`, or as opening it does. */
	async opened(): Promise<Result<Room, Problem>> {
		if (this.room !== undefined) return ok(this.room);
		this.engage();
		return (await this.#opening) ?? err(NOT_SHARED);
	}

	/** Shows others what the person does; does nothing while alone. */
	show(presence: Omit<Presence, 'state' | 'clientId' | 'name'>): void {
		this.room?.show(presence);
	}

	/** Lets `write` change the tree so that others see which model it was, and who asked it. */
	async writeAsModel(model: string, write: () => void): Promise<void> {
		if (this.#author === undefined) return write();
		const claimed = await claimClientId(this.#author);
		this.#modelIds.push(claimed);
		writeAsModel(this.#options.tree.doc, claimed.id, model, write);
	}

	/** Asks the tab of this device that has the room to hand it over to this one. Nothing happens where this one has it. */
	useHere(): void {
		if (this.#isElsewhere) this.#channel.postMessage(HERE);
	}

	/** Goes on alone with the files as they are; the room is forgotten here. Fails with `room-elsewhere`, `storage-…`. */
	async forget(): Promise<Result<void, Problem>> {
		await this.#opening;
		if (this.#isElsewhere) return err(ELSEWHERE);
		await this.room?.leave();
		const { services, creationId } = this.#options;
		const forgotten = await services.storage.rooms.forget(creationId);
		if (!forgotten.ok) return forgotten;
		this.#part();
		this.#isShared = false;
		this.#author = undefined;
		this.#channel.postMessage('changed');
		return ok(undefined);
	}

	/** Leaves the room to other tabs of this device. */
	async close(): Promise<void> {
		this.#closing.abort();
		await this.#opening;
		await this.room?.leave();
		this.#part();
		this.#unwatch();
		this.#channel.close();
		for (const claimed of this.#modelIds) claimed.release();
		this.#clientId?.release();
	}

	/** Gives the place back to which other tabs may come. */
	#part(): void {
		this.exchange.close();
		this.room = this.byHand = this.#opening = undefined;
		this.members = this.present = this.linked = this.comments = [];
		this.#left.resolve();
	}

	/** The person works in another tab: the room goes there, and this one waits for it as others did. */
	async #giveWay(): Promise<void> {
		const { room } = this;
		if (room === undefined || this.#closing.signal.aborted) return;
		this.#isElsewhere = true;
		this.room = this.byHand = this.#opening = undefined;
		this.present = this.linked = [];
		await room.leave();
		this.#left.resolve();
		this.engage();
	}

	async #enter(start: Start): Promise<Result<Room, Problem>> {
		const own = await this.#claim();
		if (!own.ok) return own;
		const entering = this.#take(start);
		const entered = await entering;
		if (entered.ok) this.#isShared = true;
		else if (this.room === undefined) this.#author = undefined;
		return entered;
	}

	/** From now on the person writes under numbers that say which device it was. */
	async #claim(): Promise<Result<void, Problem>> {
		const device = await (await this.#options.services.collab()).device();
		if (!device.ok) return device;
		this.#clientId ??= await claimClientId(device.value.author);
		this.#options.tree.doc.clientID = this.#clientId.id;
		this.#author = device.value.author;
		return ok(undefined);
	}

	/** Takes the one place that a creation has on this device; where another tab has it, waits for that in the background. */
	#take(start: Start): Promise<Result<Room, Problem>> {
		const { promise, resolve } = deferred<Result<Room, Problem>>();
		takePlace(`aether-room-${this.#author ?? ''}-${this.#options.creationId}`, this.#closing.signal, {
			hold: async () => {
				this.#left = deferred();
				this.#opening = this.#open(start);
				const opened = await this.#opening;
				resolve(opened);
				if (opened.ok) await this.#left.promise;
			},
			wait: () => {
				this.#isElsewhere = true;
				resolve(err(ELSEWHERE));
			},
		});
		return promise;
	}

	async #open(start: Start): Promise<Result<Room, Problem>> {
		const { services, tree, creationId } = this.#options;
		if (this.#closing.signal.aborted) return err(LEFT);
		const [ways, { name }] = await Promise.all([
			services.openWays(),
			services.storage.setting('together'),
			// What the tab before us stored must not look like something new.
			tree.refresh(),
		]);
		const opened = await start({ creationId, doc: tree.doc, name, transports: ways.transports });
		if (!opened.ok) {
			this.problem = opened.error;
			return opened;
		}
		if (this.#closing.signal.aborted) {
			await opened.value.leave();
			return err(LEFT);
		}
		this.byHand = ways.byHand;
		this.#isElsewhere = false;
		this.#watch(opened.value);
		return opened;
	}

	#watch(room: Room): void {
		room.watch((event) => this.#hear(room, event));
		this.room = room;
		this.exchange.open(room);
		const { doc } = this.#options.tree;
		if (room.doc !== doc)
			this.#hear(room, { type: 'replaced', doc: room.doc, draft: Y.encodeStateAsUpdate(doc) });
		for (const type of ['members', 'present', 'links', 'comments'] as const) this.#hear(room, { type });
	}

	#hear(room: Room, event: RoomEvent): void {
		switch (event.type) {
			case 'members':
				this.members = room.members;
				// Who was linked before being a member is one now.
				this.linked = room.linked;
				this.problem = undefined;
				return this.#tellTabs(room);
			case 'comments':
				this.comments = room.comments;
				return this.#tellTabs(room);
			case 'present':
				this.present = room.present;
				return;
			case 'links':
				this.linked = room.linked;
				return;
			case 'replaced':
				return this.#options.onReplaced(event);
			case 'problem':
				this.problem = event.problem;
		}
	}

	/** Another document took the old one's place: in it, too, this device writes under numbers of its own. */
	#onTree(): void {
		const { doc } = this.#options.tree;
		if (doc === this.#doc) return;
		this.#doc = doc;
		if (this.#author !== undefined && !isClientOf(doc.clientID, this.#author))
			doc.clientID = clientIdOf(this.#author);
	}

	/** Only a hint: the facts are on disk by then. */
	#tellTabs(room: Room): void {
		void room.flush().then(() => {
			if (!this.#closing.signal.aborted) this.#channel.postMessage('changed');
		});
	}

	/** What the tab that has the room wrote down. */
	async #follow(): Promise<void> {
		if (this.room !== undefined || this.#closing.signal.aborted) return;
		if (this.#author === undefined) return this.begin();
		const membership = await this.#options.services.storage.rooms.membership(this.#options.creationId);
		if (!membership.ok) return;
		if (membership.value !== undefined) return this.#readStored(membership.value);
		this.#isShared = this.#isElsewhere = false;
		this.#opening = this.#author = this.problem = undefined;
	}

	async #readStored(membership: RoomMembership): Promise<void> {
		const members = await viewOf(membership);
		const comments = await storedComments(this.#options.creationId, this.#options.services);
		if (this.room !== undefined) return;
		this.members = members;
		this.comments = comments;
	}
}

/** What a tab says that wants the room. */
const HERE = 'here';

type Start = (options: OpenOptions) => Promise<Result<Room, Problem>>;
