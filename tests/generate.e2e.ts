import { expect, test as base, type FrameLocator, type Page } from '@playwright/test';
import { preview, saved, say } from './support/aether.ts';
import { connect, COUNTER, counter, edit, MAIN } from './support/counter.ts';
import { lastWords, startScriptedModel, type ScriptedModel } from './support/scripted-model.ts';
import { saveKey } from './support/vault.ts';

const test = base.extend<{ model: ScriptedModel }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
	model: async ({}, use) => {
		const model = await startScriptedModel();
		await use(model);
		await model.close();
	},
});

const composer = (page: Page) => page.getByRole('textbox', { name: 'Ask for a change' });
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true });
const status = (page: Page) => page.getByRole('status', { name: 'Creation status' });
const answers = (page: Page) => page.getByRole('article', { name: 'Answer', exact: true });
const button = (app: FrameLocator) => app.getByRole('button', { name: /Pressed \d+ times/ });

async function describe(page: Page, sentence: string): Promise<void> {
	await say(page, sentence);
	await expect(page).toHaveURL(/\/c\/[0-9A-Z]{26}/);
}

/** Characters of an arriving answer that are on disk. */
const draftLength = (page: Page): Promise<number> =>
	page.evaluate(async () => {
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open('aether');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(new Error(String(opening.error)));
		});
		const parts = await new Promise<{ text: string }[]>((resolve, reject) => {
			const reading = database.transaction('draftParts').objectStore('draftParts').getAll();
			reading.onsuccess = () => resolve(reading.result as { text: string }[]);
			reading.onerror = () => reject(new Error(String(reading.error)));
		});
		database.close();
		return parts.reduce((sum, { text }) => sum + text.length, 0);
	});

async function ask(page: Page, sentence: string): Promise<void> {
	await composer(page).fill(sentence);
	await send(page).click();
}

