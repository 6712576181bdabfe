import type { Author } from '#lib/model/collab.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import type { Role } from '#lib/model/role.ts';
import { utf8, type Bytes } from './bytes.ts';
import type { DirectMessage } from './direct-message.ts';
import { LIMITS } from './limits.ts';
import { PROBLEMS } from './problems.ts';

/** A request of a member, as whoever answers it sees it. */
export interface DirectCall {
	readonly from: { readonly author: Author; readonly name: string; readonly role: Role };
	readonly payload: Bytes;
	/** Aborted when the other side no longer waits. */
	readonly signal: AbortSignal;
	/** A piece of the answer, at most 1 MiB. Resolves when the link has room for more. */
	readonly send: (part: Bytes) => Promise<void>;
}

/** What a device does for members who ask it. */
export interface DirectService {
	/** Whoever has less is refused before `answer` is called. */
	readonly role: Role;
	/** A failure is told to the other side as it is; what is thrown is told as a failure without details. */
	answer(call: DirectCall): Promise<Result<void, Problem>>;
}

type Say = (message: Pick<DirectMessage, 'type' | 'index' | 'payload'>) => Promise<void>;

/** One answer on its way: nothing of it leaves once it is called off. */
export class Answering {
	readonly #say: Say;
	readonly #stop = new AbortController();
	#count = 0;
	#isOver = false;

	constructor(say: Say) {
		this.#say = say;
	}

	get signal(): AbortSignal {
		return this.#stop.signal;
	}

	cancel(): void {
		this.#stop.abort();
	}

	/** What is larger than a message may be ends the answer as a failure. */
	send(part: Bytes): Promise<void> {
		if (part.length > LIMITS.directBytes) return this.end(err(PROBLEMS.messageTooLarge));
		return this.#next('part', part);
	}

	end(result: Result<void, Problem>): Promise<void> {
		return result.ok
			? this.#next('end', new Uint8Array())
			: this.#next('fail', utf8(JSON.stringify(result.error)));
	}

	async #next(type: DirectMessage['type'], payload: Bytes): Promise<void> {
		if (this.signal.aborted || this.#isOver) return;
		this.#isOver = type !== 'part';
		await this.#say({ type, index: this.#count++, payload });
	}
}
