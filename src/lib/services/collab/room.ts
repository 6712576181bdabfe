import * as Y from 'yjs';
import type { Author, Comment, RoomRow, StoredRoom, Stream } from '#lib/model/collab.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { allows, type Role } from '#lib/model/role.ts';
import { Admin } from './admin.ts';
import { answerTo } from './answer.ts';
import { utf8, type Bytes } from './bytes.ts';
import type { CollabDeps, MemberView, OpenOptions, PresentMember, Room, RoomEvent } from './collab.ts';
import { Comments, commentsIn } from './comments.ts';
import { authorAt, type Envelope, type EnvelopeKind } from './envelope.ts';
import type { DirectLine } from './direct.ts';
import { Forks } from './forks.ts';
import { gathered } from './gathered.ts';
import { Gate } from './gate.ts';
import { Guard } from './guard.ts';
import type { Device } from './identity.ts';
import { Keeper } from './keeper.ts';
import { BEAT_MS, GRACE_MS, LIMITS } from './limits.ts';
import { memberViews } from './member-views.ts';
import { Meetings } from './meetings.ts';
import { Crowd } from './crowd.ts';
import type { Presence } from './presence.ts';
import { PROBLEMS } from './problems.ts';
import { Replica } from './replica.ts';
import { Snapshots } from './snapshots.ts';
import { Swarm } from './swarm.ts';
import { Teller } from './teller.ts';
import type { Transport } from './transport.ts';

export interface RoomParts {
	readonly deps: CollabDeps;
	readonly device: Device;
	readonly options: OpenOptions;
	readonly row: RoomRow;
}

const isTrusted = { isDirect: false, nowMs: 0, isTrusted: true } as const;

/** A document, its people and the ways between them, held together by the gate. */
export class SharedRoom implements Room {
	readonly admin: Admin;
	readonly gate: Gate;
	readonly #parts: RoomParts;
	readonly #now: () => number;
	readonly #guard: Guard;
	readonly #swarm: Swarm;
	readonly #keeper: Keeper;
	readonly #meetings: Meetings;
	readonly #replica: Replica;
	readonly #snapshots: Snapshots;
	readonly #crowd: Crowd;
	readonly #teller: Teller;
	#introduced: Bytes | undefined;
	#comments = new Comments();
	#listeners = new Set<(event: RoomEvent) => void>();
	readonly #forks = new Forks();
	#beat: ReturnType<typeof setInterval> | undefined;
	#dropping: ReturnType<typeof setTimeout> | undefined;
	/** While the past is read from disk: it goes into a document of its own. */
	#past: Y.Doc | undefined = new Y.Doc();