test('a description becomes an app; what the checks find is repaired once; a change is a small edit', async ({
	page,
	model,
}) => {
	await connect(page, model);
	model.script.push(
		{ text: `A counter.\n${MAIN}${counter(true)}`, reasoning: 'One button is enough.' },
		{ text: edit('src/App.tsx', '\t\t\t\tPressed {missing} times', '\t\t\t\tPressed {count} times') },
	);
	await describe(page, 'a counter with one button');
	const app = await preview(page);
	await button(app).click();
	await expect(button(app)).toHaveText('Pressed 1 times');
	expect(model.asked).toHaveLength(2);
	expect(lastWords(model.asked[1])).toContain('missing is not defined');
	await expect(answers(page).last()).toContainText('A counter.');
	await expect(answers(page).last()).toContainText('checks 3/3');

	model.script.push({
		text: `Renamed.\n${edit('src/App.tsx', '\t\t\t<h1>Counter</h1>', '\t\t\t<h1>Clicks</h1>')}`,
	});
	await ask(page, 'Call it Clicks');
	await expect((await preview(page)).getByRole('heading', { name: 'Clicks' })).toBeVisible();
	expect(lastWords(model.asked[2])).toContain('<h1>Counter</h1>');
	await saved(page);
	await page.getByRole('tab', { name: 'History' }).click();
	await expect(page.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(3);
});

test('an answer that is stopped keeps what arrived, changes nothing, and goes on where it stopped', async ({
	page,
	model,
}) => {
	await connect(page, model);
	model.script.push({ text: COUNTER, hangAt: COUNTER.indexOf('useState(0)') });
	await describe(page, 'a counter with one button');
	await expect(page.getByRole('list', { name: 'Files of this answer' })).toContainText('src/App.tsx');
	await page.getByRole('button', { name: 'Stop', exact: true }).first().click();
	await expect(page.getByText('Stopped. What had arrived is kept.')).toBeVisible();
	model.script.push({ text: COUNTER.slice(COUNTER.indexOf('\tconst [count')) });
	await page.getByRole('button', { name: 'Continue', exact: true }).click();
	await button(await preview(page)).click();
	expect(lastWords(model.asked[1])).toContain('Go on exactly where it stopped');
});

test('the network lost in mid-stream loses nothing, also over a reload without it', async ({
	page,
	model,
	context,
}) => {
	await connect(page, model);
	model.script.push({ text: COUNTER, hangAt: COUNTER.indexOf('useState(0)') });
	await describe(page, 'a counter with one button');
	await expect(page.getByRole('list', { name: 'Files of this answer' })).toContainText('src/App.tsx');
	const connection = page.getByRole('status', { name: 'Connection' });
	await expect(connection).toHaveText('Offline-ready', { timeout: 120_000 });
	await context.setOffline(true);
	model.cut();
	await expect(status(page)).toHaveText('Failed');
	await page.reload();
	await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();
	await expect(connection).toHaveText('Offline');
	await context.setOffline(false);
	model.script.push({ text: COUNTER.slice(COUNTER.indexOf('\tconst [count')) });
	await page.getByRole('button', { name: 'Continue', exact: true }).click();
	await button(await preview(page)).click();
	expect(model.asked).toHaveLength(2);
});

test('a tab that dies while an answer arrives leaves a draft that goes on', async ({ page, model }) => {
	await connect(page, model);
	model.script.push({ text: COUNTER, hangAt: COUNTER.indexOf('useState(0)') });
	await describe(page, 'a counter with one button');
	await expect(page.getByRole('list', { name: 'Files of this answer' })).toContainText('src/App.tsx');
	// What arrived is written down four times a second; only that can outlive the tab.
	await expect.poll(() => draftLength(page)).toBe(COUNTER.indexOf('useState(0)'));
	const address = page.url();
	await page.close({ runBeforeUnload: false });
	const again = await page.context().newPage();
	await again.goto(address);
	await expect(again.getByText('The page was closed while this answer was arriving.')).toBeVisible();
	model.script.push({ text: COUNTER.slice(COUNTER.indexOf('\tconst [count')) });
	await again.getByRole('button', { name: 'Continue', exact: true }).click();
	await button(await preview(again)).click();
});

test('another answer stands beside the first, and both ways stay reachable', async ({ page, model }) => {
	await connect(page, model);
	model.script.push({ text: COUNTER });
	await describe(page, 'a counter with one button');
	await preview(page);
	model.script.push(
		{ text: `Blue.\n${edit('src/App.tsx', '<h1>Counter</h1>', '<h1>Blue counter</h1>')}` },
		{ text: `Green.\n${edit('src/App.tsx', '<h1>Counter</h1>', '<h1>Green counter</h1>')}` },
	);
	await ask(page, 'Make it blue');
	await expect((await preview(page)).getByRole('heading', { name: 'Blue counter' })).toBeVisible();
	await answers(page).last().getByRole('button', { name: 'Regenerate' }).click();
	await expect((await preview(page)).getByRole('heading', { name: 'Green counter' })).toBeVisible();
	await expect(answers(page).last()).toContainText('2/2');
	await answers(page).last().getByRole('button', { name: 'Previous branch' }).click();
	await expect(answers(page).last()).toContainText('Blue.');
});

test('a question is answered and no file is touched; a picture goes along', async ({ page, model }) => {
	await connect(page, model);
	model.script.push({ text: COUNTER }, { text: `It counts.\n${counter(true)}` });
	await describe(page, 'a counter with one button');
	await preview(page);
	await page.getByRole('radio', { name: 'Ask', exact: true }).check({ force: true });
	const choosing = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Attach a picture' }).click();
	await (await choosing).setFiles('static/icons/192.png');
	await expect(page.getByRole('list', { name: 'Attached pictures' })).toContainText('192.png');
	await ask(page, 'What does this do?');
	await expect(answers(page).last()).toContainText('It counts.');
	await expect(page.getByRole('button', { name: /^v2/ })).toBeVisible();
	const parts = model.asked[1]?.messages.at(-1)?.content;
	expect(Array.isArray(parts) && parts.some(({ type }) => type === 'image_url')).toBe(true);
});

test('a budget that is spent stops a wish before anything leaves the device', async ({ page }) => {
	let calls = 0;
	await page.route('https://api.openai.com/**', (route) => {
		const headers = {
			'Access-Control-Allow-Origin': '*',
			'Access-Control-Allow-Headers': '*, authorization',
		};
		if (route.request().method() === 'POST') calls += 1;
		return route.fulfill({
			headers,
			json: { object: 'list', data: [{ id: 'gpt-5-mini', object: 'model' }] },
		});
	});
	await page.goto('/usage');
	await page.getByRole('textbox', { name: 'Dollars a day' }).fill('0');
	await page.getByRole('button', { name: 'Save', exact: false }).first().click();
	await expect(page.getByText('Budgets saved.')).toBeVisible();
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
	await saveKey(page, 'OpenAI', 'sk-proj-0123456789abcdefghijklmnop');
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
	await expect(page.getByRole('button', { name: /^Model: Auto/ })).toBeVisible();
	await describe(page, 'a counter with one button');
	await expect(page.getByRole('link', { name: 'Open usage' })).toBeVisible();
	expect(calls).toBe(0);
});
