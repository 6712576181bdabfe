import type { Author, RoomId } from '#lib/model/collab.ts';
import { allows, type Role } from '#lib/model/role.ts';
import { readAclRecord, type AclRecord } from './acl-record.ts';
import type { Bytes } from './bytes.ts';
import type { Envelope, EnvelopeKind } from './envelope.ts';
import { authorOf, importPublicKey } from './identity.ts';
import { expiryOf, isInvited, readCertificate, roomIdOf, type Certificate } from './invite.ts';
import { LIMITS } from './limits.ts';

/** A device that takes part, or asks to. */
export interface Member {
	readonly author: Author;
	readonly name: string;
	readonly key: CryptoKey;
	readonly boxKey: Bytes;
	/** `waiting` for the founder's approval; `removed` for good. */
	readonly standing: 'active' | 'waiting' | 'removed';
	readonly role: Role;
	/** How much of each chain stands although the role no longer allows it. */
	readonly cuts: { readonly update: number; readonly comment: number; readonly snapshot: number };
	/** The invitation it came by; undefined for the founder. */
	readonly invite?: Certificate;
	readonly joinedAt: number;
}

const NO_CUTS = { update: 0, comment: 0, snapshot: 0 };

/** What each kind of envelope needs. A snapshot replaces what others said, so only the owner's counts. */
export const NEEDED_ROLE: Readonly<Record<Exclude<EnvelopeKind, 'acl'>, Role>> = {
	update: 'editor',
	comment: 'commenter',
	presence: 'viewer',
	snapshot: 'owner',
};

interface Join {
	readonly member: Member;
	readonly certificate: Certificate;
}

/**
 * Who may do what: a fold over the founder's records in their order and over everybody's own `join`. The order of arrival
 * makes no difference.
 */
export class Members {
	readonly roomId: RoomId;
	#founder: Member | undefined;
	#founderRecords: AclRecord[] = [];
	#joins = new Map<Author, Join>();
	#members = new Map<Author, Member>();
	#epoch = 0;
	#sealed = new Map<number, ReadonlyMap<string, Bytes>>();

	constructor(roomId: RoomId) {
		this.roomId = roomId;
	}

	get founder(): Member | undefined {
		return this.#founder;
	}

	/** Of the newest secret. */
	get epoch(): number {
		return this.#epoch;
	}

	get all(): readonly Member[] {
		return [...this.#members.values()];
	}

	of(author: Author): Member | undefined {
		return this.#members.get(author);
	}

	/** The secret of an epoch as it was sealed to one device. */
	sealedFor(author: Author, epoch: number): Bytes | undefined {
		return this.#sealed.get(epoch)?.get(author);
	}

	/** Whether somebody who joins now comes too late for the invitation it shows. */
	isExpired(envelope: Envelope, nowMs: number): boolean {
		const record = readAclRecord(envelope.payload);
		return record?.type === 'join' && expiryOf(record.invite) < nowMs;
	}

	/** Whether place `seq` in the author's chain of this kind counts. */
	permits(author: Author, kind: Exclude<EnvelopeKind, 'acl'>, seq: number): boolean {
		const member = this.#members.get(author);
		if (member === undefined) return false;
		if (member.standing === 'active' && allows(member.role, NEEDED_ROLE[kind])) return true;
		return kind !== 'presence' && seq <= member.cuts[kind];
	}

	/** The key that an envelope of the kind `acl` must be signed with, when it introduces its author itself. */
	async introduces(envelope: Envelope): Promise<CryptoKey | undefined> {
		const record = readAclRecord(envelope.payload);
		if (record?.type !== 'found' && record?.type !== 'join') return undefined;
		if (envelope.seq !== 1 || (await authorOf(record.key)) !== envelope.author) return undefined;
		if (record.type === 'found' && (await roomIdOf(record.key, record.nonce)) !== this.roomId)
			return undefined;
		return importPublicKey(record.key);
	}

	/**
	 * Takes a record whose signature has been checked. False when it is none or its author may not say it;
	 * `unfounded` while the founder is not known yet.
	 */
	async take(envelope: Envelope): Promise<boolean | 'unfounded'> {
		const record = readAclRecord(envelope.payload);
		if (record === undefined) return false;
		if (record.type === 'found') return this.#found(envelope, record);
		if (this.#founder === undefined) return 'unfounded';
		if (record.type === 'join') return this.#join(envelope, record, this.#founder);
		if (envelope.author !== this.#founder.author) return false;
		this.#founderRecords.push(record);
		this.#fold();
		return true;
	}

	async #found(envelope: Envelope, record: AclRecord & { type: 'found' }): Promise<boolean> {
		const key = await this.introduces(envelope);
		if (key === undefined) return false;
		this.#founder = {
			author: envelope.author,
			name: record.name,
			key,
			boxKey: record.box,
			standing: 'active',
			role: 'owner',
			cuts: NO_CUTS,
			joinedAt: envelope.at,
		};
		this.#fold();
		return true;
	}

	async #join(envelope: Envelope, record: AclRecord & { type: 'join' }, founder: Member): Promise<boolean> {
		const key = await this.introduces(envelope);
		const certificate = await readCertificate(this.roomId, founder.key, record.invite);
		if (key === undefined || certificate === undefined || this.#joins.size >= LIMITS.members) return false;
		if (envelope.at > certificate.expiresAt) return false;
		if (!(await isInvited(this.roomId, certificate, envelope.author, record.proof))) return false;
		const member: Member = {
			author: envelope.author,
			name: record.name,
			key,
			boxKey: record.box,
			standing: certificate.needsApproval ? 'waiting' : 'active',
			role: certificate.role,
			cuts: NO_CUTS,
			invite: certificate,
			joinedAt: envelope.at,
		};
		this.#joins.set(envelope.author, { member, certificate });
		this.#fold();
		return true;
	}

	#fold(): void {
		this.#epoch = 0;
		this.#sealed.clear();
		this.#members = new Map([...this.#joins].map(([author, join]) => [author, join.member]));
		if (this.#founder !== undefined) this.#members.set(this.#founder.author, this.#founder);
		for (const record of this.#founderRecords) this.#apply(record);
	}

	#apply(record: AclRecord): void {
		switch (record.type) {
			case 'approve':
				this.#change(record.member, (member) =>
					member.standing === 'waiting' ? { ...member, standing: 'active' } : member,
				);
				return;
			case 'role':
				this.#change(record.member, (member) => withRole(member, record));
				return;
			case 'close-invite':
				for (const member of this.#members.values())
					if (member.invite?.id === record.invite && !record.keep.includes(member.author))
						this.#members.set(member.author, { ...member, standing: 'removed' });
				return;
			case 'rotate':
				this.#epoch = Math.max(this.#epoch, record.epoch);
				this.#sealed.set(record.epoch, new Map(Object.entries(record.sealed)));
				return;
			case 'found':
			case 'join':
		}
	}

	#change(author: Author, change: (member: Member) => Member): void {
		const member = this.#members.get(author);
		// The founder stays: nobody else could let anybody in.
		if (member === undefined || member.author === this.#founder?.author || member.standing === 'removed')
			return;
		this.#members.set(author, change(member));
	}
}

function withRole(member: Member, record: AclRecord & { type: 'role' }): Member {
	if (record.role === 'none') return { ...member, standing: 'removed', cuts: record.cuts };
	return { ...member, standing: 'active', role: record.role, cuts: record.cuts };
}
