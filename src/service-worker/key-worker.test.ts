import { expect, test } from 'vitest';
import { isKeyWorker, policyFor, sealedKeyWorker } from './key-worker.ts';

const PATH = '/_app/immutable/workers/keys.worker-DrNJZEHe.js';
const at = (connect?: string) => {
	const url = new URL(PATH, 'https://aether.test');
	if (connect !== undefined) url.searchParams.set('connect', connect);
	return url;
};
const connectOf = (connect?: string) => policyFor(at(connect)).split('; ').at(-1);

test('the key worker is known by its built name, whatever its hash, and under vite dev', () => {
	expect(isKeyWorker(at())).toBe(true);
	expect(isKeyWorker(new URL('https://a.test/src/lib/workers/keys.worker.ts?worker_file'))).toBe(true);
	for (const path of ['/keys.worker-1.js', '/_app/immutable/workers/archive.worker-1.js', `${PATH}.map`])
		expect(isKeyWorker(new URL(path, 'https://a.test'))).toBe(false);
});

test('the network worker is sealed the same way', () => {
	expect(isKeyWorker(new URL('https://a.test/_app/immutable/workers/network.worker-Ab_1.js'))).toBe(true);
	expect(isKeyWorker(new URL('https://a.test/src/lib/workers/network.worker.ts'))).toBe(true);
});

test('a worker with a socket may reach its one server, by wss or on this machine', () => {
	expect(isKeyWorker(new URL('https://a.test/_app/immutable/workers/sockets.worker-Ab_1.js'))).toBe(true);
	expect(connectOf('wss://signal.test')).toBe('connect-src wss://signal.test');
	expect(connectOf('ws://localhost:4444')).toBe('connect-src ws://localhost:4444');
	expect(connectOf('ws://signal.test')).toBe("connect-src 'none'");
});

test('it may reach the origins its address names and nothing else', () => {
	expect(policyFor(at('https://api.openai.com,http://localhost:11434'))).toBe(
		"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src https://api.openai.com http://localhost:11434",
	);
});

test.each([
	undefined,
	'',
	'*',
	'https:',
	"'self'",
	'http://evil.test',
	'https://a.test/path',
	'https://*.a.test',
	'https://a.test; script-src *',
	'https://a.test\r\nSet-Cookie: a=b',
	'https://api.openai.com,*',
	Array.from({ length: 151 }, (_, index) => `https://a${index}.test`).join(','),
])('with the list %s it may reach nothing at all', (connect) => {
	expect(connectOf(connect)).toBe("connect-src 'none'");
});

test('the policy takes the place of that of the host, and the rest of the headers comes along', () => {
	const host = new Response('', { headers: { 'Content-Security-Policy': 'default-src *' } });
	const { headers } = sealedKeyWorker(host, at('https://api.openai.com'));
	expect(headers.get('content-security-policy')).toBe(policyFor(at('https://api.openai.com')));
	expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
});
