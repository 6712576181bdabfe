import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import { line, optionsFor, started, type Given } from '../sandbox.suite.ts';
import { createWebContainerSandbox, type WebContainerSandbox } from './create-webcontainer.ts';
import { wantsNode } from './wants-node.ts';

declare module 'vitest' {
	interface ProvidedContext {
		readonly containerHost: string;
	}
}

/** The real client, against the fake frame of tests/support: what the vendor's own does is not shown by this. */
const control = inject('containerHost');
const ask = async (path: string): Promise<string> => (await fetch(control + path)).text();

let sandbox: WebContainerSandbox;
let isAllowed = true;
let isOnline = true;

const project = (script: string, more: object = {}): string =>
	JSON.stringify({ scripts: { start: script }, ...more });
const given = (script: string, files: Given['files'] = {}): Given => ({
	entry: 'index.js',
	files: { 'package.json': project(script), 'index.js': '', ...files },
});
const ROUTES = JSON.stringify({
	'/': { type: 'text/html', body: '<h1>Hello</h1>' },
	'/preview/books': { type: 'application/json', body: '["one"]' },
});

beforeAll(async () => {
	sandbox = createWebContainerSandbox({
		apiKey: null,
		isAllowed: () => isAllowed,
		host: await ask('/address'),
		bootMs: 1_500,
		isOnline: () => isOnline,
	});
});
afterAll(async () => {
	await sandbox.close();
	await ask('/close');
});

// In this order: the client boots once per page, and before this nothing may have loaded its frame.
describe('a host that is not there', () => {
	test('nothing is loaded before the person agreed', async () => {
		isAllowed = false;
		const outcome = await sandbox.start(optionsFor(given('serve')));
		isAllowed = true;
		expect(outcome.ok ? {} : outcome.error).toMatchObject({ action: 'Allow WebContainers in Settings' });
		expect(document.querySelector('iframe[src*="/headless"]')).toBeNull();
	});

	test('without a network it is said at once', async () => {
		isOnline = false;
		const outcome = await sandbox.start(optionsFor(given('serve')));
		isOnline = true;
		expect(outcome.ok ? {} : outcome.error).toMatchObject({ type: 'sandbox-unreachable' });
		expect(sandbox.state).toBe('unreachable');
	});

	test('a host that does not answer is unreachable within the cap, and works once it is there', async () => {
		const states: string[] = [];
		const unwatch = sandbox.watch((state) => states.push(state));
		const since = performance.now();
		const outcome = await sandbox.start(optionsFor(given('serve')));
		expect(outcome.ok ? {} : outcome.error).toMatchObject({
			type: 'sandbox-unreachable',
			action: 'Check the connection and try again',
		});
		expect(performance.now() - since).toBeLessThan(10_000);
		await ask('/open');
		dispatchEvent(new Event('online'));
		await expect.poll(() => sandbox.state).toBe('ready');
		unwatch();
		expect(states).toEqual(['booting', 'unreachable', 'ready']);
	});

	test('a start that is aborted ends as stopped', async () => {
		const outcome = await sandbox.start(optionsFor({ ...given('sleep'), signal: AbortSignal.abort() }));
		expect(outcome.ok ? '' : outcome.error.type).toBe('stopped');
	});
});

