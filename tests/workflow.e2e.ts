import { expect, test, type Page } from '@playwright/test';
import { make } from './support/aether.ts';

const ORDER =
	'When an order is created, check stock, then charge the card, then send a mail; retry the charge three times';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const status = (page: Page) => page.getByRole('status', { name: 'Status of the run' });

async function startRun(page: Page): Promise<void> {
	await tab(page, 'Runs');
	await page.getByRole('button', { name: 'Start', exact: true }).click();
	const form = page.getByRole('form', { name: 'Start a run' });
	await form.getByRole('button', { name: 'Start run' }).click();
}

test('a sentence becomes a workflow that is drawn, run and watched step by step', async ({ page }) => {
	await make(page, ORDER);
	await expect(page.getByRole('group', { name: /check ?stock/i }).first()).toBeVisible();
	await startRun(page);
	await expect(status(page)).toContainText('Completed');
	const steps = page.getByRole('list', { name: 'Steps of the run' });
	await expect(steps).toContainText(/check ?stock/i);
	await expect(steps).toContainText(/charge/i);
	await expect(steps).toContainText(/mail/i);
	await page.reload();
	await tab(page, 'Runs');
	await expect(page.getByText('Completed').first()).toBeVisible();
});

test('a step is renamed by keyboard, and no other line of the text changes', async ({ page }) => {
	await make(page, ORDER);
	await tab(page, 'Outline');
	const steps = page.getByRole('list', { name: 'Steps' });
	const first = steps.getByRole('button').first();
	await first.click();
	await page.getByRole('textbox', { name: 'Name', exact: true }).fill('lookAtStock');
	await page.keyboard.press('Enter');
	await expect(steps).toContainText('Look at stock');
	await page.getByRole('tab', { name: /^Changes/ }).click();
	await expect(page.getByRole('list', { name: 'Changed files' }).last()).toHaveText(
		/workflow\.yaml\s*\+1\s*−1/,
	);
});

test('a run that waits outlives its tab and goes on when its event comes', async ({ page }) => {
	await make(page, 'An approval workflow');
	await startRun(page);
	await expect(status(page)).toContainText('Waiting');
	await page.reload();
	await tab(page, 'Runs');
	await page.getByText('Waiting').first().click();
	await page.getByRole('button', { name: 'Send event' }).click();
	await page.getByRole('button', { name: 'Send', exact: true }).last().click();
	await expect(status(page)).toContainText('Completed');
});

test('wishes change the steps and the start of a workflow, and one about a step that is not there changes nothing', async ({
	page,
}) => {
	await make(page, ORDER);
	const ask = async (wish: string) => {
		await page.getByRole('textbox', { name: 'Ask for a change' }).fill(wish);
		await page.getByRole('button', { name: 'Send', exact: true }).click();
	};
	const conversation = page.getByRole('region', { name: 'Conversation' });
	await ask('retry the charge five times and run it each Monday at 9');
	await expect(conversation).toContainText('chargeCard is retried up to 5 times when it fails');
	await expect(conversation).toContainText('It starts by the clock (0 9 * * 1)');
	await ask('add a step that logs the day after the stock check');
	await expect(page.getByRole('group', { name: /log ?day/i }).first()).toBeVisible();
	await ask('remove the elephant step');
	await expect(conversation).toContainText('There is no step that “elephant” names');
});
