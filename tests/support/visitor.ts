import { test as base, type BrowserContext } from '@playwright/test';

/**
 * Tests of one worker share a visitor: a browser profile in which the product is installed already, as it is for anybody
 * who comes back. Each test gets a page of its own; creations of earlier tests are there.
 */
export const test = base.extend<object, { visitor: BrowserContext }>({
	visitor: [
		async ({ browser }, use, { project }) => {
			const { baseURL, locale, timezoneId, contextOptions, viewport } = project.use;
			const context = await browser.newContext({
				...contextOptions,
				...(baseURL ? { baseURL } : {}),
				...(locale ? { locale } : {}),
				...(timezoneId ? { timezoneId } : {}),
				...(viewport ? { viewport } : {}),
			});
			await use(context);
			await context.close();
		},
		{ scope: 'worker' },
	],
	page: async ({ visitor }, use) => {
		const page = await visitor.newPage();
		await use(page);
		await page.close();
	},
});