describe('a Node project', () => {
	test('is installed, started, shown and asked', async () => {
		const session = await started(
			sandbox,
			given('serve', {
				'package.json': project('serve', { dependencies: { express: '5.0.0' } }),
				'routes.json': ROUTES,
			}),
		);
		expect(await line(session, 'added')).toBe('added 1 packages');
		expect(await line(session, 'listening')).toBe('listening');
		expect(session.state.type).toBe('running');
		const leave = session.preview(document.body);
		expect(document.querySelector('iframe[title="Preview of Trial"]')).not.toBeNull();
		leave();
		expect(document.querySelector('iframe[title="Preview of Trial"]')).toBeNull();
		const books = await session.request(new Request('https://creation.test/preview/preview/books'));
		expect(books.ok && (await books.value.json())).toEqual(['one']);
		const echo = await session.request(
			new Request('https://creation.test/preview/echo', { method: 'POST', body: 'hi' }),
		);
		expect(echo.ok && [echo.value.status, await echo.value.json()]).toEqual([
			201,
			{ method: 'POST', body: 'hi' },
		]);
		session.stop();
		expect(session.state).toEqual({ type: 'ended', end: 'stopped' });
	});

	test('whose first address is no page fails a request honestly', async () => {
		const routes = JSON.stringify({ '/': { type: 'application/json', body: '{}' } });
		const session = await started(sandbox, given('serve', { 'routes.json': routes }));
		const answer = await session.request(new Request('https://creation.test/x'), { timeoutMs: 500 });
		expect(answer.ok ? '' : answer.error.message).toContain('shows no page at its first address');
		session.stop();
	});

	test('that cannot be installed, or ends with a code, fails with its last words', async () => {
		const install = await sandbox.start(
			optionsFor(
				given('serve', { 'package.json': project('serve', { dependencies: { 'does-not-exist': '1' } }) }),
			),
		);
		expect(install.ok ? {} : install.error).toMatchObject({
			type: 'build-failed',
			detail: 'npm error 404 Not Found',
		});
		const exit = await sandbox.start(optionsFor(given('exit 3')));
		expect(exit.ok ? '' : exit.error.message).toBe('The program ended with code 3.');
	});

	test('without a script and without its entry says which file is missing', async () => {
		const outcome = await sandbox.start(optionsFor({ entry: 'main.js', files: { 'a.txt': '' } }));
		expect(outcome.ok ? {} : outcome.error).toMatchObject({
			type: 'entry-missing',
			message: 'The file "main.js", where this project starts, is missing.',
		});
	});

	test('that prints and ends well has run', async () => {
		const session = await started(sandbox, given('print done'));
		expect(await line(session, 'done')).toBe('done');
		expect(session.state).toMatchObject({ type: 'ended', end: 'stopped' });
	});

	test('that floods its output is killed', async () => {
		const session = await sandbox.start(
			optionsFor({ ...given('flood'), limits: { bytesPerSecond: 1_000_000 } }),
		);
		expect(session.ok ? session.value.state : session.error.type).toBe('stopped');
	});

	test('an update writes what changed and starts a plain server again; files made inside come back', async () => {
		const files: Given['files'] = {
			'routes.json': ROUTES,
			'gone.txt': 'x',
			'deep/old.bin': new Uint8Array([0, 255]),
		};
		const session = await started(sandbox, given('serve', files));
		const now: Files = new Map<string, string | Uint8Array>([
			['package.json', project('serve')],
			['index.js', ''],
			[
				'routes.json',
				JSON.stringify({
					'/': { type: 'text/html', body: 'x' },
					'/new': { type: 'text/plain', body: 'new' },
				}),
			],
			['deep/old.bin', new Uint8Array([0, 255])],
			['deep/new/a.txt', 'a'],
		]);
		expect((await session.update(now)).ok).toBe(true);
		const answer = await session.request(new Request('https://creation.test/preview/new'));
		expect(answer.ok && (await answer.value.text())).toBe('new');
		const exported = await sandbox.session?.export();
		expect(exported?.ok && new Map([...exported.value].sort())).toEqual(new Map([...now].sort()));
		session.stop();
	});

	test('one start ends the other, and each has a container of its own', async () => {
		const first = await started(sandbox, given('serve', { 'routes.json': ROUTES, 'secret.txt': 'x' }));
		const second = await started(sandbox, given('serve', { 'routes.json': ROUTES }));
		expect(first.state).toMatchObject({ type: 'ended', end: 'stopped' });
		const exported = await sandbox.session?.export();
		expect(exported?.ok && exported.value.has('secret.txt')).toBe(false);
		second.stop();
	});
});

test('the client itself: kill gives 143, a missing file ENOENT, after teardown it boots again', async () => {
	await sandbox.close();
	const { WebContainer } = await import('@webcontainer/api');
	for (let round = 0; round < 2; round++) {
		const container = await WebContainer.boot({ coep: 'require-corp' });
		const process = await container.spawn('sleep');
		process.kill();
		expect(await process.exit).toBe(143);
		await expect(container.fs.readFile('none', 'utf-8')).rejects.toThrow('ENOENT');
		container.teardown();
	}
});

test('a project for Node is told from a creation with packages', () => {
	const wants = (manifest: object) => wantsNode(new Map([['package.json', JSON.stringify(manifest)]]));
	expect(wants({ dependencies: { express: '5' } })).toBe(true);
	expect(wants({ devDependencies: { vite: '8' } })).toBe(true);
	expect(wants({ scripts: { dev: 'x' } })).toBe(true);
	expect(wants({ dependencies: { nanoid: '5.0.0' }, scripts: { test: 'x' } })).toBe(false);
	expect(wantsNode(new Map())).toBe(false);
	expect(wantsNode(new Map([['package.json', 'broken']]))).toBe(false);
});
