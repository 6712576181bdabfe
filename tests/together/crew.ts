import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	chromium,
	test as base,
	expect,
	type Browser,
	type BrowserContext,
	type JSHandle,
	type Page,
} from '@playwright/test';
import { build } from 'vite';
import { serve } from '../../scripts/serve.mjs';
import { startSignalling } from '../../scripts/signalling.mjs';
import { strangersBrowser } from './browser-by.ts';
import type { Me } from './page/page.ts';

declare const me: Me;

/** Takes long, or needs the machine for itself: in `npm run together`, not in `npm test`. */
export const LONG = { tag: '@long' };

/** `TOGETHER_REPEAT=20` gives the full numbers; less repeats less often, everything at least once. */
export const REPEAT = Number(process.env.TOGETHER_REPEAT ?? 1);
export const times = (share: number): number => Math.max(1, Math.round(REPEAT * share));

/** One device of one person: a browser context of its own, with the page in it. */
export class Peer {
	page: Page;
	#me: JSHandle<Me> | undefined;
	readonly #origin: string;
	readonly #context: BrowserContext;

	constructor(page: Page, context: BrowserContext, origin: string) {
		this.page = page;
		this.#context = context;
		this.#origin = origin;
	}

	/** Runs in the page, on its `me`. */
	do<Result>(work: (own: Me) => Result | Promise<Result>): Promise<Result>;
	do<Result, Argument>(
		work: (own: Me, argument: Argument) => Result | Promise<Result>,
		argument: Argument,
	): Promise<Result>;
	do(work: (own: Me, argument: unknown) => unknown, argument?: unknown): Promise<unknown> {
		if (this.#me === undefined) throw new Error('no page yet');
		return this.#me.evaluate(work, argument);
	}

	async found(name: string, text = '') {
		return this.do((own, [as, first]) => own.found(as, first), [name, text] as const);
	}

	join(name: string, fragment: string) {
		return this.do((own, [as, link]) => own.join(as, link), [name, fragment] as const);
	}

	connect(urls: string[], most?: number) {
		return this.do((own, [places, links]) => own.connect(places, links), [urls, most] as [string[], number?]);
	}

	write(text: string, at?: number) {
		return this.do((own, [typed, place]) => own.write(typed, place), [text, at] as [string, number?]);
	}

	text = () => this.do((own) => own.text);
	state = () => this.do((own) => own.state());

	/** The process of the page dies at once. */
	async crash(): Promise<void> {
		const session = await this.#context.newCDPSession(this.page);
		const crashed = this.page.waitForEvent('crash');
		session.send('Page.crash').catch(() => undefined);
		await crashed;
	}

	/** Bytes that the page's objects take, after those that nobody holds are gone. */
	async heap(): Promise<number> {
		const session = await this.#context.newCDPSession(this.page);
		await session.send('HeapProfiler.collectGarbage');
		const { usedSize } = await session.send('Runtime.getHeapUsage');
		await session.detach();
		return usedSize;
	}

	/** A new page in the same browser profile, as after a crash. */
	async revive(): Promise<void> {
		this.page = await this.#context.newPage();
		await this.load();
	}

	async load(): Promise<void> {
		await this.page.goto(this.#origin);
		await this.page.waitForFunction(() => 'me' in window);
		this.#me = await this.page.evaluateHandle(() => me);
		await this.do((own) => own.ready());
	}

	async close(): Promise<void> {
		await this.#context.close();
	}
}

/** What a test has at hand: a signalling server that can be stopped, and as many devices as it wants. */
export class Crew {
	readonly #browser: Browser;
	readonly #origin: string;
	#server: Awaited<ReturnType<typeof startSignalling>> | undefined;
	#port = 0;
	#peers: Peer[] = [];
	#elsewhere: Browser | undefined;

	constructor(browser: Browser, origin: string) {
		this.#browser = browser;
		this.#origin = origin;
	}

	get url(): string {
		return `ws://127.0.0.1:${this.#port}`;
	}

	async startServer(): Promise<void> {
		this.#server = await startSignalling({ port: this.#port });
		this.#port = this.#server.port;
	}

	async stopServer(): Promise<void> {
		await this.#server?.close();
		this.#server = undefined;
	}

	/** Devices that know nothing yet. */
	devices(count: number): Promise<Peer[]> {
		return this.#devicesIn(this.#browser, count);
	}

	/** A device in a browser of its own that gives way to those of others, as one on another machine would. */
	async stranger(): Promise<Peer> {
		this.#elsewhere ??= await chromium.launch(await strangersBrowser());
		const [peer] = await this.#devicesIn(this.#elsewhere, 1);
		return peer!;
	}

	#devicesIn(browser: Browser, count: number): Promise<Peer[]> {
		return Promise.all(
			Array.from({ length: count }, async () => {
				const context = await browser.newContext();
				const peer = new Peer(await context.newPage(), context, this.#origin);
				this.#peers.push(peer);
				await peer.load();
				return peer;
			}),
		);
	}

	/** An owner and others who joined by a link of that role, linked each to each, with `text` in the document. */
	async room(count: number, { role = 'editor', text = '' }: { role?: Guest; text?: string } = {}) {
		const peers = await this.devices(count);
		const [owner, ...others] = peers;
		await owner!.found('Ada', text);
		const link = await owner!.do((own, as) => own.invite(as), role);
		await Promise.all(others.map((other, index) => other.join(`Guest ${index + 1}`, link)));
		await Promise.all(peers.map((peer) => peer.connect([this.url])));
		await linkedAll(peers);
		await agreed(peers, text);
		return { peers, owner: owner!, others, link };
	}

	async end(): Promise<void> {
		await Promise.all(this.#peers.map((peer) => peer.close()));
		await this.#elsewhere?.close();
		await this.stopServer();
	}
}

export type Guest = 'viewer' | 'commenter' | 'editor';

/** Everybody is linked to everybody, and each of the links has carried data. */
export async function linkedAll(peers: readonly Peer[]): Promise<void> {
	const wanted = peers.map(() => ({ alive: peers.length - 1, mute: 0, linked: peers.length - 1 }));
	const seen = (peer: Peer) => peer.do((own) => ({ ...own.links(), linked: own.state().linked.length }));
	await expect.poll(() => Promise.all(peers.map(seen)), { intervals: [20, 50, 100] }).toEqual(wanted);
}

/** Everybody has this text. */
export async function agreed(peers: readonly Peer[], text: string): Promise<void> {
	await expect
		.poll(() => Promise.all(peers.map((peer) => peer.text())), { intervals: [10, 20, 50] })
		.toEqual(peers.map(() => text));
}

/** Everybody has the same text, and these words are in it. Returns it. */
export async function merged(peers: readonly Peer[], ...words: readonly string[]): Promise<string> {
	let texts: string[] = [];
	await expect
		.poll(
			async () => {
				texts = await Promise.all(peers.map((peer) => peer.text()));
				return new Set(texts).size === 1 && words.every((word) => texts[0]!.includes(word));
			},
			{
				intervals: [10, 20, 50],
				message: () => `merged: ${JSON.stringify(texts.map((text) => text.slice(0, 200)))}`,
			} as object,
		)
		.toBe(true);
	return texts[0]!;
}

export const test = base.extend<{ crew: Crew }, { origin: string }>({
	origin: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from its pattern.
		async ({}, use) => {
			const folder = await mkdtemp(join(tmpdir(), 'aether-together-'));
			await build({
				configFile: false,
				root: fileURLToPath(new URL('page', import.meta.url)),
				base: './',
				logLevel: 'error',
				build: { outDir: folder, emptyOutDir: true, target: 'es2022', minify: false },
			});
			const site = await serve({ directory: folder, bare: true });
			await use(site.origin);
			await site.close();
			await rm(folder, { recursive: true, force: true });
		},
		{ scope: 'worker' },
	],
	crew: async ({ browser, origin }, use) => {
		const crew = new Crew(browser, origin);
		await crew.startServer();
		await use(crew);
		await crew.end();
	},
});

export { expect };
