import { BROKER_PATH, brokerResponse } from '#lib/services/sandbox/broker.ts';

// As little of a service worker as the sandbox needs: the same answer the product's own gives.
self.addEventListener('install', () => {
	void Reflect.apply(Reflect.get(self, 'skipWaiting'), self, []);
});
self.addEventListener('activate', (event) => {
	const clients: unknown = Reflect.get(self, 'clients');
	if (typeof clients === 'object' && clients !== null)
		Reflect.apply(Reflect.get(event, 'waitUntil'), event, [
			Reflect.apply(Reflect.get(clients, 'claim'), clients, []),
		]);
});
self.addEventListener('fetch', (event) => {
	const request: unknown = Reflect.get(event, 'request');
	if (request instanceof Request && new URL(request.url).pathname === BROKER_PATH)
		Reflect.apply(Reflect.get(event, 'respondWith'), event, [brokerResponse('require-corp')]);
});
