import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import type { RunId } from '#lib/model/id.ts';
import { openCrashSite, type CrashSite } from './support/crash-site.ts';

const EFFECTS = 12;
const TEXT = `document: { dsl: '1.0.0', namespace: test, name: drill, version: '1.0.0' }
do:
${Array.from({ length: EFFECTS }, (_, n) => `  - call${n}: { call: http, with: { method: post, endpoint: 'https://a.test/${n}' }, output: { as: '$input + { n${n}: .seen }' } }`).join('\n')}`;

let site: CrashSite;
test.beforeAll(async () => {
	site = await openCrashSite('drill-page');
});
test.afterAll(() => site.close());

/** A tab that can be closed at any of its news: what it has written, and what it wants done. */
class Tab {
	readonly #context: BrowserContext;
	/** Keys of the effects that happened, in order. */
	readonly arrived: string[] = [];
	news = 0;
	#closeAt = Infinity;
	#page: Page | undefined;

	constructor(context: BrowserContext) {
		this.#context = context;
	}

	async listen(): Promise<void> {
		await this.#context.route('**/news/*', async (route) => {
			const request = route.request();
			if (request.url().endsWith('/effect')) this.arrived.push(request.headers()['idempotency-key'] ?? '');
			if (++this.news < this.#closeAt) return route.fulfill({ body: '' });
			// The news never gets its answer: between two instructions, the tab is gone.
			await this.#page?.close({ runBeforeUnload: false });
		});
	}

	async open(): Promise<Page> {
		this.#page = await this.#context.newPage();
		await this.#page.goto(site.url);
		await this.#page.waitForFunction(() => 'drill' in window);
		return this.#page;
	}

	/** Works on a run in a new tab, which is closed at the n-th news from now. Resolves to how it ended, or `closed`. */
	async work(id: RunId, closeAt = Infinity): Promise<string> {
		const page = await this.open();
		[this.news, this.#closeAt] = [0, closeAt];
		const end = await page
			.evaluate((run) => window.drill.work(run), id)
			.catch((error: unknown) => {
				if (page.isClosed()) return 'closed';
				throw error;
			});
		if (end === 'suspended') await page.evaluate((run) => window.drill.retry(run), id);
		return end;
	}
}

/** All boundaries where `AETHER_DRILL` is `all`; else a few, others each time. */
function boundaries(count: number): readonly number[] {
	const all = Array.from({ length: count }, (_, index) => index + 1);
	if (process.env.AETHER_DRILL === 'all') return all;
	return all.toSorted(() => Math.random() - 0.5).slice(0, 3);
}

test('a tab that is closed at any boundary of a run leaves what the next one ends as if nothing had been', async ({
	context,
}) => {
	test.slow();
	const tab = new Tab(context);
	await tab.listen();
	const page = await tab.open();
	const begin = () => page.evaluate((text) => window.drill.begin(text), TEXT);
	const record = (id: RunId) => page.evaluate((run) => window.drill.record(run), id);

	const calm = await begin();
	expect(await tab.work(calm)).toBe('completed');
	expect(tab.arrived).toHaveLength(EFFECTS);
	const wanted = await record(calm);
	for (const boundary of boundaries(tab.news)) {
		const id = await begin();
		tab.arrived.length = 0;
		let end = await tab.work(id, boundary);
		expect(end, `boundary ${boundary}`).toBe('closed');
		for (let tries = 0; end !== 'completed' && tries < 3; tries++) end = await tab.work(id);
		expect(await record(id), `boundary ${boundary}`).toEqual(wanted);
		// A repeat is only ever of the one that was under way, by the same key.
		expect(tab.arrived.length, `boundary ${boundary}`).toBeLessThanOrEqual(EFFECTS + 1);
		expect(new Set(tab.arrived).size, `boundary ${boundary}`).toBe(EFFECTS);
	}
});
