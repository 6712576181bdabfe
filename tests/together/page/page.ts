import * as Y from 'yjs';
import { newCreationId, type CreationId } from '#lib/model/id.ts';
import type { AuditEntry } from '#lib/model/event.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import type { Author, Comment } from '#lib/model/collab.ts';
import { textOf, utf8 } from '#lib/services/collab/bytes.ts';
import type { OpenOptions, Room } from '#lib/services/collab/collab.ts';
import { createCollab } from '#lib/services/collab/create-collab.ts';
import type { Terms } from '#lib/services/collab/invite.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createRoomStore } from '#lib/services/storage/room-store.ts';
import { Evil } from './evil.ts';
import { WatchedMesh, openCounts } from './watched.ts';

/** One device of one person, with the product's own rooms over the product's own storage. */
class Someone {
	#database = new Database({ name: 'together' });
	#audited: AuditEntry[] = [];
	#collab = createCollab({
		store: createRoomStore(this.#database),
		audit: (entry) => this.#audited.push(entry),
	});
	#rooms = new Map<CreationId, Room>();
	#meshes = new Map<CreationId, WatchedMesh>();
	#detach = new Map<CreationId, () => void>();
	#drafts = 0;
	#lagMs = 0;
	#problems: string[] = [];
	#creationId: CreationId | undefined;
	/** What this device does when it is an attacker's. */
	readonly evil = new Evil();

	async ready(): Promise<void> {
		valueOf(await this.#database.openChecked());
	}

	/** Founds a room around a document with `text` in it. */
	async found(name: string, text = ''): Promise<CreationId> {
		const options = optionsFor(newCreationId(), name);
		options.doc.getText('text').insert(0, text);
		return this.#enter(options.creationId, await this.#collab.found(options));
	}

	async join(name: string, fragment: string): Promise<CreationId> {
		const options = optionsFor(newCreationId(), name);
		return this.#enter(options.creationId, await this.#collab.join(options, fragment));
	}

	/** Why it does not get in; undefined when it does. */
	async refusal(fragment: string): Promise<string | undefined> {
		const joined = await this.#collab.join(optionsFor(newCreationId(), 'Late'), fragment);
		return joined.ok ? undefined : joined.error.type;
	}

	/** Opens a room of before, with nothing in hand but what is on disk. */
	async reopen(name: string, creationId: CreationId): Promise<CreationId> {
		return this.#enter(creationId, await this.#collab.open(optionsFor(creationId, name)));
	}

	#enter(creationId: CreationId, entered: Result<Room, Problem>): CreationId {
		const room = valueOf(entered);
		this.#rooms.set(creationId, room);
		this.#creationId = creationId;
		room.watch((event) => {
			if (event.type === 'replaced') this.#drafts++;
			if (event.type === 'problem') this.#problems.push(event.problem.type);
		});
		return creationId;
	}

	/** Looks for the others; without addresses only by hand. */
	connect(urls: readonly string[], most = Infinity): void {
		const mesh = new WatchedMesh(urls);
		mesh.most = most;
		this.#meshes.set(this.current, mesh);
		this.#detach.set(this.current, this.room.attach(mesh));
	}

	disconnect(): void {
		this.#detach.get(this.current)?.();
	}

	/** Which of several rooms the rest is about. */
	turnTo(creationId: CreationId): void {
		this.#creationId = creationId;
	}

	/** The room that all the rest is about. */
	get current(): CreationId {
		if (this.#creationId === undefined) throw new Error('in no room');
		return this.#creationId;
	}

	get room(): Room {
		const room = this.#rooms.get(this.current);
		if (room === undefined) throw new Error('in no room');
		return room;
	}

	async leave(): Promise<void> {
		await this.room.leave();
	}

	/** Answers whoever may ask, with what was asked, so many times and in as many parts. */
	serveEcho(role: Terms['role']): void {
		this.room.direct.serve('echo', {
			role,
			answer: async ({ payload, send }) => {
				const [text = '', times = '1'] = textOf(payload).split('*');
				for (let part = 0; part < Number(times); part++) await send(utf8(text));
				return ok(undefined);
			},
		});
	}

	/** What comes back: how many parts, of how many bytes, and how it ended. */
	async askEcho(of: Author, text: string): Promise<{ parts: number; bytes: number; end: string }> {
		let [parts, bytes] = [0, 0];
		const result = await this.room.direct.ask(of, {
			topic: 'echo',
			payload: utf8(text),
			signal: new AbortController().signal,
			onPart: (part) => void (parts++, (bytes += part.length)),
		});
		return { parts, bytes, end: result.ok ? 'ok' : result.error.type };
	}

	async invite(role: Terms['role'], change: Partial<Terms> = {}): Promise<string> {
		const terms = { role, expiresAt: Date.now() + 3_600_000, needsApproval: false, ...change };
		return valueOf(await this.room.admin.invite(terms));
	}

	get text(): string {
		return this.room.doc.getText('text').toString();
	}

	/** Types a word; milliseconds since 1970. */
	typedAt(word: string): number {
		const at = performance.timeOrigin + performance.now();
		this.room.doc.getText('text').insert(0, word);
		return at;
	}

	/** When a word came into the document; milliseconds since 1970. Rejects when it does not come. */
	seen(word: string): Promise<number> {
		const { doc } = this.room;
		return new Promise((resolve, reject) => {
			const never = setTimeout(() => reject(new Error(`${word} never came`)), 60_000);
			const look = (): void => {
				if (!doc.getText('text').toString().includes(word)) return;
				clearTimeout(never);
				doc.off('update', look);
				resolve(performance.timeOrigin + performance.now());
			};
			doc.on('update', look);
			look();
		});
	}

	/** From now on, how long the page answered nothing is measured. */
	watchLag(): void {
		let at = performance.now();
		setInterval(() => {
			this.#lagMs = Math.max(this.#lagMs, performance.now() - at - TICK_MS);
			at = performance.now();
		}, TICK_MS);
	}

	/** The longest time in milliseconds. */
	lag = (): number => this.#lagMs;

	/** At the end, or at a place. Returns how it went to be told: `ok`, or the type of the problem. */
	async write(text: string, at?: number): Promise<string> {
		const shared = this.room.doc.getText('text');
		shared.insert(at ?? shared.length, text);
		return typeOf(await this.room.flush());
	}

	/** Each character an edit of its own, told in batches. */
	async type(count: number, perBatch = 500): Promise<void> {
		const shared = this.room.doc.getText('text');
		for (let done = 0; done < count; done++) {
			shared.insert(done % (shared.length + 1), String.fromCharCode(97 + (done % 26)));
			if (done % perBatch === perBatch - 1) valueOf(await this.room.flush());
		}
		valueOf(await this.room.flush());
	}

	/** A file of so many bytes, in pieces that fit into one envelope each. */
	async fill(bytes: number): Promise<void> {
		const files = this.room.doc.getMap<Uint8Array>('files');
		for (let at = 0; at < bytes; at += PIECE) {
			files.set(`piece ${at}`, pseudoRandom(Math.min(PIECE, bytes - at), at));
			valueOf(await this.room.flush());
		}
	}

	/** How much is in the files, and a hash of it. */
	async filled(): Promise<string> {
		const files = this.room.doc.getMap<Uint8Array>('files');
		const pieces = [...files.entries()].sort(([a], [b]) => Number(a.slice(6)) - Number(b.slice(6)));
		const digest = await crypto.subtle.digest(
			'SHA-256',
			await new Blob(pieces.map(([, piece]) => new Uint8Array(piece))).arrayBuffer(),
		);
		const size = pieces.reduce((sum, [, piece]) => sum + piece.length, 0);
		return `${size} ${new Uint8Array(digest).join(' ')}`;
	}

	say = async (comment: Comment): Promise<string> => typeOf(await this.room.say(comment));
	snapshot = async (): Promise<string> => typeOf(await this.room.admin.snapshot());
	setRole = async (...[member, role]: Parameters<Room['admin']['setRole']>): Promise<string> =>
		typeOf(await this.room.admin.setRole(member, role));
	remove = async (member: Room['author']): Promise<string> => typeOf(await this.room.admin.remove(member));

	show(path: string): void {
		this.room.show({ path });
	}

	offer = (): Promise<string | undefined> => this.#seat.offer();
	answer = (code: string): Promise<string | undefined> => this.#seat.answer(code);
	accept = (code: string): boolean => this.#seat.accept(code);

	get #seat() {
		const seat = this.#meshes.get(this.current)?.seat;
		if (seat === undefined) throw new Error('does not look for others');
		return seat;
	}

	/** Links that are open and have carried data, and those that are open and have not. */
	links(): { readonly alive: number; readonly mute: number } {
		const open = (this.#meshes.get(this.current)?.links ?? []).filter(({ isOpen }) => isOpen);
		const alive = open.filter(({ heard }) => heard > 0).length;
		return { alive, mute: open.length - alive };
	}

	/** All messages that ever came in over links. */
	heard(): number {
		return (this.#meshes.get(this.current)?.links ?? []).reduce((sum, { heard }) => sum + heard, 0);
	}

	state() {
		const { author, role, members, linked, comments, present } = this.room;
		return {
			author,
			role: role satisfies Role | undefined,
			linked,
			members: members.map(({ author: of, standing, role: as, hasForked }) => ({
				of,
				standing,
				as,
				hasForked,
			})),
			comments: comments.map(({ author: by, id, op, body }) => `${by} ${id} ${op} ${body}`).sort(),
			present: present.map(({ author: of, presence }) => `${of} ${presence.name} ${presence.path ?? ''}`),
			drafts: this.#drafts,
			problems: this.#problems,
			refusals: [...new Set(this.#audited.map(({ detail }) => String(detail.reason ?? 'banned')))].sort(),
		};
	}

	/** How many entries of the audit log give a reason that fits. */
	told(reason: string): number {
		const fits = new RegExp(reason);
		return this.#audited.filter(({ detail }) => fits.test(String(detail.reason ?? ''))).length;
	}

	/** How many updates and comments are on disk. */
	envelopesKept = (): Promise<number> => this.#database.envelopes.count();
	banned = (): number => this.#audited.filter(({ event }) => event === 'collab.banned').length;
	audits = (): number => this.#audited.length;
	openCounts = openCounts;
}

const TICK_MS = 5;
const PIECE = 4 * 1024 * 1024;

const optionsFor = (creationId: CreationId, name: string): OpenOptions => ({
	creationId,
	doc: new Y.Doc(),
	name,
	transports: [],
});

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

const typeOf = (result: Result<void, Problem>): string => (result.ok ? 'ok' : result.error.type);

/** Bytes that do not compress, equal for equal seeds. */
function pseudoRandom(length: number, seed: number): Uint8Array {
	const words = new Uint32Array(Math.ceil(length / 4));
	for (let at = 0, word = seed + 1; at < words.length; at++) {
		word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
		words[at] = word;
	}
	return new Uint8Array(words.buffer, 0, length);
}

const me = new Someone();
export type Me = Someone;
Object.assign(window, { me });
