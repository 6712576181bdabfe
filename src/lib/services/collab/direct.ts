import * as z from 'zod/mini';
import type { Author, RoomId } from '#lib/model/collab.ts';
import { parseJson } from '#lib/model/json.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { allows } from '#lib/model/role.ts';
import { Answering, type DirectService } from './answering.ts';
import { textOf, type Bytes } from './bytes.ts';
import {
	MOST_DIRECT_BYTES,
	isDirectAuthentic,
	readAsk,
	readDirect,
	signDirect,
	writeAsk,
	type DirectMessage,
} from './direct-message.ts';
import type { Fault } from './guard.ts';
import type { Device } from './identity.ts';
import { LIMITS } from './limits.ts';
import type { Member, Members } from './members.ts';
import type { Peer } from './peer.ts';
import { PROBLEMS } from './problems.ts';

/** Requests from one device to one other, and their answers. */
export interface DirectLine {
	/**
	 * Asks one linked member; the parts of the answer are told as they come, and it resolves with its end. Fails with
	 * `peer-away`, `peer-silent`, `message-too-large`, `answer-broken`, `called-off`, `not-offered`, `peer-busy`,
	 * `role-missing`, or as the one who answers says.
	 */
	ask(to: Author, question: DirectQuestion): Promise<Result<void, Problem>>;
	/** Answers members who ask for this topic. Returns how to stop; what is being answered then is called off. */
	serve(topic: string, service: DirectService): () => void;
}

export interface DirectQuestion {
	/** Names a service of the other device: at most 40 letters of ASCII. */
	readonly topic: string;
	readonly payload: Bytes;
	readonly signal: AbortSignal;
	readonly onPart: (part: Bytes) => void;
	/** How long the other side may be silent. ms, 60 s where absent. */
	readonly silenceMs?: number;
}

export interface DirectOptions {
	readonly roomId: RoomId;
	readonly device: Device;
	/** Of this page, in hexadecimal. */
	readonly session: string;
	readonly now: () => number;
	readonly members: () => Members;
	/** The link to a member. */
	readonly peerOf: (author: Author) => Peer | undefined;
	readonly fault: (reason: Fault, sender: Author) => void;
}

/** One request of this device. */
interface Asking {
	readonly peer: Peer;
	readonly onPart: (part: Bytes) => void;
	readonly renew: () => void;
	readonly settle: (result: Result<void, Problem>) => void;
	next: number;
	bytes: number;
}

/** What is being answered for one link. */
type Answers = Map<number, { readonly topic: string; readonly answering: Answering }>;

const SILENCE_MS = 60_000;
const problemSchema = z.object({
	type: z.string().check(z.maxLength(80)),
	message: z.string().check(z.maxLength(500)),
	action: z.optional(z.string().check(z.maxLength(200))),
});

/** The one place that decides whether a message for this device alone is taken. */
export class Direct implements DirectLine {
	readonly #options: DirectOptions;
	#services = new Map<string, DirectService>();
	#asked = new Map<number, Asking>();
	/** Called off here, perhaps not there yet: what still comes of it is no fault. */
	#over = new Map<number, Author>();
	#answered = new Map<Peer, Answers>();
	#seen = new Map<Author, { readonly session: string; readonly request: number }>();
	#last = 0;
	#signing: Promise<unknown> = Promise.resolve();

	constructor(options: DirectOptions) {
		this.#options = options;
	}

