import type { Author, RoomId } from '#lib/model/collab.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import { readAclRecord, writeAclRecord, type AclRecordInput } from './acl-record.ts';
import { base64Of, randomBytes, type Bytes } from './bytes.ts';
import type { RoomAdmin } from './collab.ts';
import type { Gate } from './gate.ts';
import { keyFromSeed, sealTo, type Device } from './identity.ts';
import { SECRET_BYTES, issueCertificate, writeInvitation, type Terms } from './invite.ts';
import type { Meetings } from './meetings.ts';
import { PROBLEMS } from './problems.ts';

interface Desk {
	readonly id: RoomId;
	readonly role: Role | undefined;
	tell(kind: 'acl', payload: Bytes): Promise<Result<void, Problem>>;
	snapshot(): Promise<Result<void, Problem>>;
}

export interface AdminOptions {
	readonly room: Desk;
	readonly device: Device;
	readonly gate: Gate;
	readonly meetings: Meetings;
}

/** What only the founder may do: each is a record in its chain, which every device judges for itself. */
export class Admin implements RoomAdmin {
	readonly #options: AdminOptions;

	constructor(options: AdminOptions) {
		this.#options = options;
	}

	async invite(terms: Terms): Promise<Result<string, Problem>> {
		const { room, device, meetings } = this.#options;
		const founded = this.#founded();
		if (room.role !== 'owner' || founded === undefined) return err(PROBLEMS.ownerOnly);
		const seed = randomBytes(32);
		const { publicKey } = await keyFromSeed(seed);
		const certificate = await issueCertificate(device, room.id, publicKey, terms);
		const { nonce } = founded;
		const founderKey = device.publicKey;
		return ok(writeInvitation({ ...meetings.newest, roomId: room.id, founderKey, nonce, seed, certificate }));
	}

	closeInvite(invite: string, keep: readonly Author[]): Promise<Result<void, Problem>> {
		return this.#record({ type: 'close-invite', invite, keep: [...keep] });
	}

	approve(member: Author): Promise<Result<void, Problem>> {
		return this.#record({ type: 'approve', member });
	}

	setRole(member: Author, role: Exclude<Role, 'owner'>): Promise<Result<void, Problem>> {
		return this.#record({ type: 'role', member, role, cuts: this.#cutsOf(member) });
	}

	async remove(member: Author): Promise<Result<void, Problem>> {
		const removed = await this.#record({ type: 'role', member, role: 'none', cuts: this.#cutsOf(member) });
		if (!removed.ok) return removed;
		const rotated = await this.#rotate();
		return rotated.ok ? this.snapshot() : rotated;
	}

	snapshot(): Promise<Result<void, Problem>> {
		const { room } = this.#options;
		return room.role === 'owner' ? room.snapshot() : Promise.resolve(err(PROBLEMS.ownerOnly));
	}

	async #rotate(): Promise<Result<void, Problem>> {
		const { gate, meetings } = this.#options;
		const secret = randomBytes(SECRET_BYTES);
		const remaining = gate.members.all.filter(({ standing }) => standing === 'active');
		const sealed = await Promise.all(
			remaining.map(async ({ author, boxKey }) => [author, base64Of(await sealTo(boxKey, secret))] as const),
		);
		return this.#record({
			type: 'rotate',
			epoch: meetings.newest.epoch + 1,
			sealed: Object.fromEntries(sealed),
		});
	}

	/** What is here of a member's chains stands. */
	#cutsOf(member: Author): { readonly update: number; readonly comment: number; readonly snapshot: number } {
		const { gate } = this.#options;
		const end = (stream: 'update' | 'comment'): number =>
			gate.standing(stream, member).at(-1)?.seq ?? gate.chain(stream, member).base.seq;
		return { update: end('update'), comment: end('comment'), snapshot: 0 };
	}

	#record(record: AclRecordInput): Promise<Result<void, Problem>> {
		const { room } = this.#options;
		if (room.role !== 'owner') return Promise.resolve(err(PROBLEMS.ownerOnly));
		return room.tell('acl', writeAclRecord(record));
	}

	#founded() {
		const { gate, device } = this.#options;
		const first = gate.chain('acl', device.author).at(1);
		const record = first && readAclRecord(first.payload);
		return record?.type === 'found' ? record : undefined;
	}
}
