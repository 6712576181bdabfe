import type { Socket } from '#lib/services/collab/signalling.ts';
import { sealedAddress } from './sealed-address.ts';
import SocketsWorkerUrl from './sockets.worker.ts?worker&url';
import { newsSchema, type News, type Wish } from './sockets-protocol.ts';

/**
 * A socket to one of the person's own servers, in a worker whose policy lets it reach nothing else.
 * @param controlled resolves when the service worker answers this page's requests, false when it never will.
 */
export const openSocket = (url: string, controlled: () => Promise<boolean>): Socket =>
	new WorkerSocket(url, controlled);

class WorkerSocket implements Socket {
	readonly #events = new EventTarget();
	#readyState: number = WebSocket.CONNECTING;
	#worker: Worker | undefined;

	constructor(url: string, controlled: () => Promise<boolean>) {
		void this.#start(url, controlled);
	}

	get readyState(): number {
		return this.#readyState;
	}

	addEventListener(type: 'open' | 'close', listener: () => void): void;
	addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
	addEventListener(type: string, listener: (event: MessageEvent<unknown>) => void): void {
		this.#events.addEventListener(type, (event) =>
			listener(event instanceof MessageEvent ? event : new MessageEvent(event.type)),
		);
	}

	send(text: string): void {
		this.#ask({ type: 'send', text });
	}

	close(): void {
		this.#worker?.terminate();
		if (this.#readyState === WebSocket.CLOSED) return;
		this.#readyState = WebSocket.CLOSED;
		this.#events.dispatchEvent(new Event('close'));
	}

	async #start(url: string, controlled: () => Promise<boolean>): Promise<void> {
		const isGuarded = await controlled();
		if (!isGuarded) return this.close();
		if (this.#readyState === WebSocket.CLOSED) return;
		this.#worker = new Worker(sealedAddress(SocketsWorkerUrl, [url]), { type: 'module', name: 'socket' });
		this.#worker.onerror = () => this.close();
		this.#worker.onmessage = ({ data }: MessageEvent<unknown>) => {
			const news = newsSchema.safeParse(data);
			if (news.success) this.#hear(news.data);
		};
		this.#ask({ type: 'open', url });
	}

	#ask(wish: Wish): void {
		this.#worker?.postMessage(wish);
	}

	#hear(news: News): void {
		if (news.type === 'close') return this.close();
		if (news.type === 'message') this.#events.dispatchEvent(new MessageEvent('message', { data: news.text }));
		if (news.type !== 'open') return;
		this.#readyState = WebSocket.OPEN;
		this.#events.dispatchEvent(new Event('open'));
	}
}
