import { base64Of, randomBytes, type Bytes } from './bytes.ts';
import { writeAclRecord } from './acl-record.ts';
import type { Author } from '#lib/model/collab.ts';
import type { Envelope } from './envelope.ts';
import { writeFrame, type Frame } from './frames.ts';
import { Signer, newDevice } from './gate.test-data.ts';
import { authorOf, meetingOf, type Device, type Meeting } from './identity.ts';
import { proveInvited, readInvitation } from './invite.ts';
import { Peer } from './peer.ts';
import type { Link, Seat, Transport } from './transport.ts';

/** A link that has passed the challenge. */
export interface Foothold {
	readonly link: Link;
	readonly author: Author;
	readonly session: string;
}

/** A device that a link let in, and whose program then does what it likes. */
export class Intruder {
	readonly device: Device;
	readonly signer: Signer;
	readonly meeting: Meeting;
	readonly founder: Author;
	/** How it shows that it was invited. */
	readonly join: Envelope;
	readonly footholds: Foothold[] = [];
	/** What it was sent and had to read. */
	readonly heard: Frame[] = [];
	/** Links that ended, proven or not. */
	closed = 0;
	#seats: Seat[] = [];

	/** @param claims a public key to show in place of the own one. */
	static async by(
		fragment: string,
		transport: Transport,
		{ device, claims }: { readonly device?: Device; readonly claims?: Bytes } = {},
	): Promise<Intruder> {
		const invitation = await readInvitation(fragment);
		if (invitation === undefined) throw new Error('no invitation');
		const own = device ?? (await newDevice());
		const signer = new Signer(own, invitation.roomId);
		const keys = { key: base64Of(own.publicKey), box: base64Of(own.boxKey) };
		const invite = base64Of(invitation.certificate.bytes);
		const proof = base64Of(await proveInvited(invitation, own.author));
		const record = { type: 'join', ...keys, name: 'Eve', invite, proof } as const;
		const join = await signer.say('acl', writeAclRecord(record), { at: Date.now() });
		const meeting = await meetingOf(invitation.secret, invitation.epoch);
		const founder = await authorOf(invitation.founderKey);
		const intruder = new Intruder({ device: own, signer, join, meeting, founder });
		const shown = claims === undefined ? own : { ...own, publicKey: claims };
		intruder.#seats.push(transport.join(meeting, (link) => intruder.#approach(link, shown)));
		return intruder;
	}

	private constructor(own: Pick<Intruder, 'device' | 'signer' | 'join' | 'meeting' | 'founder'>) {
		this.device = own.device;
		this.signer = own.signer;
		this.join = own.join;
		this.meeting = own.meeting;
		this.founder = own.founder;
	}

	/** Whoever signs in somebody else's name. */
	as(author: Author): Signer {
		return new Signer({ ...this.device, author }, this.signer.roomId);
	}

	/** To everybody it is linked with; resolves when all of them have room for more. */
	async send(frame: Frame | Bytes): Promise<void> {
		const message = frame instanceof Uint8Array ? frame : writeFrame(frame);
		await Promise.all(this.footholds.map(({ link }) => link.send(message)));
	}

	say(...envelopes: readonly Envelope[]): Promise<void> {
		return this.send({ type: 'envelopes', envelopes: envelopes.map(({ bytes }) => bytes) });
	}

	/** To one of them only. */
	tell(author: Author, ...envelopes: readonly Envelope[]): void {
		this.tellFrame(author, { type: 'envelopes', envelopes: envelopes.map(({ bytes }) => bytes) });
	}

	tellFrame(author: Author, frame: Frame): void {
		const message = writeFrame(frame);
		for (const foothold of this.footholds) if (foothold.author === author) void foothold.link.send(message);
	}

	/** The page of somebody it is linked with. */
	sessionOf(author: Author): string {
		return this.footholds.find((foothold) => foothold.author === author)?.session ?? '';
	}

	leave(): void {
		for (const seat of this.#seats.splice(0)) seat.close();
	}

	#approach(link: Link, device: Device): void {
		new Peer({
			link,
			roomId: this.signer.roomId,
			device,
			session: randomBytes(16),
			now: Date.now,
			introduction: () => [this.join.bytes],
			isBanned: () => false,
			proven: async ({ author, session }) => {
				if (author !== undefined) this.footholds.push({ link, author, session });
			},
			talk: async (_peer, frame) => void this.heard.push(frame),
			fault: () => undefined,
			closed: () => void this.closed++,
		});
	}
}
