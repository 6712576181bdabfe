import { expect, type Page } from '@playwright/test';
import { make } from './support/aether.ts';
import {
	codeTab,
	comment,
	commentOf,
	expectSameFiles,
	lines,
	openFile,
	replace,
	test,
	workTogether,
} from './support/coedit.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** Runs the workflow with what its form begins with, to its end. */
async function runIt(page: Page): Promise<void> {
	await tab(page, 'Runs');
	await page.getByRole('button', { name: 'Start', exact: true }).click();
	await page.getByRole('form', { name: 'Start a run' }).getByRole('button', { name: 'Start run' }).click();
	await expect(page.getByRole('status', { name: 'Status of the run' })).toContainText('Completed');
}

test('two people write one workflow: one in the graph, the other in the text, and both run all of it', async ({
	ana,
	ben,
}) => {
	test.slow();
	await make(ana, 'When an order is created, check stock, then charge the card, then send a mail');
	await workTogether(ana, ben);

	await openFile(ana, 'workflow.yaml');
	await ben
		.getByRole('group', { name: /check ?stock/i })
		.first()
		.click();
	await ben.getByRole('textbox', { name: 'Name', exact: true }).fill('lookAtStock');
	await ben.keyboard.press('Enter');
	await expect(lines(ana)).toContainText('lookAtStock');
	await replace(ana, '- chargeCard', '- keepCharge');
	await expect(ben.getByRole('group', { name: /keep ?charge/i }).first()).toBeVisible();
	for (const page of [ana, ben]) {
		await runIt(page);
		const steps = page.getByRole('list', { name: 'Steps of the run' });
		await expect(steps).toContainText(/look ?at ?stock/i);
		await expect(steps).toContainText(/keep ?charge/i);
	}

	await comment(ben, 'Who sends the mail?');
	await codeTab(ana, /^Comments/).click();
	await expect(commentOf(ana, 'Ben')).toContainText('Who sends the mail?');
	const files = await expectSameFiles(ana, ben);
	expect(files['workflow.yaml']).toMatch(/- lookAtStock:[^]*- keepCharge:/);
});