	serve(topic: string, service: DirectService): () => void {
		this.#services.set(topic, service);
		return () => {
			if (this.#services.get(topic) !== service) return;
			this.#services.delete(topic);
			for (const answers of this.#answered.values())
				for (const [request, each] of answers)
					if (each.topic === topic) {
						answers.delete(request);
						void each.answering.end(err(PROBLEMS.notOffered));
						each.answering.cancel();
					}
		};
	}

	async ask(to: Author, question: DirectQuestion): Promise<Result<void, Problem>> {
		const payload = writeAsk(question.topic, question.payload);
		if (payload.length > LIMITS.directBytes) return err(PROBLEMS.messageTooLarge);
		const peer = this.#options.peerOf(to);
		if (peer === undefined) return err(PROBLEMS.away);
		if (question.signal.aborted) return err(PROBLEMS.calledOff);
		const request = (this.#last = Math.max(this.#last + 1, this.#options.now()));
		const answer = this.#await(request, peer, question);
		await this.#say(peer, { type: 'ask', request, index: 0, payload });
		return answer;
	}

	/** A link is gone: nobody waits for it or answers it any more. */
	gone(peer: Peer): void {
		for (const asking of [...this.#asked.values()])
			if (asking.peer === peer) asking.settle(err(PROBLEMS.away));
		for (const { answering } of this.#answered.get(peer)?.values() ?? []) answering.cancel();
		this.#answered.delete(peer);
	}

	/** Takes what came over a link. Everything in it may be a lie. */
	async receive(peer: Peer, bytes: Bytes): Promise<void> {
		const sender = peer.author;
		if (sender === undefined) return;
		const message = await this.#judge(peer, sender, bytes);
		if (message === undefined) return;
		if (message.type === 'ask') this.#onAsk(peer, message);
		else if (message.type === 'cancel') this.#onCancel(peer, message);
		else this.#onAnswer(message);
	}

	/** The message, where its sender may say it: the cheap questions first. */
	async #judge(peer: Peer, sender: Author, bytes: Bytes): Promise<DirectMessage | undefined> {
		const { device, session, roomId, fault } = this.#options;
		const refuse = (reason: Fault): undefined => void fault(reason, sender);
		if (bytes.length > MOST_DIRECT_BYTES) return refuse('oversized');
		const message = readDirect(bytes);
		if (message === undefined) return refuse('garbage');
		if (message.from !== sender) return refuse('impostor');
		if (message.to !== device.author || message.session !== session) return refuse('replay');
		const isRequest = message.type === 'ask' || message.type === 'cancel';
		if (!peer.allows(isRequest ? 'asks' : 'parts')) return undefined;
		const member = this.#active(sender);
		if (member === undefined) return refuse('role');
		return (await isDirectAuthentic(bytes, member.key, roomId)) ? message : refuse('forged');
	}

	#active(author: Author): Member | undefined {
		const member = this.#options.members().of(author);
		return member?.standing === 'active' ? member : undefined;
	}

	#await(request: number, peer: Peer, question: DirectQuestion): Promise<Result<void, Problem>> {
		const { signal, onPart, silenceMs = SILENCE_MS } = question;
		return new Promise((resolve) => {
			let timer: ReturnType<typeof setTimeout> | undefined;
			const settle = (result: Result<void, Problem>): void => {
				clearTimeout(timer);
				signal.removeEventListener('abort', onAbort);
				this.#asked.delete(request);
				resolve(result);
			};
			const callOff = (problem: Problem): void => {
				this.#callOff(request, peer);
				settle(err(problem));
			};
			const onAbort = (): void => callOff(PROBLEMS.calledOff);
			const renew = (): void => {
				clearTimeout(timer);
				timer = setTimeout(() => callOff(PROBLEMS.silent), silenceMs);
			};
			signal.addEventListener('abort', onAbort);
			renew();
			this.#asked.set(request, { peer, onPart, renew, settle, next: 0, bytes: 0 });
		});
	}

	#callOff(request: number, peer: Peer): void {
		if (peer.author !== undefined) this.#over.set(request, peer.author);
		const [oldest] = this.#over.keys();
		if (this.#over.size > LIMITS.directOver && oldest !== undefined) this.#over.delete(oldest);
		void this.#say(peer, { type: 'cancel', request, index: 0, payload: new Uint8Array() });
	}

	#onAsk(peer: Peer, message: DirectMessage): void {
		const { from, request } = message;
		const seen = this.#seen.get(from);
		if (seen?.session === peer.session && request <= seen.request) return this.#options.fault('replay', from);
		this.#seen.set(from, { session: peer.session, request });
		const answering = new Answering(async (part) => {
			await peer.paced();
			await this.#say(peer, { ...part, request });
		});
		const asked = readAsk(message.payload);
		const service = asked && this.#services.get(asked.topic);
		const member = this.#active(from);
		if (!asked || !service || !member) return void answering.end(err(PROBLEMS.notOffered));
		if (!allows(member.role, service.role)) {
			this.#options.fault('role', from);
			return void answering.end(err(PROBLEMS.roleMissing));
		}
		const none: Answers = new Map();
		const answers = this.#answered.get(peer) ?? none;
		if (answers.size >= LIMITS.directAsks) return void answering.end(err(PROBLEMS.busy));
		this.#answered.set(peer, answers.set(request, { topic: asked.topic, answering }));
		void this.#answer(service, { member, payload: asked.payload, answering }).finally(() =>
			answers.delete(request),
		);
	}

	async #answer(
		service: DirectService,
		call: { readonly member: Member; readonly payload: Bytes; readonly answering: Answering },
	): Promise<void> {
		const { member, payload, answering } = call;
		const { author, name, role } = member;
		const { signal } = answering;
		const send = (part: Bytes): Promise<void> => answering.send(part);
		try {
			await answering.end(await service.answer({ from: { author, name, role }, payload, signal, send }));
		} catch (thrown) {
			await answering.end(err(PROBLEMS.answerBroken));
			throw thrown;
		}
	}

	#onCancel(peer: Peer, { request }: DirectMessage): void {
		this.#answered.get(peer)?.get(request)?.answering.cancel();
	}

	#onAnswer(message: DirectMessage): void {
		const { from, request, index, payload, type } = message;
		const asking = this.#asked.get(request);
		if (asking === undefined && this.#over.get(request) === from) {
			if (type !== 'part') this.#over.delete(request);
			return;
		}
		if (asking?.peer.author !== from || index !== asking.next) return this.#options.fault('unasked', from);
		asking.next++;
		asking.bytes += payload.length;
		if (asking.bytes > LIMITS.directAnswerBytes) return this.#tooMuch(request, asking, from);
		if (type === 'end') return asking.settle(ok(undefined));
		if (type === 'fail') return asking.settle(err(problemIn(payload)));
		asking.renew();
		asking.onPart(payload);
	}

	#tooMuch(request: number, { peer, settle }: Asking, from: Author): void {
		this.#options.fault('oversized', from);
		this.#callOff(request, peer);
		settle(err(PROBLEMS.answerBroken));
	}

	async #say(
		peer: Peer,
		message: Pick<DirectMessage, 'type' | 'request' | 'index' | 'payload'>,
	): Promise<void> {
		const { device, roomId } = this.#options;
		const to = peer.author;
		if (to === undefined) return;
		const whole = { ...message, from: device.author, to, session: peer.session };
		// One after the other: signatures may be ready in another order than they were begun.
		const signed = this.#signing.then(() => signDirect(device, roomId, whole));
		// One that fails must not keep those behind it from being signed.
		this.#signing = signed.catch(() => undefined);
		await peer.send({ type: 'direct', message: await signed });
	}
}

function problemIn(payload: Bytes): Problem {
	try {
		const read = z.safeParse(problemSchema, parseJson(textOf(payload)));
		return read.success ? read.data : PROBLEMS.answerBroken;
	} catch {
		return PROBLEMS.answerBroken;
	}
}
