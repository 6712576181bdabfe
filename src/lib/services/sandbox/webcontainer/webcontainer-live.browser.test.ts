import { expect, test } from 'vitest';
import { line, started } from '../sandbox.suite.ts';
import { createWebContainerSandbox } from './create-webcontainer.ts';

const HOST = 'https://stackblitz.com';
const WITHIN_MS = 5_000;

/** Why the vendor's own container cannot be tried here; undefined when it can. */
async function obstacle(): Promise<string | undefined> {
	const signal = AbortSignal.timeout(WITHIN_MS);
	return fetch(`${HOST}/headless`, { mode: 'no-cors', signal }).then(
		() => (crossOriginIsolated ? undefined : 'this page is not cross-origin isolated'),
		() => `${HOST} unreachable`,
	);
}

test('live: a server of Node answers in the real container', { timeout: 120_000 }, async ({ skip }) => {
	const reason = await obstacle();
	if (reason) {
		const note = `SKIPPED: ${reason} – live WebContainer not verified`;
		console.warn(note);
		return skip(note);
	}
	const sandbox = createWebContainerSandbox({ apiKey: null, isAllowed: () => true });
	const session = await started(sandbox, {
		entry: 'index.js',
		files: {
			'package.json': '{"scripts":{"start":"node index.js"}}',
			'index.js': `require('node:http').createServer((request, response) => {
				response.setHeader('content-type', request.url === '/' ? 'text/html' : 'application/json');
				response.end(request.url === '/' ? '<!doctype html><title>Live</title>' : '["live"]');
			}).listen(3000, () => console.log('listening'));`,
		},
	});
	expect(await line(session, 'listening')).toBe('listening');
	const answer = await session.request(new Request('https://creation.test/books'));
	expect(answer.ok && (await answer.value.json())).toEqual(['live']);
	await sandbox.close();
});
