import { expect } from '@playwright/test';
import { make } from './support/aether.ts';
import {
	codeTab,
	editor,
	expectSameFiles,
	lines,
	openFile,
	suggestions,
	test,
	type,
	workTogether,
} from './support/coedit.ts';

test('where the owner wants suggestions, an editor cannot type, suggests, is approved, and the owner merges', async ({
	ana,
	ben,
}) => {
	test.slow();
	await make(ana, 'An approval workflow');
	await workTogether(ana, ben);
	await suggestions(ana);
	await ana.getByRole('checkbox', { name: 'Changes only by suggestion' }).check();

	await expect(ben.getByText('Read-only: the owner wants changes as suggestions.')).toBeVisible();
	await openFile(ben, 'README.md');
	const before = await lines(ben).innerText();
	await type(ben, 'Home', 'typed ');
	expect(await lines(ben).innerText()).toBe(before);

	await ben.getByRole('button', { name: 'Suggest a change' }).first().click();
	const dialog = ben.getByRole('dialog', { name: 'Suggest a change' });
	await dialog.getByRole('textbox', { name: 'What changes' }).fill('A word of welcome');
	await dialog.getByRole('combobox', { name: 'File' }).selectOption('README.md');
	await expect(editor(dialog)).toBeAttached();
	await editor(dialog).focus();
	await ben.keyboard.press('Control+Home');
	await ben.keyboard.insertText('Welcome! ');
	await dialog.getByRole('button', { name: 'Suggest', exact: true }).click();
	await expect(dialog).toHaveCount(0);

	const here = ana.getByRole('article', { name: 'Suggestion “A word of welcome” by Ben' });
	const there = ben.getByRole('article', { name: 'Suggestion “A word of welcome” by You' });
	for (const article of [here, there]) {
		await expect(article).toContainText('1 approval missing');
		await expect(article.getByRole('button', { name: 'Merge' })).toBeDisabled();
	}
	await here.getByRole('button', { name: 'Show changes' }).click();
	await expect(here.getByRole('list', { name: 'Changed files' })).toContainText('README.md');
	await here.getByRole('textbox', { name: 'Your verdict in words' }).fill('Kind of you.');
	await here.getByRole('button', { name: 'Approve' }).click();
	await expect(there.getByRole('list', { name: 'Verdicts' })).toContainText('Kind of you.');
	await here.getByRole('button', { name: 'Merge' }).click();
	for (const article of [here, there]) await expect(article).toContainText('Merged by');

	await expect(lines(ben)).toContainText('Welcome!');
	await codeTab(ana, 'History').click();
	await expect(ana.getByRole('list', { name: 'Versions' })).toContainText('A word of welcome');
	const files = await expectSameFiles(ana, ben);
	expect(files['README.md']).toMatch(/^Welcome! /);
});
