import { Correspondence } from './correspondence.ts';
import type { SessionData } from './data.ts';
import type { Emitter } from './emitter.ts';
import type { Journal } from './journal.ts';
import { Outside } from './outside.ts';
import { lend } from './lender.ts';
import { isSafePicture } from './picture.ts';
import type { FrameMessage } from './protocol.ts';
import type { Run } from './run.ts';
import type { LogLine, StartOptions } from './sandbox.ts';
import type { Traced } from './trace.ts';

/** A frame may offer a picture at most once in this many ms. */
const PICTURE_EVERY_MS = 5_000;

type Message<Type extends FrameMessage['type']> = Extract<FrameMessage, { type: Type }>;

export interface ListeningParts {
	readonly options: StartOptions;
	readonly journal: Journal;
	readonly data: SessionData;
	readonly emitter: Emitter;
	/** A file of the product by its name. */
	readonly asset: (name: string) => Promise<ArrayBuffer>;
	/** Ends the session. */
	readonly refuse: (reason: string) => void;
}

/** Does what a running creation asks for, within what it was lent, and keeps what it says. */
export class Listening {
	readonly #options: StartOptions;
	readonly #journal: Journal;
	readonly #data: SessionData;
	readonly #emitter: Emitter;
	readonly #asset: (name: string) => Promise<ArrayBuffer>;
	readonly #refuse: (reason: string) => void;
	readonly #outsides = new WeakMap<Run, Outside>();
	readonly #correspondence: Correspondence;
	#map = '';
	#tracing: Promise<unknown> = Promise.resolve();
	#picture: string | null = null;
	#lastPicture = -PICTURE_EVERY_MS;

	constructor(parts: ListeningParts) {
		this.#options = parts.options;
		this.#journal = parts.journal;
		this.#data = parts.data;
		this.#emitter = parts.emitter;
		this.#asset = parts.asset;
		this.#refuse = parts.refuse;
		this.#correspondence = new Correspondence(parts.options.ports.events);
	}

	/** Source map of the program that starts now. */
	use(map: string): void {
		this.#map = map;
		this.#correspondence.end();
		this.#journal.forgetErrors();
	}

	/** The session is over. */
	end(): void {
		this.#correspondence.end();
	}

	/** Tells the listeners once more what they may have missed. */
	repeat(name: 'error' | 'thumbnail'): void {
		if (name === 'error') for (const error of this.#journal.errors) this.#emitter.emit('error', error);
		else if (this.#picture !== null) this.#emitter.emit('thumbnail', this.#picture);
	}

	/** `from` said `message`; `current` is the run that is shown. */
	hear(message: FrameMessage, from: Run, current: Run | null): void {
		switch (message.type) {
			case 'logs':
				for (const { level, text } of message.lines) this.#line(level, text);
				return;
			case 'error':
				this.#error(message);
				return;
			case 'storage':
				void this.#store(message, from, current);
				return;
			case 'fetch':
				void this.#outside(from).fetch(message);
				return;
			case 'download':
				this.#audit('file.download', this.#outside(from).download(message), {
					bytes: message.bytes.byteLength,
				});
				return;
			case 'open-link':
				this.#audit('link.open', this.#outside(from).openLink(message.url), {
					origin: originOf(message.url),
				});
				return;
			case 'bytes-read':
			case 'bytes-write':
			case 'asset': {
				const parts = { bytes: this.#options.ports.bytes, asset: this.#asset };
				void lend(message, parts, (answer, transfer) => from.frame.post(answer, transfer));
				return;
			}
			case 'publish':
				void this.#correspondence.publish(message, from);
				return;
			case 'events-listen':
				this.#correspondence.listen(from);
				return;
			case 'event-done':
				this.#correspondence.done(message);
				return;
			case 'output':
				this.#emitter.emit('output', { channel: message.channel, text: message.text });
				return;
			case 'thumbnail':
				this.#show(message.svg);
				return;
			case 'refused':
				this.#refuse('The sandbox refused to run: it is not isolated here.');
				return;
			default:
				return;
		}
	}

	#line(level: LogLine['level'], text: string): void {
		const line = this.#journal.add(level, text, Date.now());
		if (line) this.#emitter.emit('log', line);
	}

	/** In the order in which they happened, although reading the source map takes its time. */
	#error({ message, stack }: Message<'error'>): void {
		const at = Date.now();
		const map = this.#map;
		this.#tracing = this.#tracing.then(async () => {
			const traced = await trace(map, stack);
			const error = this.#journal.addError({ at, message, ...traced });
			const place = traced.path === undefined ? '' : ` (${traced.path}:${traced.line ?? 0})`;
			this.#line('error', message + place);
			if (error) this.#emitter.emit('error', error);
		});
	}

	async #store({ id, changes }: Message<'storage'>, from: Run, current: Run | null): Promise<void> {
		const result = await this.#data.write(new Map(changes));
		from.frame.post({ type: 'storage-result', id, problem: result.ok ? null : result.error.message });
		if (!result.ok) this.#line('error', result.error.message);
		else if (current && current !== from) current.frame.post({ type: 'storage-changed', changes });
	}

	#show(svg: string): void {
		const now = performance.now();
		if (now - this.#lastPicture < PICTURE_EVERY_MS) return;
		this.#lastPicture = now;
		if (!isSafePicture(svg)) return this.#audit('thumbnail.keep', false, {});
		this.#picture = svg;
		this.#emitter.emit('thumbnail', svg);
	}

	#outside(run: Run): Outside {
		const known = this.#outsides.get(run);
		if (known) return known;
		const outside = new Outside(this.#options.ports, (message, transfer) => {
			run.frame.post(message, transfer);
		});
		this.#outsides.set(run, outside);
		return outside;
	}

	#audit(event: string, isDone: boolean, detail: Readonly<Record<string, string | number>>): void {
		const { ports, creationId } = this.#options;
		ports.audit({ event, outcome: isDone ? 'ok' : 'denied', creationId, detail });
	}
}

async function trace(map: string, stack: string): Promise<Traced> {
	if (map === '' || stack === '') return { stack };
	const { Trace } = await import('./trace.ts');
	return new Trace(map).read(stack);
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin.slice(0, 200) : '');
