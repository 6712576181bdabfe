import type { Author } from '#lib/model/collab.ts';
import { parseJson } from '#lib/model/json.ts';
import { lenderOf, offerSchema, type Offer } from '#lib/model/lending.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { allows } from '#lib/model/role.ts';
import type { DirectCall } from '#lib/services/collab/answering.ts';
import type { Room } from '#lib/services/collab/collab.ts';
import type { LentModels } from '#lib/services/llm/providers/lent.ts';
import type { ModelChoice } from '../../generate/models.ts';
import { NOT_LENT } from '../problems.ts';
import { Announcer } from './announcer.ts';
import { choiceOf } from './choice.ts';
import type { Lending } from './lending.svelte.ts';
import type { Serving } from './serving.svelte.ts';

/** What another device does for this one. */
export interface Received {
	readonly author: Author;
	/** The person's, as the room knows it. */
	readonly name: string;
	readonly offer: Offer;
}

/** What members of a room do for each other while their tabs are open: lend a model, answer calls of operations. */
export class Exchange {
	/** Set while this device lends. */
	lending: Lending | undefined = $state.raw();
	/** Set while members may call operations on this device. */
	serving: Serving | undefined = $state.raw();
	/** Whose device answers the calls of this creation; this one's own where undefined. Chosen by the person. */
	host: Author | undefined = $state.raw();
	/** What others offer now. */
	received: readonly Received[] = $state.raw([]);
	#room: Room | undefined;
	#announcer: Announcer | undefined;
	#stop: readonly (() => void)[] = [];

	/** Models that others lend, as the list of models shows them. Reactive. */
	readonly choices: readonly ModelChoice[] = $derived(this.received.flatMap(choiceOf));

	/** Whoever's device answers calls of operations. Reactive. */
	readonly hosts: readonly Received[] = $derived(this.received.filter(({ offer }) => offer.operations));

	/** Begins with a room that has just been opened. */
	open(room: Room): void {
		this.#room = room;
		this.#announcer = new Announcer(room.direct);
		this.#stop = [
			room.direct.serve('offer', { role: 'viewer', answer: (call) => this.#hear(call) }),
			room.direct.serve('model', { role: 'editor', answer: (call) => this.#lend(call) }),
			room.direct.serve('operation', { role: 'viewer', answer: (call) => this.#serve(call) }),
			room.watch((event) => {
				if (event.type === 'links' || event.type === 'members') this.#meet(room);
			}),
		];
		this.#meet(room);
	}

	/** The room is left: nothing is lent or answered any more. */
	close(): void {
		for (const stop of this.#stop) stop();
		this.#stop = [];
		this.lending?.stop();
		this.#room = this.lending = this.serving = this.host = undefined;
		this.received = [];
		this.#announcer = undefined;
	}

	/** Begins or ends lending; the others see it at once. Fails with `room-missing`. */
	lend(lending: Lending | undefined): Result<void, Problem> {
		if (this.#room === undefined) return err(NO_ROOM);
		this.lending?.stop();
		this.lending = lending;
		this.tell();
		return ok(undefined);
	}

	/** Begins or ends answering; the others see it at once. Fails with `room-missing`. */
	serve(serving: Serving | undefined): Result<void, Problem> {
		if (this.#room === undefined) return err(NO_ROOM);
		this.serving = serving;
		this.tell();
		return ok(undefined);
	}

	/** The way to a lent model; undefined once it is not lent any more. */
	lent(providerId: string): LentModels | undefined {
		const from = this.received.find(({ author }) => author === lenderOf(providerId));
		const [choice] = from ? choiceOf(from) : [];
		const room = this.#room;
		if (!from || !choice || !room) return undefined;
		return {
			id: providerId,
			title: `${from.name}’s device`,
			models: [choice.info],
			line: (payload, { signal }, onPart) =>
				room.direct.ask(from.author, { topic: 'model', payload, signal, onPart, silenceMs: 330_000 }),
		};
	}

	/** Chooses who answers calls from here on. Fails with `room-missing`. */
	chooseHost(host: Author | undefined): Result<void, Problem> {
		if (this.#room === undefined) return err(NO_ROOM);
		this.host = host;
		this.tell();
		return ok(undefined);
	}

	/** Calls an operation on another device. Fails as `DirectLine.ask` does, and with `answer-broken`. */
	async callOn(host: Author, request: Request): Promise<Result<Response, Problem>> {
		if (this.#room === undefined) return err(NO_ROOM);
		const { readAnswer, writeCall } = await import('./operation-wire.ts');
		const payload = await writeCall(request);
		const { signal } = request;
		const parts: Uint8Array[] = [];
		const onPart = (part: Uint8Array): void => void parts.push(part);
		const asked = await this.#room.direct.ask(host, { topic: 'operation', payload, signal, onPart });
		if (!asked.ok) return asked;
		const whole = await new Blob(parts.map((part) => new Uint8Array(part))).arrayBuffer();
		const answer = readAnswer(new Uint8Array(whole));
		return answer ? ok(answer) : err(UNREADABLE);
	}

	/** Tells everybody who is linked what there is, where they do not know it yet. */
	tell(): void {
		for (const author of this.#room?.linked ?? []) this.#announcer?.tell(author, this.#offerFor(author));
	}

	#meet(room: Room): void {
		const { linked } = room;
		this.#announcer?.keep(linked);
		if (this.received.some(({ author }) => !linked.includes(author)))
			this.received = this.received.filter(({ author }) => linked.includes(author));
		this.tell();
	}

	#offerFor(author: Author): Offer {
		const member = this.#room?.members.find((each) => each.author === author);
		const canUse = member !== undefined && allows(member.role, 'editor');
		return {
			operations: this.serving !== undefined && this.host === undefined,
			...(this.lending && canUse ? { lent: this.lending.offerFor(author) } : {}),
		};
	}

	async #hear({ from: { author, name }, payload }: DirectCall): Promise<Result<void, Problem>> {
		const offer = offerSchema.safeParse(parseJson(new TextDecoder().decode(payload)));
		if (!offer.success) return err(UNREADABLE);
		const others = this.received.filter((each) => each.author !== author);
		const isNothing = offer.data.lent === undefined && !offer.data.operations;
		this.received = isNothing ? others : [...others, { author, name, offer: offer.data }];
		this.#announcer?.tell(author, this.#offerFor(author));
		return ok(undefined);
	}

	async #lend(call: DirectCall): Promise<Result<void, Problem>> {
		if (this.lending === undefined) return err(NOT_LENT);
		try {
			return await this.lending.answer(call);
		} finally {
			this.tell();
		}
	}

	async #serve(call: DirectCall): Promise<Result<void, Problem>> {
		// Two devices that pointed at each other would pass a call to and fro.
		if (this.serving === undefined || this.host !== undefined) return err(NOT_SERVED);
		return this.serving.answer(call);
	}
}

const NO_ROOM: Problem = {
	type: 'room-missing',
	message: 'You are not connected with others here.',
	action: 'Press Share first',
};
const NOT_SERVED: Problem = {
	type: 'not-served',
	message: 'That device does not answer calls any more.',
	action: 'Run it on this device',
};
const UNREADABLE: Problem = { type: 'answer-broken', message: 'What that device said cannot be read.' };
