import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { serve } from '../scripts/serve.mjs';
import { vendorPlugin } from '../scripts/vendor-plugin.mjs';
import {
	exits,
	freezes,
	hangs,
	navigations,
	peers,
	programOf,
	theft,
	type Attack,
} from './hostile/attacks.ts';
import type { Trial, TrialOptions, Trials } from './hostile/page/page.ts';
import { forgeries } from './hostile/forgeries.ts';
import { launchOptions } from './support/browser.mjs';
import { startHitServer, type HitServer } from './support/hit-server.ts';

declare const trials: Trials;

/** Every attack in one browser, one after the other: what one leaves behind must not help the next. */
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const SECRET = 'SECRET-of-the-host';
const table: { attack: string; hits: number; packets: number; secrets: number; host: string }[] = [];
let folder = '';
let site: Awaited<ReturnType<typeof serve>>;
let thief: HitServer;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'aether-hostile-'));
	await buildPage(folder);
	site = await serve({ directory: folder });
	thief = await startHitServer();
	browser = await chromium.launch(await launchOptions());
	page = await openHost();
});

test.afterAll(async () => {
	await browser.close();
	await Promise.all([site.close(), thief.close(), rm(folder, { recursive: true })]);
	console.table(table);
});

/** The trial page, made from the product's own modules. */
async function buildPage(outDir: string): Promise<void> {
	const root = fileURLToPath(new URL('hostile/page/', import.meta.url));
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		publicDir: fileURLToPath(new URL('../static/', import.meta.url)),
		plugins: [vendorPlugin()],
		worker: { format: 'es' },
		build: {
			outDir,
			emptyOutDir: true,
			target: 'es2022',
			assetsDir: '_app/immutable',
			rolldownOptions: {
				input: { index: `${root}index.html`, 'service-worker': `${root}service-worker.ts` },
				output: {
					entryFileNames: ({ name }) =>
						name === 'service-worker' ? 'service-worker.js' : '_app/immutable/[name].[hash].js',
				},
			},
		},
	});
}

/** A host with secrets in every place a page can keep them, and one in its address. */
async function openHost(): Promise<Page> {
	const opened = await (await browser.newContext()).newPage();
	await opened.goto(`${site.origin}/#room-key=${SECRET}`);
	await opened.evaluate(async (secret) => {
		localStorage.setItem('key', secret);
		sessionStorage.setItem('key', secret);
		document.cookie = `key=${secret}`;
		await (await caches.open(secret)).put('/secret', new Response(secret));
		const request = indexedDB.open('secrets', 1);
		request.onupgradeneeded = () => request.result.createObjectStore(secret).put(secret, 'key');
		await new Promise((resolve) => (request.onsuccess = resolve));
		request.result.close();
		void navigator.locks.request(secret, () => new Promise(() => undefined));
		await trials.ready();
	}, SECRET);
	return opened;
}

const start = (options: TrialOptions): Promise<Trial> => page.evaluate((each) => trials.run(each), options);
const logs = (id: number): Promise<string[]> => page.evaluate((each) => trials.logs(each), id);
const state = (id: number): Promise<string> => page.evaluate((each) => trials.state(each), id);
const stop = (id: number): Promise<void> => page.evaluate((each) => { trials.stop(each); }, id); // prettier-ignore

/** The host's own thread goes on. */
async function expectTicking(): Promise<void> {
	const before = await page.evaluate(() => trials.ticks());
	await expect.poll(() => page.evaluate(() => trials.ticks())).toBeGreaterThan(before + 5);
}

/** Runs an attack to its end, or until its document is gone. */
async function carryOut(attack: Attack): Promise<string[]> {
	thief.forget();
	const trial = await start({ files: { 'main.js': programOf(attack, thief) }, limits: { cpuMs: 500 } });
	expect(trial.failure).toBeNull();
	const isOver = async (): Promise<boolean> =>
		(await logs(trial.id)).includes('DONE') || (await state(trial.id)) !== 'running';
	await expect.poll(isOver, { timeout: 15_000 }).toBe(true);
	const said = await logs(trial.id);
	await stop(trial.id);
	return said;
}

