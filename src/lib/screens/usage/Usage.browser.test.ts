import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { dayOf, type LlmCall } from '#lib/model/call.ts';
import { newUlid } from '#lib/model/id.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { keep, renderWithin, smallApp } from '../../../../tests/support/small-app.ts';
import Usage from './Usage.svelte';

const DAY_MS = 24 * 3_600_000;

async function spend(storage: Storage, usd: number | null, facts: Partial<LlmCall> = {}): Promise<void> {
	const at = facts.at ?? Date.now();
	const put = await storage.putCall({
		id: newUlid(at),
		at,
		day: dayOf(at),
		taskClass: 'app/create',
		provider: 'openai',
		model: 'gpt-5-mini',
		modelKey: 'openai/gpt-5-mini',
		attempt: 1,
		usage: { input: 4_000, cacheRead: 0, cacheWrite: 0, output: 2_500, reasoning: 0 },
		costNanoUsd: usd === null ? null : Math.round(usd * 1e9),
		costSource: usd === null ? 'unknown' : 'catalogue',
		durationMs: 1_000,
		finish: 'stop',
		...facts,
	});
	expect(put.ok).toBe(true);
}

test('before any model was asked the screen says so, without findings', async () => {
	const small = await smallApp();
	await renderWithin(small, Usage, {});
	await expect.element(page.getByText('Nothing was spent')).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Export CSV' })).not.toBeInTheDocument();
	expect(await seriousFindings()).toEqual([]);
});

test('what was spent stands by day, by model and by creation, with what nobody knows beside it', async () => {
	const small = await smallApp();
	const creationId = await keep(small.storage, { title: 'Plants' });
	await spend(small.storage, 0.3, { creationId });
	await spend(small.storage, 0.12);
	await spend(small.storage, 5, { at: Date.now() - 3 * DAY_MS });
	await spend(small.storage, null, { provider: 'home', model: 'mystery', modelKey: 'home/mystery' });
	await renderWithin(small, Usage, {});
	const totals = page.getByRole('list', { name: 'Totals' }).getByRole('listitem');
	await expect.element(totals.nth(0)).toHaveTextContent('$0.42');
	await expect.element(totals.nth(2)).toHaveTextContent('$5.42');
	await expect.element(page.getByText('1 call has no known price')).toBeVisible();
	const models = page.getByRole('table', { name: 'Spent by model' });
	await expect.element(models.getByRole('row', { name: /home\/mystery/ })).toHaveTextContent('unknown');
	const creations = page.getByRole('table', { name: 'Spent by creation' });
	await expect.element(creations.getByRole('row', { name: /Plants/ })).toHaveTextContent('$0.30');
	await expect.element(page.getByRole('img', { name: /Spent in the last 30 days: \$5\.42/ })).toBeVisible();
	await userEvent.click(page.getByText('Show as a table'));
	await expect.element(page.getByRole('row', { name: /\$5\.00/ }).first()).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
});

test('the status bar tells what today cost, at once', async () => {
	const small = await smallApp();
	await renderWithin(small, Usage, {});
	await spend(small.storage, 0.42);
	await expect.element(page.getByRole('link', { name: 'Today $0.42' })).toBeVisible();
});

test('a budget is typed in dollars, kept, and shown beside what was spent', async () => {
	const small = await smallApp();
	await spend(small.storage, 0.5);
	await renderWithin(small, Usage, {});
	const field = page.getByRole('textbox', { name: 'Dollars a day' });
	await userEvent.fill(field, 'plenty');
	await expect.element(page.getByText('Write an amount such as 2.50, or nothing.')).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Save budgets' })).toBeDisabled();
	await userEvent.fill(field, '2,00');
	await userEvent.click(page.getByRole('button', { name: 'Save budgets' }));
	await expect.poll(async () => (await small.storage.setting('budgets')).dayNanoUsd).toBe(2_000_000_000);
	await expect
		.element(page.getByRole('meter', { name: 'Today: share of the budget' }))
		.toHaveAttribute('aria-valuenow', '25');
	await userEvent.clear(field);
	await userEvent.click(page.getByRole('button', { name: 'Save budgets' }));
	await expect.poll(async () => (await small.storage.setting('budgets')).dayNanoUsd).toBeNull();
});

test('a person gives a price to a model that has none, and takes it back', async () => {
	const small = await smallApp();
	await spend(small.storage, null, { provider: 'home', model: 'mystery', modelKey: 'home/mystery' });
	await renderWithin(small, Usage, {});
	await userEvent.click(page.getByRole('button', { name: 'Set its price for home/mystery' }));
	await userEvent.fill(page.getByRole('textbox', { name: 'Dollars for a million tokens in' }), '0.5');
	await userEvent.fill(page.getByRole('textbox', { name: 'Dollars for a million tokens out' }), '2');
	await userEvent.click(page.getByRole('button', { name: 'Save price' }));
	await expect
		.poll(() => small.storage.setting('ownPrices'))
		.toEqual({ 'home/mystery': { inputNanoUsd: 500_000_000, outputNanoUsd: 2_000_000_000 } });
	await userEvent.click(page.getByRole('button', { name: 'Your price for home/mystery' }));
	await userEvent.click(page.getByRole('button', { name: "Use the catalogue's" }));
	await expect.poll(() => small.storage.setting('ownPrices')).toEqual({});
});
