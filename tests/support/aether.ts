import { expect, type FrameLocator, type Page } from '@playwright/test';

/** Opens home and waits until the product answers. */
export async function openHome(page: Page): Promise<void> {
	await page.goto('/');
	await expect(page.getByRole('textbox', { name: 'Describe what you need' })).toBeVisible();
}

/** Says a sentence on home and presses the button. */
export async function say(page: Page, sentence: string): Promise<void> {
	await page.getByRole('textbox', { name: 'Describe what you need' }).fill(sentence);
	await page.getByRole('button', { name: 'Create', exact: true }).click();
}

/** Opens home and says a sentence; resolves in the studio when all is kept, also for kinds without a preview. */
export async function make(page: Page, sentence: string): Promise<void> {
	await openHome(page);
	await say(page, sentence);
	await expect(page).toHaveURL(/\/c\/[0-9A-Z]{26}/);
	await saved(page);
}

/** Says a sentence on home; resolves in the studio with the preview's document. */
export async function create(page: Page, sentence: string): Promise<FrameLocator> {
	await say(page, sentence);
	await expect(page).toHaveURL(/\/c\/[0-9A-Z]{26}/);
	return preview(page);
}

/** The document of the running creation: the broker's frame, and in it the sealed one. */
export async function preview(page: Page): Promise<FrameLocator> {
	await expect(page.locator('iframe[title^="Preview of"]')).toBeVisible();
	const frame = page.frameLocator('iframe[title^="Preview of"]').frameLocator('iframe');
	await expect(frame.locator('#root > *').first()).toBeVisible();
	return frame;
}

/** Waits until everything so far is on disk and a version holds it. */
export async function saved(page: Page): Promise<void> {
	await expect(page.getByRole('status', { name: 'Creation status' })).toContainText(/saved/i);
	await page.evaluate(afterWrites);
}

/** Reads what creations keep, which waits for the writes that have begun: nobody closes a page within 20 ms of a key. */
async function afterWrites(): Promise<void> {
	const done = <T>(request: IDBRequest<T>): Promise<T> =>
		new Promise((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(new Error(request.error?.message));
		});
	for (const { name } of await indexedDB.databases()) {
		const database = await done(indexedDB.open(name ?? ''));
		if (database.objectStoreNames.contains('appData'))
			await done(database.transaction('appData').objectStore('appData').count());
		database.close();
	}
}

/** Reloads the studio and gives the preview again. */
export async function reload(page: Page): Promise<FrameLocator> {
	await page.reload();
	return preview(page);
}
