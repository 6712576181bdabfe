import type { RoomId } from '#lib/model/collab.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Bytes } from './bytes.ts';
import { NO_PREVIOUS, signEnvelope, type Envelope, type EnvelopeKind } from './envelope.ts';
import type { Gate } from './gate.ts';
import type { Device } from './identity.ts';
import { PROBLEMS } from './problems.ts';

export interface TellerOptions {
	readonly roomId: RoomId;
	readonly device: Device;
	readonly gate: Gate;
	readonly now: () => number;
	/** Resolves when it is on disk. */
	readonly saved: (envelope: Envelope) => Promise<Result<void, Problem>>;
	readonly spread: (envelope: Envelope) => Promise<void>;
}

/** Says what this device has to say: signs, takes it through the own gate, keeps, and only then sends. */
export class Teller {
	readonly #options: TellerOptions;
	#lastPresence = 0;
	#turn: Promise<unknown> = Promise.resolve();

	constructor(options: TellerOptions) {
		this.#options = options;
	}

	/** Runs after all that was given before: two places of a chain are never signed at once. */
	inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.#turn.then(work);
		this.#turn = done.catch(() => undefined);
		return done;
	}

	/** The first record of this device, before anybody is known here. */
	sign(kind: EnvelopeKind, payload: Bytes): Promise<Envelope> {
		const { device, roomId, gate, now } = this.#options;
		return signEnvelope(device, roomId, {
			...this.#next(kind),
			kind,
			knows: kind === 'acl' ? 0 : gate.recordsKnown,
			author: device.author,
			at: now(),
			payload,
		});
	}

	/** In a turn of its own caller. Fails with `role-missing`, `device-forked`, `storage-…`. */
	async tell(kind: EnvelopeKind, payload: Bytes): Promise<Result<void, Problem>> {
		const { gate, saved, spread } = this.#options;
		const envelope = await this.sign(kind, payload);
		const verdict = await gate.admit(envelope.bytes, { isDirect: false, nowMs: 0, isTrusted: true });
		if (verdict.outcome !== 'accepted') return err(this.#whyNot(kind));
		const kept = kind === 'presence' ? ok(undefined) : await saved(envelope);
		if (kept.ok) await spread(envelope);
		return kept;
	}

	#whyNot(kind: EnvelopeKind): Problem {
		const { gate, device } = this.#options;
		const isForked = kind !== 'presence' && gate.chain(kind, device.author).cut < Infinity;
		return isForked ? PROBLEMS.forked : PROBLEMS.roleMissing;
	}

	#next(kind: EnvelopeKind): { readonly seq: number; readonly prev: string } {
		const { gate, device, now } = this.#options;
		if (kind === 'snapshot') return { seq: gate.snapshot.seq + 1, prev: NO_PREVIOUS };
		if (kind === 'presence') {
			this.#lastPresence = Math.max(this.#lastPresence + 1, now());
			return { seq: this.#lastPresence, prev: NO_PREVIOUS };
		}
		const { seq, id } = gate.chain(kind, device.author).head;
		return { seq: seq + 1, prev: id };
	}
}
