import { fitsType, type CloudEvent } from '#lib/model/cloud-event.ts';
import type { EventLine, KeptEvent } from '#lib/model/delivery.ts';
import type { Files } from '#lib/model/files.ts';
import { creationIdFrom, urnOf, type CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../../services.ts';
import { admit, eventIn } from './admit.ts';
import { Deliveries, DELAYS_MS } from './deliveries.ts';
import type { EventBus, EventFilter, Publisher, Receiver } from './events.ts';
import { FloodGate } from './flood.ts';
import type { IncomingLines } from './lines.ts';
import { operationReceiver } from './operation.ts';
import type { OutsideNetwork } from './outside.ts';
import { Wants } from './wants.ts';

type Listener = (event: CloudEvent) => void;

/** The permanent name under which a line's events come. */
const urnOfLine = (id: string): string => `urn:aether:${id}`;

/** Events between creations over the storage of this profile. */
export class Events implements EventBus {
	readonly #gate = new FloodGate();
	readonly #deliveries: Deliveries;
	readonly #wants = new Wants(() => this.#connected());
	readonly #receivers = new Map<string, Receiver[]>();
	readonly #listeners = new Set<{ readonly filter: EventFilter; readonly listener: Listener }>();
	/** Hops of the events that a creation is at work on: what it publishes meanwhile is caused by them. */
	readonly #causes = new Map<string, number[]>();
	#services: Services | undefined;
	#heard: Promise<number> | undefined;
	#unwatch: (() => void) | undefined;
	#network: (() => Promise<OutsideNetwork>) | undefined;
	#lines: Promise<IncomingLines> | undefined;

	constructor({ delaysMs = DELAYS_MS }: { readonly delaysMs?: readonly number[] } = {}) {
		this.#deliveries = new Deliveries({
			services: () => this.#connected(),
			receiverOf: (to) => this.#receiverOf(to),
			delaysMs,
		});
	}

	/** Called once by `boot.ts`. Without `network` nothing leaves for or comes from addresses outside. */
	connect(services: Services, network?: () => Promise<OutsideNetwork>): void {
		this.#services = services;
		this.#network = network;
		this.#unwatch = services.storage.events.watch(() => this.#follow());
	}

	/** Called once, when the page has time for it: what waited since the last visit goes on its way. */
	start(): void {
		void this.#deliveries.wakeAll();
		void this.followLines();
	}

	/** Asks the addresses outside as they are set up now. */
	async followLines(): Promise<void> {
		const network = this.#network;
		if (!network || (!this.#lines && (await this.#store.lines()).length === 0)) return;
		this.#lines ??= import('./lines.ts').then(
			({ IncomingLines }) => new IncomingLines(this.#connected(), this, network),
		);
		await (await this.#lines).follow();
	}

	stop(): void {
		void this.#lines?.then((lines) => lines.stop());
		this.#unwatch?.();
		this.#deliveries.stop();
	}

	async publish(from: Publisher, raw: unknown): Promise<Result<CloudEvent, Problem>> {
		const source = from.type === 'creation' ? urnOf(from.id) : urnOfLine(from.id);
		const passage = this.#gate.pass(source, performance.now());
		if (passage !== 'pass') return this.#refuse(from, FLOOD, passage === 'spill');
		const admitted = admit(raw, source, this.#hopsOf(from));
		if (!admitted.ok) return this.#refuse(from, admitted.error, admitted.error.type !== 'event-invalid');
		const { event, body } = admitted.value;
		await this.#wants.settled();
		const kept = await this.#store.put({ source, eventId: event.id, type: event.type, at: Date.now(), body });
		return kept.ok ? ok(eventIn(kept.value.body) ?? event) : kept;
	}

	subscribe(filter: EventFilter, listener: Listener): () => void {
		const entry = { filter, listener };
		this.#heard ??= this.#store.newest();
		this.#listeners.add(entry);
		return () => this.#listeners.delete(entry);
	}

	receive(to: CreationId, receiver: Receiver): () => void {
		const receivers = this.#receivers.get(to) ?? [];
		this.#receivers.set(to, [...receivers, receiver]);
		this.#deliveries.wake(to);
		return () => {
			const left = (this.#receivers.get(to) ?? []).filter((one) => one !== receiver);
			if (left.length > 0) this.#receivers.set(to, left);
			else this.#receivers.delete(to);
		};
	}

	/** The present files of an open creation: what its manifest links to decides what it hears. */
	follow(id: CreationId, files: Files): void {
		this.#wants.follow(id, files);
	}

	/** Looks once more what waits for `to`. */
	wake(to: string): void {
		this.#deliveries.wake(to);
	}

	#follow(): void {
		void this.#deliveries.wakeAll();
		if (this.#heard) this.#heard = this.#heard.then((seq) => this.#tell(seq));
	}

	/** Tells listeners what was published after `seq`; gives the last one's number. */
	async #tell(seq: number): Promise<number> {
		const news = await this.#store.after(seq);
		for (const kept of news)
			for (const { filter, listener } of this.#listeners) {
				const event = (await this.#isMeant(kept, filter)) ? eventIn(kept.body) : undefined;
				if (event) listener(event);
			}
		return news.at(-1)?.seq ?? seq;
	}

	async #isMeant({ source, type }: KeptEvent, { to, sources, types }: EventFilter): Promise<boolean> {
		if (sources && !sources.includes(source)) return false;
		if (types && !fitsType(type, types)) return false;
		if (!to) return true;
		const wants = await this.#store.subscriptions(to);
		return wants.some((want) => want.source === source && fitsType(type, want.types));
	}

	#hopsOf(from: Publisher): number {
		if (from.type === 'line') return from.hops ?? 0;
		const causes = this.#causes.get(from.id) ?? [];
		return Math.max(from.hops ?? 0, ...causes.map((hops) => hops + 1));
	}

	async #receiverOf(to: string): Promise<Receiver | undefined> {
		const receiver = this.#receivers.get(to)?.at(-1) ?? (await this.#ownReceiver(to));
		return receiver && ((arrival) => this.#within(to, arrival.event, () => receiver(arrival)));
	}

	async #ownReceiver(to: string): Promise<Receiver | undefined> {
		const line = (await this.#store.lines()).find(({ id }) => id === to);
		if (line) return line.isOn && line.way === 'webhook' ? this.#webhookReceiver(line) : undefined;
		const id = creationIdFrom(to);
		const creation = id && (await this.#connected().storage.creation(id));
		if (!creation || creation.trashedAt !== undefined) return undefined;
		return ['api', 'workflow'].includes(creation.kind)
			? operationReceiver(creation.id, this.#connected())
			: undefined;
	}

	#webhookReceiver(line: EventLine): Receiver | undefined {
		const network = this.#network;
		return (
			network &&
			(async (arrival) => (await import('./webhook.ts')).sendWebhook(line, arrival, await network()))
		);
	}

	async #within<T>(to: string, event: CloudEvent, work: () => Promise<T>): Promise<T> {
		const causes = this.#causes.get(to) ?? [];
		this.#causes.set(to, causes);
		const hops = event.aetherhops ?? 0;
		causes.push(hops);
		try {
			return await work();
		} finally {
			causes.splice(causes.indexOf(hops), 1);
			if (causes.length === 0) this.#causes.delete(to);
		}
	}

	#refuse(from: Publisher, problem: Problem, isLogged: boolean): Result<never, Problem> {
		if (isLogged)
			void this.#connected().storage.audit({
				event: 'event.publish',
				outcome: 'denied',
				...(from.type === 'creation' ? { creationId: from.id } : {}),
				detail: { problem: problem.type },
			});
		return err(problem);
	}

	get #store() {
		return this.#connected().storage.events;
	}

	#connected(): Services {
		if (!this.#services) throw new Error('Events.connect was not called');
		return this.#services;
	}
}

const FLOOD: Problem = {
	type: 'event-flood',
	message: 'It publishes more events than are let through, so some were left out.',
};
