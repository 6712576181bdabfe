import { BROKER_PATH, brokerResponse } from '#lib/services/sandbox/broker.ts';

interface WorkerEvent {
	readonly waitUntil: (work: Promise<unknown>) => void;
}
interface FetchedEvent {
	readonly request: Request;
	readonly respondWith: (response: Response) => void;
}

/** The few members used here: the page's own types are those of a document. */
declare const self: {
	addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
	addEventListener(type: 'fetch', listener: (event: FetchedEvent) => void): void;
	skipWaiting(): Promise<void>;
	readonly clients: { claim(): Promise<void> };
};

// As little of a service worker as the sandbox needs: the same answer that the product's own gives.
self.addEventListener('install', (event) => {
	event.waitUntil(self.skipWaiting());
});
self.addEventListener('activate', (event) => {
	event.waitUntil(self.clients.claim());
});
self.addEventListener('fetch', (event) => {
	if (new URL(event.request.url).pathname === BROKER_PATH) event.respondWith(brokerResponse('require-corp'));
});
