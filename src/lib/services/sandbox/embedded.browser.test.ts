import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmbeddedSandbox } from './embedded.ts';
import type { Sandbox } from './sandbox.ts';
import { line, optionsFor, sandboxSuite, started } from './sandbox.suite.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = createEmbeddedSandbox();
	await sandbox.warm();
});

afterAll(() => {
	sandbox.resetAll();
});

describe('the embedded sandbox', () => {
	sandboxSuite(() => sandbox);

	test('says honestly what it can do', () => {
		expect(sandbox.capabilities).toEqual({ node: false, npm: 'vendored', network: 'none', offline: true });
	});

	test('runs in an opaque origin that does not know the address of the host', async () => {
		const session = await started(sandbox, {
			files: { 'main.ts': `console.log('at', origin, document.baseURI, document.referrer, 'end');` },
		});
		expect(await line(session, 'at')).toMatch(/^at null http:\/\/[^/]+\/__sandbox {2}end$/);
		session.stop();
	});

	test('a start that takes long is not taken for a request that hangs, and is not begun anew', async () => {
		const file = `
console.log('begun');
await new Promise((resolve) => setTimeout(resolve, 6000));
export default { fetch: () => new Response('here') };`;
		const session = await started(sandbox, { kind: 'api', files: { 'main.ts': file } });
		const answer = await session.request(new Request('https://creation.test/'), { timeoutMs: 500 });
		expect(answer.ok ? await answer.value.text() : answer.error.message).toBe('here');
		expect(session.logs().map(({ text }) => text)).toEqual(['begun']);
		session.stop();
	});

	test('what was built ahead is what starts, unless the files became others', async () => {
		const file = (word: string) => `console.log('here', '${word}');`;
		const { files, manifest } = optionsFor({ files: { 'main.ts': file('foreseen') } });
		await sandbox.prebuild({ files, manifest });
		const said: string[] = [];
		for (const word of ['foreseen', 'other']) {
			const session = await started(sandbox, { files: { 'main.ts': file(word) } });
			said.push(await line(session, 'here'));
			session.stop();
		}
		expect(said).toEqual(['here foreseen', 'here other']);
	});

	test('a creation that reads its manifest starts with its own, whatever was built ahead', async () => {
		const main = `import manifest from './aether.json'; console.log('title', manifest.title);`;
		const files = (title: string) => ({ 'main.ts': main, 'aether.json': JSON.stringify({ title }) });
		const draft = optionsFor({ files: files('Foreseen') });
		await sandbox.prebuild(draft);
		const session = await started(sandbox, { files: files('Own') });
		expect(await line(session, 'title')).toBe('title Own');
		session.stop();
	});

	test('an update waits for what the old program is still being asked', async () => {
		const slow = `
export default { fetch: async () => { console.log('asked'); await fetch('https://sky.link.invalid/'); return new Response('old'); } };`;
		let answer: (response: Response) => void = () => undefined;
		const fetched = new Promise<Response>((resolve) => (answer = resolve));
		const session = await started(sandbox, {
			kind: 'api',
			files: { 'main.ts': slow },
			ports: { fetch: () => fetched },
		});
		const asked = session.request(new Request('https://creation.test/'));
		expect(await line(session, 'asked')).toBe('asked');
		const updated = session.update(
			new Map([['main.ts', `console.log('begun'); export default { fetch: () => new Response('new') };`]]),
		);
		expect(await line(session, 'begun')).toBe('begun');
		answer(new Response('x'));
		const old = await asked;
		expect(old.ok && (await old.value.text())).toBe('old');
		await updated;
		const next = await session.request(new Request('https://creation.test/'));
		expect(next.ok && (await next.value.text())).toBe('new');
		session.stop();
	});

	test('what is asked after a request that hangs is answered by the fresh worker', async () => {
		const file = `
export default { fetch: ({ url }) => url.endsWith('/hang') ? new Promise(() => {}) : new Response('here') };`;
		const session = await started(sandbox, { kind: 'api', files: { 'main.ts': file } });
		for (let time = 0; time < 3; time++) {
			const hung = await session.request(new Request('https://creation.test/hang'), { timeoutMs: 100 });
			const next = await session.request(new Request('https://creation.test/'));
			expect([hung.ok, next.ok && (await next.value.text())]).toEqual([false, 'here']);
		}
		session.stop();
	});
});
