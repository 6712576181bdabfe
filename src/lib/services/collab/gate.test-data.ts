import * as Y from 'yjs';
import type { RoomId } from '#lib/model/collab.ts';
import { writeAclRecord, type AclRecordInput } from './acl-record.ts';
import { base64Of, randomBytes, utf8, type Bytes } from './bytes.ts';
import { clientIdOf } from './client-id.ts';
import { NO_PREVIOUS, signEnvelope, type Envelope, type EnvelopeKind, type Statement } from './envelope.ts';
import { Gate, type Claim } from './gate.ts';
import { keyFromSeed, newDeviceKeys, openDevice, type Device } from './identity.ts';
import { issueCertificate, proveInvited, roomIdOf, type Terms } from './invite.ts';
import { writeSnapshot, type Snapshot } from './snapshot.ts';

export const newDevice = async (): Promise<Device> => openDevice(await newDeviceKeys());

/** Somebody who signs whatever a test wants. */
export class Signer {
	readonly device: Device;
	readonly roomId: RoomId;
	readonly doc = new Y.Doc();
	/** How many records of the founder it claims to know. */
	knows = 1;
	#heads = new Map<EnvelopeKind, { seq: number; id: string }>();

	constructor(device: Device, roomId: RoomId) {
		this.device = device;
		this.roomId = roomId;
		this.doc.clientID = clientIdOf(device.author);
	}

	async say(kind: EnvelopeKind, payload: Bytes, change: Partial<Statement> = {}): Promise<Envelope> {
		const head = this.#heads.get(kind) ?? { seq: 0, id: NO_PREVIOUS };
		const envelope = await signEnvelope(this.device, this.roomId, {
			kind,
			knows: kind === 'acl' ? 0 : this.knows,
			author: this.device.author,
			seq: head.seq + 1,
			prev: head.id,
			at: 1000,
			payload,
			...change,
		});
		if (change.seq === undefined && change.prev === undefined) this.#heads.set(kind, envelope);
		return envelope;
	}

	record(record: AclRecordInput): Promise<Envelope> {
		return this.say('acl', writeAclRecord(record));
	}

	/** Types at the end of its own document. */
	type(text: string): Promise<Envelope> {
		return this.say('update', this.edit(text));
	}

	edit(text: string): Bytes {
		const before = Y.encodeStateVector(this.doc);
		this.doc.getText('text').insert(this.doc.getText('text').length, text);
		return new Uint8Array(Y.encodeStateAsUpdate(this.doc, before));
	}

	comment(id: string, body: string): Promise<Envelope> {
		return this.say('comment', utf8(JSON.stringify({ id, thread: id, op: 'say', body })));
	}

	snapshot(snapshot: Snapshot, seq?: number): Promise<Envelope> {
		return this.say('snapshot', writeSnapshot(snapshot), seq === undefined ? {} : { seq });
	}
}

/** A room on paper: its founder, and whoever it invites. */
export class Founding {
	readonly owner: Signer;
	readonly found: Envelope;
	#nonce: Bytes;

	static async begin(): Promise<Founding> {
		const device = await newDevice();
		const nonce = randomBytes(16);
		const owner = new Signer(device, await roomIdOf(device.publicKey, nonce));
		const keys = { key: base64Of(device.publicKey), box: base64Of(device.boxKey) };
		const found = await owner.record({ type: 'found', ...keys, nonce: base64Of(nonce), name: 'Owner' });
		return new Founding(owner, found, nonce);
	}

	private constructor(owner: Signer, found: Envelope, nonce: Bytes) {
		this.owner = owner;
		this.found = found;
		this.#nonce = nonce;
	}

	get roomId(): RoomId {
		return this.owner.roomId;
	}

	/** A device with a valid invitation, and its `join`. */
	async invite(role: Terms['role'], change: Partial<Terms> = {}): Promise<{ guest: Signer; join: Envelope }> {
		const guest = new Signer(await newDevice(), this.roomId);
		const seed = randomBytes(32);
		const { publicKey } = await keyFromSeed(seed);
		const { device: founder } = this.owner;
		const termsOf = { role, needsApproval: false, expiresAt: 5000, ...change };
		const certificate = await issueCertificate(founder, this.roomId, publicKey, termsOf);
		const place = { roomId: this.roomId, founderKey: founder.publicKey, nonce: this.#nonce };
		const invitation = { ...place, epoch: 0, secret: randomBytes(32), seed, certificate };
		const join = await guest.record({
			type: 'join',
			key: base64Of(guest.device.publicKey),
			box: base64Of(guest.device.boxKey),
			name: 'Guest',
			invite: base64Of(certificate.bytes),
			proof: base64Of(await proveInvited(invitation, guest.device.author)),
		});
		return { guest, join };
	}
}

/** A gate with a document behind it, as a device has it; what is restated is built again at once. */
export class Judge {
	readonly gate: Gate;
	#accepted: Envelope[] = [];

	constructor(roomId: RoomId) {
		this.gate = new Gate(roomId, {
			accepted: (envelope) => this.#accepted.push(envelope),
			forked: () => undefined,
			restated: () => undefined,
		});
	}

	get accepted(): readonly Envelope[] {
		return this.#accepted;
	}

	/** What came of it, in one word: the reason of a refusal, or the outcome. */
	async judge(envelope: Envelope | Uint8Array, claim: Partial<Claim> = {}): Promise<string> {
		const bytes = envelope instanceof Uint8Array ? envelope : envelope.bytes;
		const verdict = await this.gate.admit(bytes, { isDirect: true, nowMs: 2000, ...claim });
		return verdict.outcome === 'refused' ? verdict.reason : verdict.outcome;
	}

	async judgeAll(envelopes: readonly Envelope[]): Promise<void> {
		for (const envelope of envelopes) await this.judge(envelope, { isDirect: false });
	}

	/** All that counts, as text and as ends of chains. */
	state(): { readonly text: string; readonly ends: readonly string[]; readonly roles: readonly string[] } {
		const doc = new Y.Doc();
		const ends: string[] = [];
		for (const stream of ['acl', 'update', 'comment'] as const)
			for (const author of this.gate.authors(stream)) {
				const standing = this.gate.standing(stream, author);
				ends.push(`${stream} ${author} ${standing.at(-1)?.id ?? ''}`);
				if (stream === 'update') for (const { payload } of standing) Y.applyUpdate(doc, payload);
			}
		const roles = this.gate.members.all.map(({ author, role, standing }) => `${author} ${role} ${standing}`);
		return { text: doc.getText('text').toString(), ends: ends.sort(), roles: roles.sort() };
	}
}
