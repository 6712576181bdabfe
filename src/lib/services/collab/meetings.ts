import type { RoomRow } from '#lib/model/collab.ts';
import type { Bytes } from './bytes.ts';
import { meetingOf, type Device } from './identity.ts';
import type { Members } from './members.ts';
import type { Link, Seat, Transport } from './transport.ts';

interface Secret {
	readonly epoch: number;
	readonly secret: Bytes;
}

/** Where the room meets: under the newest secret, and under the one before for those who were away when it changed. */
export class Meetings {
	readonly #device: Device;
	readonly #onLink: (link: Link) => void;
	#secrets: readonly Secret[];
	#seats = new Map<Transport, Map<number, Seat>>();
	#isClosed = false;

	constructor(row: RoomRow, device: Device, onLink: (link: Link) => void) {
		this.#device = device;
		this.#onLink = onLink;
		this.#secrets = row.secrets.map(({ epoch, secret }) => ({ epoch, secret: new Uint8Array(secret) }));
	}

	get secrets(): readonly Secret[] {
		return this.#secrets;
	}

	get newest(): Secret {
		const newest = this.#secrets.at(-1);
		if (newest === undefined) throw new Error('a room without a secret');
		return newest;
	}

	/** Opens what was sealed to this device. True when the room has moved. */
	async refresh(members: Members): Promise<boolean> {
		const { author } = this.#device;
		if (members.epoch <= this.newest.epoch || members.of(author)?.standing !== 'active') return false;
		const sealed = members.sealedFor(author, members.epoch);
		const secret = sealed && (await this.#device.unseal(sealed));
		if (secret === undefined || members.epoch <= this.newest.epoch) return false;
		this.#secrets = [...this.#secrets, { epoch: members.epoch, secret }].slice(-2);
		for (const transport of this.#seats.keys()) void this.#sit(transport);
		return true;
	}

	attach(transport: Transport): () => void {
		this.#seats.set(transport, new Map());
		void this.#sit(transport);
		return () => this.#standUp(transport);
	}

	close(): void {
		this.#isClosed = true;
		for (const transport of [...this.#seats.keys()]) this.#standUp(transport);
	}

	async #sit(transport: Transport): Promise<void> {
		const seats = this.#seats.get(transport);
		if (seats === undefined) return;
		const epochs = new Set(this.#secrets.map(({ epoch }) => epoch));
		for (const [epoch, seat] of seats) if (!epochs.has(epoch) && seats.delete(epoch)) seat.close();
		for (const { epoch, secret } of this.#secrets) {
			const meeting = await meetingOf(secret, epoch);
			const isGone = this.#isClosed || this.#seats.get(transport) !== seats || seats.has(epoch);
			if (!isGone) seats.set(epoch, transport.join(meeting, this.#onLink));
		}
	}

	#standUp(transport: Transport): void {
		for (const seat of this.#seats.get(transport)?.values() ?? []) seat.close();
		this.#seats.delete(transport);
	}
}
