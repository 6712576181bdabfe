import type { Author } from '#lib/model/collab.ts';
import type { AuditEntry } from '#lib/model/event.ts';
import type { CreationId } from '#lib/model/id.ts';
import { LIMITS } from './limits.ts';
import { IDLE, SERIOUS, type Verdict } from './verdict.ts';

export interface GuardOptions {
	readonly creationId: CreationId;
	readonly audit: (entry: AuditEntry) => void;
	/** Devices that stay out. */
	readonly bans: Iterable<Author>;
	/** Called once for each device that is banned. */
	readonly onBan: (author: Author) => void;
}

/** What may be wrong besides envelopes. `unasked`: an answer that nobody waits for. */
export type Fault = 'garbage' | 'flood' | 'oversized' | 'impostor' | 'forged' | 'role' | 'replay' | 'unasked';

/** Counts what peers do wrong, tells the audit log, and bans for good whoever goes on. */
export class Guard {
	readonly #options: GuardOptions;
	#bans: Set<Author>;
	#faults = new Map<string, number>();
	#told = new Map<string, number>();

	constructor(options: GuardOptions) {
		this.#options = options;
		this.#bans = new Set(options.bans);
	}

	get bans(): readonly Author[] {
		return [...this.#bans];
	}

	isBanned(author: Author): boolean {
		return this.#bans.has(author);
	}

	/** Notes what came of an envelope that `sender` passed on. */
	note(verdict: Verdict, sender: Author): void {
		if (verdict.outcome !== 'refused') return;
		const author = verdict.envelope?.author;
		this.#tell(verdict.reason, sender, author);
		const isOwn = author === sender;
		// An honest peer passes on what was still right when it got it; only what it signs itself is its own fault.
		const isFault =
			SERIOUS.has(verdict.reason) || (isOwn && ['role', 'stale', 'expired'].includes(verdict.reason));
		this.#count(sender, isFault ? LIMITS.seriousFault : IDLE.has(verdict.reason) ? 0 : 1);
	}

	/** Notes what is wrong besides envelopes: more than allowed, or bytes that are no frame. */
	fault(reason: Fault, sender: Author | undefined): void {
		this.#tell(reason, sender, undefined);
		if (sender !== undefined) this.#count(sender, reason === 'flood' ? 1 : LIMITS.seriousFault);
	}

	#count(sender: Author, weight: number): void {
		const faults = (this.#faults.get(sender) ?? 0) + weight;
		this.#faults.set(sender, faults);
		if (faults < LIMITS.faults || this.#bans.has(sender)) return;
		this.#bans.add(sender);
		this.#write('collab.banned', { device: sender });
		this.#options.onBan(sender);
	}

	/** A flood must not fill the log: the 1st, 10th, 100th … of its kind is told, with the count. */
	#tell(reason: string, sender: Author | undefined, author: Author | undefined): void {
		const key = `${reason} ${sender ?? ''}`;
		const count = (this.#told.get(key) ?? 0) + 1;
		if (this.#told.size < 10_000 || this.#told.has(key)) this.#told.set(key, count);
		if (!/^10*$/.test(String(count))) return;
		this.#write('collab.refused', {
			reason,
			count,
			...(sender !== undefined && { device: sender }),
			...(author !== undefined && { author }),
		});
	}

	#write(event: string, detail: AuditEntry['detail']): void {
		this.#options.audit({ event, outcome: 'denied', creationId: this.#options.creationId, detail });
	}
}
