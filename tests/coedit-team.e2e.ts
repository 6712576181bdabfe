import { expect, type Page } from '@playwright/test';
import { make } from './support/aether.ts';
import { accept, expectSameFiles, linkForEditors, openFile, test, type } from './support/coedit.ts';

const people = (page: Page) => page.getByRole('list', { name: 'People of the team' });
const creations = (page: Page) => page.getByRole('list', { name: 'Creations of the team' });
const activity = (page: Page) => page.getByRole('list', { name: 'Activity of the team' });

async function foundTeam(page: Page): Promise<void> {
	await page.goto('/teams');
	await page.getByRole('button', { name: 'New team' }).click();
	const dialog = page.getByRole('dialog', { name: 'New team' });
	await dialog.getByRole('textbox', { name: 'Team name' }).fill('Kitchen');
	await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ana');
	await dialog.getByRole('button', { name: 'Create team' }).click();
	await expect(page.getByRole('heading', { name: 'Kitchen', level: 1 })).toBeVisible();
}

async function addToTeam(page: Page, title: string): Promise<void> {
	await page.getByRole('button', { name: 'Add a creation' }).click();
	await page.getByRole('dialog', { name: 'Add a creation' }).getByRole('button', { name: title }).click();
	await expect(creations(page).getByRole('button', { name: title, exact: true })).toBeVisible();
}

test('a team in two profiles: one link brings its creations, its rules, its people and what they do, and both write', async ({
	ana,
	ben,
}) => {
	test.slow();
	await make(ana, 'A recipe tracker with title, ingredients and rating');
	await foundTeam(ana);
	await addToTeam(ana, 'Recipes');
	await ana.getByRole('button', { name: 'Invite', exact: true }).click();
	const link = await linkForEditors(ana);
	await ana.keyboard.press('Escape');

	await accept(ben, link, { heading: 'You are invited to a team as an editor', name: 'Ben' });
	await expect(ben.getByRole('heading', { name: 'Kitchen', level: 1 })).toBeVisible();
	for (const page of [ana, ben]) {
		await expect(people(page).getByRole('listitem').filter({ hasText: 'Ana' })).toContainText('Owner');
		await expect(people(page).getByRole('listitem').filter({ hasText: 'Ben' })).toContainText('Here now');
		await expect(activity(page)).toContainText('Ben joined');
	}
	await expect(activity(ben)).toContainText('Ana added Recipes');

	await creations(ben).getByRole('button', { name: 'Recipes', exact: true }).click();
	await expect(ben.locator('iframe[title^="Preview of"]')).toBeVisible();
	await expect(people(ana).getByRole('listitem').filter({ hasText: 'Ben' })).toContainText('In Recipes');
	await creations(ana).getByRole('button', { name: 'Recipes', exact: true }).click();
	for (const page of [ana, ben]) await openFile(page, 'README.md');
	await type(ben, 'Home', 'Written by Ben. ');
	await type(ana, 'Home', 'Written by Ana. ');
	const files = await expectSameFiles(ana, ben);
	expect(files['README.md']).toContain('Written by Ana. ');
	expect(files['README.md']).toContain('Written by Ben. ');
});
