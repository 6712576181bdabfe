import type { Author } from '#lib/model/collab.ts';
import type { AuditEntry } from '#lib/model/event.ts';
import type { CreationId } from '#lib/model/id.ts';
import { Bucket, LIMITS } from './limits.ts';
import { IDLE, SERIOUS, type Verdict } from './verdict.ts';

export interface GuardOptions {
	readonly creationId: CreationId;
	readonly audit: (entry: AuditEntry) => void;
	readonly now: () => number;
	/** Devices that stay out. */
	readonly bans: Iterable<Author>;
	/** Called once for each device that is banned. */
	readonly onBan: (author: Author) => void;
}

/** A flood must not fill the log: one row per reason and device in so many milliseconds. */
const QUIET_MS = 60_000;
/** Reasons and devices that are told apart at once; whoever comes in under ever new names shares the rows of nobody. */
const MOST_TOLD = 64;

interface Told {
	readonly reason: string;
	readonly sender: Author | undefined;
	readonly author: Author | undefined;
	readonly sinceMs: number;
	/** Refusals that no row has counted yet. */
	untold: number;
}
/**
 * What may be wrong besides envelopes. `unasked`: an answer that nobody waits for; `rush`: more messages at once than anybody sends
 * who has something to say; `drowning`: more than can be read, of nothing new.
 */
export type Fault =
	| 'garbage'
	| 'flood'
	| 'rush'
	| 'drowning'
	| 'oversized'
	| 'impostor'
	| 'forged'
	| 'role'
	| 'replay'
	| 'unasked';

/** Faults that count for less or more than others. An honest device may be faster than this one, but has something to say. */
const WEIGHTS: Partial<Record<Fault, number>> = {
	flood: 1,
	rush: LIMITS.faults / 8,
	drowning: LIMITS.faults,
};

/** Counts what peers do wrong, tells the audit log, and bans for good whoever goes on. */
export class Guard {
	readonly #options: GuardOptions;
	#bans: Set<Author>;
	#faults = new Map<Author, Bucket>();
	#told = new Map<string, Told>();

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
		if (sender !== undefined) this.#count(sender, WEIGHTS[reason] ?? LIMITS.seriousFault);
	}

	#count(sender: Author, weight: number): void {
		const nowMs = this.#options.now();
		const faults = this.#faults.get(sender) ?? new Bucket('faults', nowMs);
		this.#faults.set(sender, faults);
		if (faults.take(nowMs, weight) || this.#bans.has(sender)) return;
		this.#bans.add(sender);
		this.#write('collab.banned', { device: sender });
		this.#options.onBan(sender);
	}

	#tell(reason: string, from: Author | undefined, author: Author | undefined): void {
		const isKnown = this.#told.has(keyOf(reason, from)) || this.#told.size < MOST_TOLD;
		const sender = isKnown ? from : undefined;
		const told = this.#told.get(keyOf(reason, sender));
		if (told !== undefined) told.untold++;
		else this.#begin({ reason, sender, author, sinceMs: this.#options.now(), untold: 1 });
	}

	/** Tells what has been refused since the last row of its kind, once that is old enough. */
	beat(): void {
		const now = this.#options.now();
		for (const [key, told] of this.#told) {
			if (now - told.sinceMs < QUIET_MS) continue;
			this.#told.delete(key);
			if (told.untold > 0) this.#begin({ ...told, sinceMs: now });
		}
	}

	/** Tells all that has not been told. */
	close(): void {
		for (const told of this.#told.values()) if (told.untold > 0) this.#writeRefused(told);
		this.#told.clear();
	}

	#begin(told: Told): void {
		this.#writeRefused(told);
		this.#told.set(keyOf(told.reason, told.sender), { ...told, untold: 0 });
	}

	#writeRefused({ reason, sender, author, untold }: Told): void {
		this.#write('collab.refused', {
			reason,
			count: untold,
			...(sender !== undefined && { device: sender }),
			...(author !== undefined && { author }),
		});
	}

	#write(event: string, detail: AuditEntry['detail']): void {
		this.#options.audit({ event, outcome: 'denied', creationId: this.#options.creationId, detail });
	}
}

const keyOf = (reason: string, sender: Author | undefined): string => `${reason} ${sender ?? ''}`;