async function note(attack: string, said: readonly string[]): Promise<void> {
	const secrets = said.filter((line) => line.startsWith('FOUND') || line.includes(SECRET));
	table.push({
		attack,
		hits: thief.hits().length,
		packets: thief.packets(),
		secrets: secrets.length,
		host: 'alive',
	});
	expect(secrets, attack).toEqual([]);
	expect(thief.hits(), attack).toEqual([]);
	expect(thief.packets(), attack).toBe(0);
	await expectTicking();
}

test('the attacker sees what an unprotected page lets out', async () => {
	const open = await (await browser.newContext()).newPage();
	await open.goto(`${thief.origin}/open`);
	thief.forget();
	await open.evaluate(async (udpPort) => {
		await fetch('/fetch');
		const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udpPort}` }] });
		peer.createDataChannel('x');
		await peer.setLocalDescription(await peer.createOffer());
	}, thief.udpPort);
	await expect.poll(() => thief.packets()).toBeGreaterThan(0);
	expect(thief.hits()).toContain('/fetch');
	await open.context().close();
});

for (const attack of [...theft, ...exits, ...peers, ...hangs])
	test(`nothing gets out: ${attack.name}`, async () => {
		const said = await carryOut(attack);
		expect(said).toContain('DONE');
		if (attack.mustSay) expect(said).toContain(attack.mustSay);
		await note(attack.name, said);
	});

for (const attack of navigations)
	test(`nobody leaves: ${attack.name}`, async () => {
		thief.forget();
		const trial = await start({ files: { 'main.js': programOf(attack, thief) } });
		expect(trial.failure).toBeNull();
		await expectTicking();
		await page.waitForFunction(
			(before) => trials.ticks() > before + 50,
			await page.evaluate(() => trials.ticks()),
		);
		const said = await logs(trial.id);
		await stop(trial.id);
		await note(attack.name, said);
		expect(page.url()).toContain(site.origin);
		expect(page.context().pages()).toHaveLength(1);
	});

for (const attack of freezes)
	test(`the host and the other creations go on: ${attack.name}`, async () => {
		thief.forget();
		const innocent = await start({ files: { 'main.ts': `console.log('innocent');` } });
		const guilty = await start({ files: { 'main.js': attack.code } });
		await expect.poll(() => state(guilty.id), { timeout: 20_000 }).toBe('unresponsive');
		await expectTicking();
		await page.evaluate(() => { trials.resetAll(); }); // prettier-ignore
		expect(await state(guilty.id)).toMatch(/^killed/);
		await expect.poll(() => state(innocent.id)).toBe('running');
		await expect.poll(async () => (await logs(innocent.id)).length).toBe(2);
		await stop(innocent.id);
		await note(attack.name, await logs(guilty.id));
	});

/** `page.evaluate` counts as a press of the person, this does not. */
async function quietly(expression: string): Promise<unknown> {
	const session = await page.context().newCDPSession(page);
	const answer = await session.send('Runtime.evaluate', {
		expression,
		awaitPromise: true,
		returnByValue: true,
	});
	await session.detach();
	return answer.result.value;
}

for (const forgery of forgeries)
	test(`whoever owns the port reaches only what was lent: ${forgery.name}`, async () => {
		thief.forget();
		const isPressed = (): Promise<unknown> => quietly('navigator.userActivation.isActive');
		if (forgery.needsRest) await expect.poll(isPressed, { timeout: 20_000 }).toBe(false);
		const options: TrialOptions = {
			files: { 'main.ts': '' },
			runtime: forgery.runtime(thief),
			...(forgery.limits ? { limits: forgery.limits } : {}),
		};
		const id = Number(await quietly(`trials.run(${JSON.stringify(options)}).then(({ id }) => id)`));
		expect(id).toBeGreaterThanOrEqual(0);
		await expect.poll(() => quietly(`trials.state(${id})`), { timeout: 20_000 }).toMatch(forgery.state);
		const before = Number(await quietly('trials.ticks()'));
		await expect.poll(() => quietly('trials.ticks()').then(Number)).toBeGreaterThan(before + 20);
		expect(await quietly(`trials.state(${id})`)).toMatch(forgery.state);
		const facts = await page.evaluate((each) => trials.facts(each), id);
		expect(facts).toMatchObject({ downloads: [], links: [], thumbnails: [] });
		expect(facts?.fetched.filter((url) => url !== 'https://x.test/')).toEqual([]);
		expect(Object.keys(facts?.stored ?? {})).not.toContain('big');
		expect(await page.evaluate(() => 'polluted' in {} || 'polluted' in globalThis)).toBe(false);
		// What is let through is counted by time, of which a busy machine takes more.
		expect((await logs(id)).length).toBeLessThan(5_000);
		await stop(id);
		await note(forgery.name, []);
	});

test('after a press a file and a link reach the shell, and only through it', async () => {
	thief.forget();
	const trial = await start({
		files: {
			'main.ts': `document.body.innerHTML = '<button>Save</button> <a href="${thief.origin}/page">Out</a>';
				document.querySelector('button')?.addEventListener('click', () => {
					const link = document.createElement('a'); link.href = URL.createObjectURL(new Blob(['a,b'])); link.download = '../list.csv'; link.click(); });`,
		},
	});
	await page.evaluate((id) => { trials.preview(id); }, trial.id); // prettier-ignore
	const creation = page.frameLocator('iframe[title="Preview of Trial"]').frameLocator('iframe');
	await creation.getByRole('button', { name: 'Save' }).click();
	await creation.getByRole('link', { name: 'Out' }).click();
	await expect
		.poll(() => page.evaluate((id) => trials.facts(id), trial.id))
		.toMatchObject({ downloads: ['_list.csv'], links: [`${thief.origin}/page`] });
	expect(thief.hits()).toEqual([]);
	expect(page.context().pages()).toHaveLength(1);
	await stop(trial.id);
});

test('without a service worker a start fails in plain words, and does not hang', async () => {
	const bare = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
	await bare.goto(site.origin);
	const trial = await bare.evaluate(() => trials.run({ files: { 'main.ts': '' } }));
	expect(trial.failure).toBe('sandbox-unreachable: The sandbox could not be reached, so nothing can run.');
	await bare.context().close();
});

test('a memory bomb ends its own process and nothing else', async () => {
	const options = await launchOptions();
	const args = [...options.args, '--js-flags=--max-old-space-size=192'];
	const small = await chromium.launch({ ...options, args });
	const [main, mainBrowser] = [page, browser];
	try {
		browser = small;
		page = await openHost();
		const onlooker = await page.context().newPage();
		await onlooker.goto(site.origin);
		// Few and large pieces: a loop that goes on for two seconds would be stopped before the memory is used up.
		const bomb = await start({
			files: {
				'main.ts': `const all: number[][] = []; setTimeout(() => { for (;;) all.push(new Array(4e6).fill(all.length)); }, 500);`,
			},
		});
		const seen = (): Promise<string> => onlooker.evaluate(askOther, bomb.id);
		await expect.poll(seen, { timeout: 60_000 }).toMatch(/^unresponsive/);
		const ticks = Number((await seen()).split(' ')[1]);
		await expect.poll(async () => Number((await seen()).split(' ')[1])).toBeGreaterThan(ticks + 5);
		table.push({ attack: 'memory bomb', hits: 0, packets: 0, secrets: 0, host: 'alive' });
	} finally {
		await small.close();
		[page, browser] = [main, mainBrowser];
	}
});

/** State of a session in the other tab, and how far its clock is. */
function askOther(id: number): Promise<string> {
	const channel = new BroadcastChannel('trials');
	return new Promise((resolve) => {
		channel.addEventListener('message', ({ data }: MessageEvent<{ answer: string }>) => {
			channel.close();
			resolve(data.answer);
		});
		channel.postMessage({ state: id });
	});
}
