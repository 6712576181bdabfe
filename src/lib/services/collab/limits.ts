/** What one peer may ask of another. Sizes in bytes. */
export const LIMITS = {
	updateBytes: 8 * 1024 * 1024,
	aclBytes: 64 * 1024,
	commentBytes: 16 * 1024,
	presenceBytes: 4 * 1024,
	snapshotBytes: 64 * 1024 * 1024,
	/** From a link that has not proven who it is. */
	strangerBytes: 16 * 1024,
	/** Frames that a stranger may send before it has proven who it is. */
	strangerFrames: 8,
	/** Envelopes that wait for an earlier one, per author. */
	heldPerAuthor: 512,
	/** Envelopes of authors that nobody has introduced yet. */
	heldStrangers: 256,
	/** What may wait to be looked at, per link. */
	inboxBytes: 96 * 1024 * 1024,
	/** Small messages take more room than their bytes. */
	inboxMessages: 20_000,
	/** Envelopes in one message. */
	envelopesPerFrame: 4_096,
	/** Answers that are on their way to one peer. */
	answers: 8,
	/** What one message for one device carries. */
	directBytes: 1024 * 1024,
	/** All parts of one answer. */
	directAnswerBytes: 8 * 1024 * 1024,
	/** Requests of one device that are being answered. */
	directAsks: 8,
	/** Answers that are no longer wanted and may still be on their way. */
	directOver: 64,
	/** Faults that a link may show before its device is banned; a serious one counts `seriousFault`. */
	faults: 400,
	seriousFault: 20,
	members: 256,
} as const;

/** How often is looked for what is missing and who has gone. ms. */
export const BEAT_MS = 2000;
/** How long whoever is out is still told of it. ms. */
export const GRACE_MS = 500;

/** Things per second, and how many at once. */
export const RATES = {
	heads: { perSecond: 2, burst: 12 },
	/** How fast this device sends lists of what it has and wants: a little less, for clocks differ. */
	ownHeads: { perSecond: 1.5, burst: 8 },
	/** What is passed on for others: each of them says ten things a second. */
	presence: { perSecond: 200, burst: 400 },
	/** Of the other side itself. What is more is left unread: it was late, and the next is newer. */
	ownPresence: { perSecond: 20, burst: 60 },
	/** Calls of others who look for company. */
	announces: { perSecond: 5, burst: 60 },
	/** Notes to pass on, per link. */
	notes: { perSecond: 100, burst: 500 },
	/** Requests to this device, and what calls them off. */
	asks: { perSecond: 10, burst: 60 },
	/** Pieces of answers that were asked for. */
	parts: { perSecond: 400, burst: 700 },
	/** How fast this device sends them: a little less, for clocks differ. */
	ownParts: { perSecond: 350, burst: 550 },
	/** Envelopes that change nothing: here already, too early, or of authors that nobody has introduced. */
	idle: { perSecond: 400, burst: 8_000 },
	/** Whatever it is, before it is read: a link brings no more. The browser takes 30 µs to hand over each. */
	messages: { perSecond: 1_000, burst: 1_000 },
	/** Messages in which nothing was new: whoever is honest sends many envelopes in one, or each once. */
	useless: { perSecond: 400, burst: 2_000 },
	/** Faults by weight before a ban. They are forgiven slowly: a session lasts for days, and networks have their moments. */
	faults: { perSecond: 0.1, burst: LIMITS.faults - 1 },
} as const;

type RateName = keyof typeof RATES;

/** A bucket that fills with time and empties with use. */
export class Bucket {
	#left: number;
	#at: number;
	readonly #rate: { readonly perSecond: number; readonly burst: number };

	constructor(name: RateName, nowMs: number) {
		this.#rate = RATES[name];
		this.#left = this.#rate.burst;
		this.#at = nowMs;
	}

	/** Whether so many more are within the rate. */
	take(nowMs: number, amount = 1): boolean {
		// A clock that is set back takes nothing away.
		const passedMs = Math.max(0, nowMs - this.#at);
		const filled = this.#left + (passedMs / 1000) * this.#rate.perSecond;
		this.#left = Math.min(this.#rate.burst, filled);
		this.#at = nowMs;
		if (this.#left < amount) return false;
		this.#left -= amount;
		return true;
	}
}
