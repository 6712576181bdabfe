import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { create, preview, saved } from './support/aether.ts';
import { openSite, type Site } from './support/site.ts';

const test = base.extend<{ site: Site; bareSite: Site }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
	site: async ({}, use) => {
		const site = await openSite();
		await use(site);
		await site.remove();
	},
	// eslint-disable-next-line no-empty-pattern -- as above
	bareSite: async ({}, use) => {
		const site = await openSite({ bare: true });
		await use(site);
		await site.remove();
	},
});
test.use({ baseURL: undefined });
// Each test fetches the whole product, editor included, before it begins.
test.setTimeout(150_000);

const SENTENCE = 'A recipe tracker with title, ingredients and rating';

async function visit(context: BrowserContext, site: Site): Promise<Page> {
	const page = await context.newPage();
	await page.goto(site.origin);
	await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Offline-ready', {
		timeout: 120_000,
	});
	return page;
}

const published = (page: Page) => page.locator('meta[name="published"]');

test('after one visit the host may go: create, edit data, reload and deep links work without it', async ({
	context,
	site,
}) => {
	const page = await visit(context, site);
	await site.stop();
	await page.goto(site.origin);
	await openHomeAt(page);
	await create(page, SENTENCE);
	await saved(page);
	const address = page.url();
	await page.reload();
	await preview(page);
	const another = await context.newPage();
	await another.goto(address);
	await preview(another);
});

test('the code editor opens without a host, though nobody has opened it before', async ({
	context,
	site,
}) => {
	const page = await visit(context, site);
	await site.stop();
	await create(page, SENTENCE);
	const code = page.getByRole('region', { name: 'Code' });
	await code
		.getByRole('tree', { name: 'Files' })
		.getByRole('treeitem', { name: /\.tsx$/ })
		.first()
		.click();
	await expect(code.locator('.monaco-editor .view-line').first()).toBeVisible();
});

test('a newer version waits until it is asked for, then takes every tab along with its creations', async ({
	context,
	site,
}) => {
	const first = await visit(context, site);
	await create(first, SENTENCE);
	await saved(first);
	const second = await context.newPage();
	await second.goto(site.origin);
	site.publish('two');
	await first.evaluate(async () => (await navigator.serviceWorker.ready).update());
	const button = first.getByRole('button', { name: 'New version, reload' });
	await expect(button).toBeVisible();
	await expect(second.getByRole('button', { name: 'New version, reload' })).toBeVisible();
	await expect(published(first)).toHaveCount(0);
	await button.click();
	for (const page of [first, second]) await expect(published(page)).toHaveAttribute('content', 'two');
	await preview(first);
	await site.stop();
	await second.reload();
	await expect(
		second.getByRole('list', { name: 'Your creations' }).getByText('Recipe').first(),
	).toBeVisible();
});

test('an update that cannot be fetched whole changes nothing', async ({ context, site }) => {
	const page = await visit(context, site);
	await context.route(`${site.origin}/index.html*`, (route) => route.abort());
	site.publish('broken');
	await page.evaluate(async () => (await navigator.serviceWorker.ready).update().catch(() => undefined));
	await context.unroute(`${site.origin}/index.html*`);
	await site.stop();
	await page.reload();
	await openHomeAt(page);
	await expect(published(page)).toHaveCount(0);
});

test('on a host without our headers the service worker isolates the page from the second load on', async ({
	context,
	bareSite,
}) => {
	const page = await visit(context, bareSite);
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
	await page.reload();
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	await create(page, SENTENCE);
});

test('a forced reload goes past the service worker and still gets a sandbox', async ({ context, site }) => {
	const page = await visit(context, site);
	const session = await context.newCDPSession(page);
	await Promise.all([page.waitForEvent('load'), session.send('Page.reload', { ignoreCache: true })]);
	await openHomeAt(page);
	await create(page, SENTENCE);
});

test('text shared from another app lands in the composer', async ({ context, site }) => {
	const page = await visit(context, site);
	await page.evaluate(async () => {
		const form = new FormData();
		form.set('text', 'A habit tracker with streaks');
		await fetch('/share', { method: 'POST', body: form });
	});
	await page.goto(`${site.origin}/?shared`);
	await expect(page.getByRole('textbox', { name: 'Describe what you need' })).toHaveValue(
		'A habit tracker with streaks',
	);
});

test('the browser finds nothing that keeps it from installing the product', async ({ context, site }) => {
	const page = await visit(context, site);
	const session = await context.newCDPSession(page);
	const { errors } = await session.send('Page.getAppManifest');
	const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
	// A context that keeps nothing on disk, as every test has, counts as private browsing.
	const reasons = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito');
	expect({ errors, reasons }).toEqual({ errors: [], reasons: [] });
});

async function openHomeAt(page: Page): Promise<void> {
	await expect(page.getByRole('textbox', { name: 'Describe what you need' })).toBeVisible();
}
