/** Events of one publisher at once, and how many more each second. */
const BURST = 100;
const PER_SECOND = 20;

interface Bucket {
	tokens: number;
	at: number;
	isEmpty: boolean;
}

/** `spill`: the first refusal after a time of calm, so that the log holds one row for a flood. */
export type Passage = 'pass' | 'spill' | 'stop';

/** Holds back publishers that say too much: a token bucket for each. */
export class FloodGate {
	readonly #buckets = new Map<string, Bucket>();

	/** `now` in ms of any steady clock. */
	pass(source: string, now: number): Passage {
		const bucket = this.#buckets.get(source) ?? { tokens: BURST, at: now, isEmpty: false };
		this.#buckets.set(source, bucket);
		bucket.tokens = Math.min(BURST, bucket.tokens + ((now - bucket.at) / 1_000) * PER_SECOND);
		bucket.at = now;
		if (bucket.tokens >= 1) {
			bucket.tokens--;
			if (bucket.tokens > BURST / 2) bucket.isEmpty = false;
			return 'pass';
		}
		const passage = bucket.isEmpty ? 'stop' : 'spill';
		bucket.isEmpty = true;
		return passage;
	}
}
