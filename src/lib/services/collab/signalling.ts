import * as z from 'zod/mini';
import { base64Of, concat, fromBase64, randomBytes, textOf, utf8 } from './bytes.ts';
import type { Meeting } from './identity.ts';

/** A place where sealed notes are passed on under a topic. It reads nothing and is not trusted. */
export interface Signalling {
	/** Listens under a topic; whatever is published there by others arrives in order. Keeps trying without being asked. */
	join(topic: string, listener: SignallingListener): SignallingSeat;
}

export interface SignallingListener {
	note(sealed: string): void;
	/** It can be reached, again perhaps: what must be known there should be said now. */
	open(): void;
}

export interface SignallingSeat {
	publish(sealed: string): void;
	close(): void;
}

/** Milliseconds between tries to reach a server: doubled each time, to the second. */
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 60_000;
const PING_MS = 20_000;
const MAX_NOTE = 48 * 1024;

const messageSchema = z.object({
	type: z.literal('publish'),
	topic: z.string(),
	data: z.string().check(z.maxLength(MAX_NOTE)),
});

/** What is used of a WebSocket. */
export interface Socket {
	readonly readyState: number;
	send(text: string): void;
	close(): void;
	addEventListener(type: 'open' | 'message' | 'close', listener: (event: Event) => void): void;
}

/**
 * A signalling server that speaks the four messages of y-webrtc, as ours and theirs do.
 * @param open makes the socket: the page's own policy lets no socket out, the network worker's does.
 */
export const serverSignalling = (url: string, open: (url: string) => Socket): Signalling => ({
	join: (topic, listener) => new ServerSeat({ url, open, topic, listener }),
});

interface ServerPlace {
	readonly url: string;
	readonly open: (url: string) => Socket;
	readonly topic: string;
	readonly listener: SignallingListener;
}

class ServerSeat implements SignallingSeat {
	readonly #place: ServerPlace;
	#socket: Socket | undefined;
	#pauseMs = FIRST_PAUSE_MS;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#ping: ReturnType<typeof setInterval> | undefined;
	#isClosed = false;

	constructor(place: ServerPlace) {
		this.#place = place;
		this.#connect();
	}

	publish(sealed: string): void {
		this.#say({ type: 'publish', topic: this.#place.topic, data: sealed });
	}

	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
		clearInterval(this.#ping);
		this.#say({ type: 'unsubscribe', topics: [this.#place.topic] });
		this.#socket?.close();
	}

	#connect(): void {
		const socket = this.#place.open(this.#place.url);
		this.#socket = socket;
		socket.addEventListener('open', () => this.#onOpen());
		socket.addEventListener('message', (event) => {
			if ('data' in event) this.#onMessage(event.data);
		});
		socket.addEventListener('close', () => this.#onClose());
	}

	#onOpen(): void {
		if (this.#isClosed) return this.#socket?.close();
		this.#pauseMs = FIRST_PAUSE_MS;
		this.#say({ type: 'subscribe', topics: [this.#place.topic] });
		this.#ping = setInterval(() => this.#say({ type: 'ping' }), PING_MS);
		this.#place.listener.open();
	}

	#onMessage(data: unknown): void {
		const message = z.safeParse(messageSchema, parseJson(data));
		if (!message.success || message.data.topic !== this.#place.topic || this.#isClosed) return;
		this.#place.listener.note(message.data.data);
	}

	#onClose(): void {
		clearInterval(this.#ping);
		if (this.#isClosed) return;
		this.#timer = setTimeout(() => this.#connect(), this.#pauseMs * (0.75 + Math.random() / 2));
		this.#pauseMs = Math.min(LAST_PAUSE_MS, this.#pauseMs * 2);
	}

	#say(message: object): void {
		if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
	}
}

function parseJson(text: unknown): unknown {
	try {
		return typeof text === 'string' ? JSON.parse(text) : undefined;
	} catch {
		return undefined;
	}
}

const NONCE_BYTES = 12;

/** Hides a note from whoever passes it on. */
export async function sealNote({ key }: Meeting, note: unknown): Promise<string> {
	const iv = randomBytes(NONCE_BYTES);
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, utf8(JSON.stringify(note)));
	return base64Of(concat(iv, new Uint8Array(sealed)));
}

/** Undefined when it was sealed under another secret, or is no note. */
export async function openNote({ key }: Meeting, sealed: string): Promise<unknown> {
	const bytes = fromBase64(sealed);
	if (bytes === undefined || bytes.length <= NONCE_BYTES) return undefined;
	const iv = bytes.slice(0, NONCE_BYTES);
	try {
		const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.slice(NONCE_BYTES));
		return JSON.parse(textOf(new Uint8Array(opened)));
	} catch {
		return undefined;
	}
}
