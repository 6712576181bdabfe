import type { Author } from '#lib/model/collab.ts';
import type { PresentMember } from './collab.ts';
import type { Envelope } from './envelope.ts';
import { readPresence, type Presence } from './presence.ts';

export interface CrowdOptions {
	/** This device: its own presence is no news to it. */
	readonly own: Author;
	readonly now: () => number;
	readonly say: (presence: Presence) => Promise<void>;
	readonly changed: () => void;
}

/** Milliseconds: at most ten times a second, again after 15 seconds, forgotten after 30. */
const PAUSE_MS = 100;
const RENEW_MS = 15_000;
const EXPIRE_MS = 30_000;

/** Who is here and what they do. */
export class Crowd {
	readonly #options: CrowdOptions;
	#seen = new Map<Author, { readonly presence: Presence; readonly seenMs: number }>();
	#own: Presence | undefined;
	#saidMs = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: CrowdOptions) {
		this.#options = options;
	}

	get present(): readonly PresentMember[] {
		return [...this.#seen].map(([author, { presence }]) => ({ author, presence }));
	}

	see({ author, payload }: Envelope): void {
		if (author === this.#options.own) return;
		const presence = readPresence(payload);
		if (presence === undefined) return;
		if (presence.state === 'left') this.#seen.delete(author);
		else this.#seen.set(author, { presence, seenMs: this.#options.now() });
		this.#options.changed();
	}

	/** What this person does; the newest goes out when the pause is over. */
	show(presence: Presence): void {
		this.#own = presence;
		const restMs = this.#saidMs + PAUSE_MS - this.#options.now();
		if (restMs <= 0) this.#say(presence);
		else this.#timer ??= setTimeout(() => this.#sayNewest(), restMs);
	}

	/** Renews the own, forgets who has been silent. */
	beat(): void {
		const now = this.#options.now();
		if (this.#own !== undefined && now - this.#saidMs >= RENEW_MS) this.#say(this.#own);
		const silent = [...this.#seen].filter(([, { seenMs }]) => now - seenMs > EXPIRE_MS);
		for (const [author] of silent) this.#seen.delete(author);
		if (silent.length > 0) this.#options.changed();
	}

	async leave(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#own !== undefined) await this.#options.say({ ...this.#own, state: 'left' });
		this.#own = undefined;
	}

	#sayNewest(): void {
		this.#timer = undefined;
		if (this.#own !== undefined) this.#say(this.#own);
	}

	#say(presence: Presence): void {
		this.#saidMs = this.#options.now();
		void this.#options.say(presence);
	}
}