	constructor(parts: RoomParts) {
		const { deps, device, options, row } = parts;
		this.#parts = parts;
		this.#now = deps.now ?? Date.now;
		this.gate = new Gate(row.roomId, {
			accepted: (envelope) => this.#onAccepted(envelope),
			forked: (first, second) => this.#onForked(first, second),
			restated: gathered((streams) => this.#restate(streams)),
		});
		this.#guard = new Guard({
			creationId: options.creationId,
			audit: deps.audit,
			now: this.#now,
			bans: row.bans,
			onBan: () => this.#onBan(),
		});
		this.#swarm = new Swarm({
			roomId: row.roomId,
			device,
			gate: this.gate,
			guard: this.#guard,
			now: this.#now,
			introduction: () => this.#introduction(),
			answer: (wanted, isMember) =>
				answerTo(
					{ gate: this.gate, forks: this.#forks.proofs, snapshot: this.#snapshots.bytes },
					wanted,
					isMember,
				),
			changed: () => this.#emit({ type: 'links' }),
		});
		this.#keeper = new Keeper(deps.store, row.roomId, options.creationId);
		this.#meetings = new Meetings(row, device, (link) => this.#swarm.add(link));
		this.#replica = new Replica(device.author, options.doc, () => void this.flush());
		this.#snapshots = new Snapshots({ store: deps.store, roomId: row.roomId, gate: this.gate });
		this.#crowd = new Crowd({
			own: device.author,
			now: this.#now,
			say: (presence) => this.#tellPresence(presence),
			changed: () => this.#emit({ type: 'present' }),
		});
		this.#teller = new Teller({
			roomId: row.roomId,
			device,
			gate: this.gate,
			now: this.#now,
			saved: (envelope) => this.#saved(envelope),
			spread: (envelope) => this.#spread(envelope),
		});
		this.admin = new Admin({ room: this, device, meetings: this.#meetings, gate: this.gate });
	}

	get id() {
		return this.#parts.row.roomId;
	}

	get author(): Author {
		return this.#parts.device.author;
	}

	get doc(): Y.Doc {
		return this.#replica.doc;
	}

	get role(): Role | undefined {
		const own = this.gate.members.of(this.author);
		return own?.standing === 'active' ? own.role : undefined;
	}

	get members(): readonly MemberView[] {
		return memberViews(this.gate.members, this.#forks);
	}

	get present(): readonly PresentMember[] {
		return this.#crowd.present;
	}

	get linked(): readonly Author[] {
		return this.#swarm.linked;
	}

	get direct(): DirectLine {
		return this.#swarm.direct;
	}

	get comments() {
		return this.#comments.all;
	}

	watch(listener: (event: RoomEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Writes down how this device comes into the room, before anybody else is known. Fails with `storage-…`. */
	async introduce(record: Bytes): Promise<Result<void, Problem>> {
		const { bytes, author, seq } = await this.#teller.sign('acl', record);
		const row = { roomId: this.id, author, seq, bytes };
		return this.#parts.deps.store.append({ acl: [row], envelopes: [], comments: [] });
	}

	/** Reads what is on disk, tells what was edited meanwhile, and begins to look for others. */
	async start(stored: StoredRoom): Promise<Result<void, Problem>> {
		await this.#forks.recall(stored.row.forks, this.gate);
		for (const bytes of stored.acl) await this.gate.admit(bytes, isTrusted);
		this.#introduced = stored.acl
			.map((bytes) => new Uint8Array(bytes))
			.find((bytes) => authorAt(bytes) === this.author);
		if (stored.snapshot !== undefined) await this.gate.admit(stored.snapshot, isTrusted);
		for (const bytes of stored.envelopes) await this.gate.admit(bytes, isTrusted);
		const hasForeign = this.#replica.meet(this.#past ?? new Y.Doc());
		this.#past = undefined;
		await this.#meetings.refresh(this.gate.members);
		if (hasForeign && this.role === 'owner') return this.snapshot();
		return this.role === undefined || !allows(this.role, 'editor') ? ok(undefined) : this.flush();
	}

	/** Begins to look for others. */
	go(): void {
		for (const transport of this.#parts.options.transports) this.attach(transport);
		this.#beat = setInterval(() => this.#onBeat(), BEAT_MS);
	}

	attach(transport: Transport): () => void {
		return this.#meetings.attach(transport);
	}

	async flush(): Promise<Result<void, Problem>> {
		return this.#teller.inTurn(async () => {
			const update = this.#replica.takeUntold();
			if (update === undefined) return this.#keeper.saved();
			const told = await this.#tellUpdate(update);
			if (told.ok) return this.#snapshots.isDue && this.role === 'owner' ? this.#makeSnapshot() : told;
			this.#replica.putBack(update);
			this.#emit({ type: 'problem', problem: told.error });
			return told;
		});
	}

	say(comment: Comment): Promise<Result<void, Problem>> {
		if (this.role === undefined || !allows(this.role, 'commenter'))
			return Promise.resolve(err(PROBLEMS.roleMissing));
		return this.tell('comment', utf8(JSON.stringify(comment)));
	}

	show(presence: Omit<Presence, 'state' | 'clientId' | 'name'>): void {
		this.#crowd.show({
			...presence,
			state: 'here',
			clientId: this.doc.clientID,
			name: this.#parts.options.name,
		});
	}

	/** Signs, keeps and sends. Fails with `role-missing`, `device-forked`, `storage-…`. */
	tell(kind: Exclude<EnvelopeKind, 'presence' | 'update'>, payload: Bytes): Promise<Result<void, Problem>> {
		return this.#teller.inTurn(() => this.#teller.tell(kind, payload));
	}

	snapshot(): Promise<Result<void, Problem>> {
		return this.#teller.inTurn(() => this.#makeSnapshot());
	}

	/** Writes down what is known of the room besides envelopes. */
	saveRow(): Promise<Result<void, Problem>> {
		return this.#parts.deps.store.putRoom({
			...this.#parts.row,
			secrets: this.#meetings.secrets.map(({ epoch, secret }) => ({ epoch, secret })),
			bans: [...this.#guard.bans],
			forks: this.#forks.rows,
		});
	}

	async leave(): Promise<void> {
		clearInterval(this.#beat);
		clearTimeout(this.#dropping);
		await this.flush();
		await this.#crowd.leave();
		this.#meetings.close();
		this.#swarm.close();
		this.#guard.close();
		this.#replica.release();
		await this.#keeper.saved();
		this.#listeners.clear();
	}

	async #tellUpdate(update: Bytes): Promise<Result<void, Problem>> {
		if (this.role === undefined || !allows(this.role, 'editor')) return err(PROBLEMS.editRefused);
		const isPlain = this.#replica.isOwn(update) && update.length <= LIMITS.updateBytes;
		if (isPlain) return this.#teller.tell('update', update);
		return this.role === 'owner' ? this.#makeSnapshot() : err(PROBLEMS.tooLarge);
	}

	async #makeSnapshot(): Promise<Result<void, Problem>> {
		return this.#teller.tell('snapshot', this.#snapshots.write(this.#replica.state()));
	}

	#saved(envelope: Envelope): Promise<Result<void, Problem>> {
		return envelope.kind === 'snapshot' ? this.#snapshots.saved() : this.#keeper.saved();
	}

	/** A snapshot goes to whoever asks for it; others have what is in it. */
	async #spread(envelope: Envelope): Promise<void> {
		if (envelope.kind === 'snapshot') this.#swarm.tell();
		else if (envelope.kind === 'acl') await this.#swarm.announce(envelope.bytes);
		else await this.#swarm.broadcast(envelope.bytes);
	}

	async #tellPresence(presence: Presence): Promise<void> {
		await this.#teller.inTurn(() => this.#teller.tell('presence', utf8(JSON.stringify(presence))));
	}

	#introduction(): readonly Bytes[] {
		const founder = this.gate.members.founder?.author;
		const found = founder === undefined ? undefined : this.gate.chain('acl', founder).at(1);
		const own = founder === this.author ? undefined : this.#introduced;
		return [found?.bytes, own].filter((bytes) => bytes !== undefined);
	}

	#onAccepted(envelope: Envelope): void {
		if (envelope.kind === 'presence') return this.#crowd.see(envelope);
		if (envelope.kind === 'update') this.#merge(envelope.payload);
		if (envelope.kind === 'snapshot') this.#merge(this.#snapshots.take(envelope));
		if (envelope.kind === 'update') this.#snapshots.count(envelope);
		const said = envelope.kind === 'comment' ? this.#comments.take(envelope) : undefined;
		if (this.#past === undefined) this.#keeper.keep(envelope, said);
		if (envelope.kind === 'acl') queueMicrotask(() => void this.#onMembers());
		if (said !== undefined) this.#emit({ type: 'comments' });
	}

	#merge(update: Uint8Array): void {
		if (this.#past === undefined) this.#replica.apply(update);
		else Y.applyUpdate(this.#past, update);
	}

	async #onMembers(): Promise<void> {
		if (this.#past !== undefined) return;
		if (await this.#meetings.refresh(this.gate.members)) await this.saveRow();
		const isOut = this.gate.members.of(this.author)?.standing === 'removed';
		if (isOut) this.#meetings.close();
		// Not at once: whoever is out should still hear of it, and gets nothing else any more.
		this.#dropping ??= setTimeout(() => {
			this.#dropping = undefined;
			if (isOut) this.#swarm.close();
			else this.#swarm.dropOutsiders();
		}, GRACE_MS);
		this.#swarm.tell();
		this.#emit({ type: 'members' });
	}

	#onForked(first: Envelope, second: Envelope): void {
		this.#forks.note(first, second);
		if (this.#past !== undefined) return;
		void this.saveRow();
		queueMicrotask(() => this.#swarm.tell());
		this.#emit({ type: 'members' });
	}

	#restate(streams: ReadonlySet<Stream>): void {
		if (streams.has('comment')) {
			this.#comments = commentsIn(this.gate);
			this.#emit({ type: 'comments' });
		}
		if (!streams.has('update')) return;
		const base = this.#snapshots.state;
		const updates = this.gate.authors('update').flatMap((author) => this.gate.standing('update', author));
		const draft = this.#replica.rebuild([...(base ? [base] : []), ...updates.map(({ payload }) => payload)]);
		if (draft !== undefined) this.#emit({ type: 'replaced', doc: this.doc, draft });
	}

	#onBan(): void {
		void this.saveRow();
		this.#swarm.dropOutsiders();
	}

	#onBeat(): void {
		this.#crowd.beat();
		this.#guard.beat();
		this.#swarm.tell();
	}

	#emit(event: RoomEvent): void {
		for (const listener of [...this.#listeners]) listener(event);
	}
}
