import { expect, test } from 'vitest';
import { networkFetch } from './network-fetch.ts';

const request = { url: 'https://packages.test/a', maxBytes: 10 };

test('a call carries no cookie, no referrer and follows no redirect', async () => {
	const seen: RequestInit[] = [];
	const answer = await networkFetch({ ...request, accept: 'text/plain' }, (_url, init) => {
		seen.push(init ?? {});
		return Promise.resolve(new Response('0123456789', { headers: { 'content-length': '10' } }));
	});
	expect(answer.ok && [answer.value.status, answer.value.length, answer.value.bytes.length]).toEqual([
		200, 10, 10,
	]);
	expect(seen).toMatchObject([
		{
			credentials: 'omit',
			redirect: 'error',
			referrerPolicy: 'no-referrer',
			mode: 'cors',
			headers: { accept: 'text/plain' },
		},
	]);
});

test('an answer beyond its limit is refused, and the rest of it is not read', async () => {
	let isCancelled = false;
	const endless = new ReadableStream<Uint8Array>({
		pull: (controller) => controller.enqueue(new Uint8Array(6)),
		cancel: () => void (isCancelled = true),
	});
	const answer = await networkFetch(request, () => Promise.resolve(new Response(endless)));
	expect(answer.ok ? '' : answer.error.type).toBe('answer-too-large');
	expect(isCancelled).toBe(true);
});

test('a network that fails is told with its origin and no path', async () => {
	const answer = await networkFetch(request, () => Promise.reject(new TypeError('failed')));
	expect(answer.ok ? '' : answer.error.message).toBe('https://packages.test does not answer.');
});
