import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { keep, renderWithin, smallApp } from '../../../../tests/support/small-app.ts';
import Creations from '../creations/Creations.svelte';

const stay = { navigate: () => undefined };

test('the main navigation names every place and marks the present one', async () => {
	const small = await smallApp();
	await renderWithin(small, Creations, stay, { path: '/creations' });
	const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
	expect(links.elements().map((link) => link.textContent?.trim())).toEqual([
		'Home',
		'Creations',
		'Mesh',
		'Activity',
		'Market',
		'Settings',
	]);
	await expect.element(links.nth(1)).toHaveAttribute('aria-current', 'page');
});

test.each([
	[{ isOnline: false, offlineReady: 1 }, 'Offline'],
	[{ isOnline: true, offlineReady: 0.4 }, 'Preparing 40 %'],
	[{ isOnline: true, offlineReady: 1 }, 'Offline-ready'],
	[{ isOnline: true, offlineReady: 0 }, 'Online'],
])('the connection status of %o reads %s', async (status, words) => {
	const small = await smallApp();
	const app = { ...small.app, status: { ...small.app.status, ...status } };
	await renderWithin({ ...small, app }, Creations, stay);
	await expect.element(page.getByRole('status', { name: 'Connection' })).toHaveTextContent(words);
});

test('a waiting version is offered quietly and taken on request', async () => {
	let updates = 0;
	const small = await smallApp();
	const status = { ...small.app.status, isUpdateWaiting: true, update: () => void updates++ };
	await renderWithin({ ...small, app: { ...small.app, status } }, Creations, stay);
	await userEvent.click(page.getByRole('button', { name: 'New version, reload' }));
	expect(updates).toBe(1);
});

test('the palette opens by key, lists commands and finds creations, and Enter takes the first', async () => {
	const small = await smallApp();
	const found = await keep(small.storage, { title: 'Garden plan' });
	small.app.search = async (text) => (text.startsWith('gar') ? [found] : []);
	await renderWithin(small, Creations, stay);
	await userEvent.keyboard('{Control>}k{/Control}');
	const palette = page.getByRole('dialog', { name: 'Command palette' });
	await expect.element(palette.getByRole('option', { name: /Go to settings/ })).toBeVisible();
	await userEvent.keyboard('gar');
	await expect.element(palette.getByRole('option', { name: /Garden plan/ })).toHaveAttribute('data-selected');
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => small.navigated).toEqual([`/c/${found}`]);
	await expect.element(palette).not.toBeInTheDocument();
});

test('a command picked in the palette runs', async () => {
	const small = await smallApp();
	await renderWithin(small, Creations, stay);
	await userEvent.click(page.getByRole('button', { name: 'Command palette' }));
	await expect.element(page.getByRole('option', { name: /Go to mesh/ })).toBeVisible();
	await userEvent.keyboard('mesh{Enter}');
	await expect.poll(() => small.navigated).toEqual(['/mesh']);
});

test('Escape closes the palette and gives the focus back', async () => {
	const small = await smallApp();
	await renderWithin(small, Creations, stay);
	const button = page.getByRole('button', { name: 'Command palette' });
	await userEvent.click(button);
	await expect.element(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(page.getByRole('dialog', { name: 'Command palette' })).not.toBeInTheDocument();
	await expect.element(button).toHaveFocus();
});

test('shortcuts run their command, and never while typing without a modifier', async () => {
	const small = await smallApp();
	await keep(small.storage);
	await renderWithin(small, Creations, stay);
	await userEvent.keyboard('{Control>},{/Control}');
	await expect.poll(() => small.navigated).toEqual(['/settings']);
	await userEvent.click(page.getByRole('searchbox', { name: 'Search creations' }));
	await userEvent.keyboard('?');
	await expect.element(page.getByRole('searchbox', { name: 'Search creations' })).toHaveValue('?');
	expect(page.getByRole('dialog').elements()).toHaveLength(0);
});

test('the question mark shows every shortcut', async () => {
	const small = await smallApp();
	await renderWithin(small, Creations, stay);
	await userEvent.keyboard('?');
	const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await expect.element(sheet).toHaveTextContent('Save version');
	expect(await seriousFindings()).toEqual([]);
});

test('problems are announced and stay until dismissed', async () => {
	const small = await smallApp();
	await renderWithin(small, Creations, stay);
	small.app.toasts.problem({
		type: 'quota-full',
		message: 'There is no space left.',
		action: 'Free some in Settings.',
	});
	const messages = page.getByRole('region', { name: 'Messages' });
	await expect.element(messages.getByRole('status')).toHaveTextContent('There is no space left.');
	await userEvent.click(messages.getByRole('button', { name: 'Dismiss' }));
	await expect.element(page.getByText('There is no space left.')).not.toBeInTheDocument();
});
