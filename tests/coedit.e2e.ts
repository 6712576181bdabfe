import { expect } from '@playwright/test';
import { create, openHome } from './support/aether.ts';
import {
	codeTab,
	comment,
	commentOf,
	editor,
	expectSameFiles,
	invite,
	lines,
	openFile,
	test,
	type,
} from './support/coedit.ts';

test('two people in two profiles work on one app: roles act at once, both write, one undoes, comments, loads again', async ({
	ana,
	ben,
}) => {
	test.slow();
	await openHome(ana);
	await create(ana, 'A recipe tracker with title, ingredients and rating');
	await invite(ana, ben);
	await expect(ben.locator('iframe[title^="Preview of"]')).toBeVisible();

	const people = ana.getByRole('dialog', { name: /^Share / });
	await people.getByRole('combobox', { name: 'Role of Ben' }).selectOption({ label: 'Viewer' });
	await expect(ben.getByText(/^Read-only\./).first()).toBeVisible();
	await people.getByRole('combobox', { name: 'Role of Ben' }).selectOption({ label: 'Editor' });
	await expect(ben.getByText(/^Read-only\./)).toHaveCount(0);
	await ana.keyboard.press('Escape');

	for (const page of [ana, ben]) await openFile(page, 'README.md');
	await type(ben, 'Home', 'Written by Ben. ');
	await expect(lines(ana)).toContainText('Written by Ben.');
	await type(ana, 'Home', 'Written by Ana. ');
	await expect(lines(ben)).toContainText('Written by Ana. Written by Ben.');
	await editor(ana).focus();
	// What is typed with pauses is taken back in as many steps; what the other wrote is in none of them.
	await expect(async () => {
		await ana.keyboard.press('Control+z');
		await expect(lines(ben)).toHaveText(/^\s*Written\sby\sBen\./, { timeout: 2_000 });
	}).toPass();

	await comment(ben, 'Is this the right title?');
	await codeTab(ana, /^Comments/).click();
	await expect(commentOf(ana, 'Ben')).toContainText('Is this the right title?');

	// A page that is loaded again is in the room by itself.
	await ben.reload();
	await openFile(ben, 'README.md');
	await type(ben, 'Home', 'Back again. ');
	await openFile(ana, 'README.md');
	await expect(lines(ana)).toContainText('Back again. Written by Ben.');
	const files = await expectSameFiles(ana, ben);
	expect(files['README.md']).toMatch(/^Back again\. Written by Ben\. /);
});
