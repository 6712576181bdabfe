import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { renderWithin, smallApp } from '../../../../tests/support/small-app.ts';
import Profiles from './Profiles.svelte';

const list = page.getByRole('list', { name: 'Profiles' });

async function nameIt(name: string, button: string): Promise<void> {
	await userEvent.fill(page.getByRole('textbox', { name: 'Name' }), name);
	await userEvent.click(page.getByRole('button', { name: button }));
	await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
}

test('a new profile is listed beside the open one, and is opened at its own request', async () => {
	const small = await smallApp();
	await renderWithin(small, Profiles, {});
	await expect.element(list.getByRole('listitem')).toHaveTextContent(/Me\s*Open now/);
	await userEvent.click(page.getByRole('button', { name: 'New profile' }));
	await nameIt('Work', 'Add profile');
	await expect.element(list.getByRole('listitem').nth(1)).toHaveTextContent(/^Work/);
	expect(small.navigated).toEqual([]);
	await userEvent.click(page.getByRole('button', { name: 'Open Work' }));
	await expect.poll(() => small.navigated).toEqual(['/']);
	expect(small.profiles.list().map(({ name }) => name)).toEqual(['Me', 'Work']);
});

test('a profile is renamed, and one without a name is not made', async () => {
	const small = await smallApp();
	await renderWithin(small, Profiles, {});
	await userEvent.click(page.getByRole('button', { name: 'Rename Me' }));
	await nameIt('Ada', 'Save');
	await expect.element(list.getByRole('listitem')).toHaveTextContent(/^Ada/);
	await userEvent.click(page.getByRole('button', { name: 'New profile' }));
	await userEvent.fill(page.getByRole('textbox', { name: 'Name' }), '  ');
	await expect.element(page.getByRole('button', { name: 'Add profile' })).toBeDisabled();
	expect(small.profiles.list()).toHaveLength(1);
});

test('the section says that a profile is no lock, and has no serious accessibility finding', async () => {
	const small = await smallApp();
	small.profiles.add('קטלוג');
	await renderWithin(small, Profiles, {});
	await expect.element(page.getByText('not protected by a password')).toBeVisible();
	await expect.element(list.getByRole('listitem').nth(1)).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
});
