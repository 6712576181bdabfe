/// <reference lib="webworker" />
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { BROKER_PATH, brokerResponse } from '#lib/services/sandbox/broker.ts';
import { requestSchema, type Progress, type WorkerRequest } from '#lib/services/offline/messages.ts';
import { NO_FALLBACK } from '../../scripts/headers.mjs';
import { Background } from './background.ts';
import { isolate } from './isolate.ts';
import { isKeyWorker, sealedKeyWorker } from './key-worker.ts';
import { readLists } from './lists.ts';
import { receiveShare } from './share.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __PRECACHE__: unknown };

const lists = readLists(self.__PRECACHE__);
const background = new Background(lists, location.origin);
const core = new PrecacheController({
	cacheName: 'aether-core',
	plugins: [
		{
			handlerWillRespond: ({ request, response }) =>
				Promise.resolve(isolate(response, new URL(request.url).pathname)),
		},
	],
});
core.addToCacheList(lists.core.map(([url, revision]) => ({ url, revision })));

async function report(progress: Progress): Promise<void> {
	for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage(progress);
}

async function install(event: ExtendableEvent): Promise<void> {
	await core.install(event);
	// An update must leave nothing to fetch afterwards: who is offline-ready stays so.
	if (!self.registration.active) return;
	const isWhole =
		(await background.fill('background', event, () => undefined)) && (await background.renew(event));
	if (!isWhole) throw new Error('The update could not be fetched whole; the present version stays.');
}

async function activate(event: ExtendableEvent): Promise<void> {
	await core.activate(event);
	await background.sweep();
	await self.clients.claim();
}

self.addEventListener('install', (event) => {
	event.waitUntil(install(event));
});
self.addEventListener('activate', (event) => {
	event.waitUntil(activate(event));
});
self.addEventListener('message', (event) => {
	const message = requestSchema.safeParse(event.data);
	if (!message.success) return;
	event.waitUntil(obey(message.data.type, event));
});

function obey(type: WorkerRequest['type'], event: ExtendableEvent): Promise<unknown> {
	switch (type) {
		case 'SKIP_WAITING':
			return self.skipWaiting();
		case 'claim':
			return self.clients.claim();
		case 'prepare':
			return background.fill('background', event, (progress) => void report(progress));
		case 'prepare-later':
			return background.fill('later', event, (progress) => void report(progress));
	}
}

async function keyWorker(url: URL, event: ExtendableEvent): Promise<Response> {
	const file = new URL(url.pathname, url);
	const kept = background.has(file) ? background.answer(new Request(file), event) : fetch(url);
	return sealedKeyWorker(await kept, url);
}

registerRoute(BROKER_PATH, () => Promise.resolve(brokerResponse('require-corp')));
registerRoute('/share', ({ request }) => receiveShare(request), 'POST');
// Before all that keeps files: kept or not, this one script never leaves without its policy.
registerRoute(
	({ url, sameOrigin }) => sameOrigin && isKeyWorker(url),
	({ url, event }) => keyWorker(url, event),
);
registerRoute(new PrecacheRoute(core));
registerRoute(
	({ url, sameOrigin }) => sameOrigin && background.has(url),
	({ request, event }) => background.answer(request, event),
);
if (lists.core.length > 0) {
	const denylist = NO_FALLBACK.map((prefix) => new RegExp(`^${prefix}`));
	registerRoute(new NavigationRoute(core.createHandlerBoundToURL('/index.html'), { denylist }));
}
