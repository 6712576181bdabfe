import { expect, test } from 'vitest';
import { readAnswer, readCall, writeAnswer, writeCall } from './operation-wire.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('a call arrives as it was made, wherever it was made for', async () => {
	const request = new Request('https://anywhere.test/books/7?full=1', {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: '{"title":"Grüße\\n"}',
	});
	const call = readCall(await writeCall(request));
	const { pathname, search } = new URL(call?.url ?? '');
	expect(call?.method).toBe('PUT');
	expect(pathname + search).toBe('/books/7?full=1');
	expect(call?.headers.get('content-type')).toBe('application/json');
	expect(await call?.text()).toBe('{"title":"Grüße\\n"}');
});

test('an answer arrives as it was given, with bytes or without', async () => {
	const body = Uint8Array.of(0, 10, 255);
	const answer = readAnswer(await writeAnswer(new Response(body, { status: 201, headers: { 'x-a': 'b' } })));
	expect([answer?.status, answer?.headers.get('x-a')]).toEqual([201, 'b']);
	expect(new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(body);
	expect(readAnswer(await writeAnswer(new Response(null, { status: 204 })))?.status).toBe(204);
});

test.each([
	['nothing', ''],
	['no head', 'GET /books\n'],
	['another host', '{"method":"GET","target":"//evil.example/x","headers":[]}\n'],
	['a target without a path', '{"method":"GET","target":"@evil.example","headers":[]}\n'],
	['a method that is none', '{"method":"TRACE","target":"/","headers":[]}\n'],
	['a header that is none', '{"method":"GET","target":"/","headers":[["a b","c"]]}\n'],
])('%s is no call', (_what, text) => {
	expect(readCall(bytesOf(text))).toBeUndefined();
});

test.each([['{"status":99,"headers":[]}\n'], ['{"status":200}\n'], ['x']])('%s is no answer', (text) => {
	expect(readAnswer(bytesOf(text))).toBeUndefined();
});
