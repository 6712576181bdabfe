import { expect, inject, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { renderWithin, smallApp } from '../../../../tests/support/small-app.ts';
import Sharing from './Sharing.svelte';

declare module 'vitest' {
	interface ProvidedContext {
		readonly signalPort: string;
	}
}

const address = `ws://localhost:${inject('signalPort')}`;

test('a signalling address is added, is said to answer, and is removed', async () => {
	const small = await smallApp();
	await renderWithin(small, Sharing, {});
	const field = page.getByRole('textbox', { name: 'Add a signalling address' });
	await userEvent.fill(field, address);
	await userEvent.keyboard('{Enter}');
	const list = page.getByRole('list', { name: 'Signalling addresses' });
	await expect.element(list.getByRole('status')).toHaveTextContent('Answers');
	await expect.element(field).toHaveValue('');
	expect((await small.storage.setting('together')).signalling).toEqual([address]);
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(page.getByRole('button', { name: `Remove ${address}` }));
	await expect.element(list).not.toBeInTheDocument();
});

test('an address where nothing runs is said not to answer', async () => {
	const small = await smallApp();
	const kept = await small.storage.setting('together');
	await small.storage.putSetting('together', { ...kept, signalling: ['ws://localhost:9'] });
	await renderWithin(small, Sharing, {});
	await expect
		.element(page.getByRole('list', { name: 'Signalling addresses' }).getByRole('status'))
		.toHaveTextContent('Does not answer');
});

test('an address that browsers would refuse is not taken, and the field says what is', async () => {
	const small = await smallApp();
	await renderWithin(small, Sharing, {});
	const field = page.getByRole('textbox', { name: 'Add a signalling address' });
	for (const wrong of ['https://example.org', 'ws://192.168.1.7:4444', 'wss://']) {
		await userEvent.fill(field, wrong);
		await userEvent.keyboard('{Enter}');
		await expect.element(field).toHaveAccessibleDescription(/begins with wss:\/\//);
	}
	expect((await small.storage.setting('together')).signalling).toEqual([]);
});

test('a TURN server takes a user and a password, a STUN server takes none, and there is none to begin with', async () => {
	const small = await smallApp();
	await renderWithin(small, Sharing, {});
	expect((await small.storage.setting('together')).iceServers).toEqual([]);
	const field = page.getByRole('textbox', { name: 'Add a STUN or TURN server' });
	await userEvent.fill(field, 'stun:localhost:3478');
	await userEvent.click(page.getByRole('button', { name: 'Add server' }));
	await expect.element(field).toHaveValue('');
	await userEvent.fill(field, 'turn:localhost:3478');
	await userEvent.fill(page.getByRole('textbox', { name: 'User name at this server' }), 'mia');
	await userEvent.fill(page.getByLabelText('Password at this server'), 'secret');
	await userEvent.click(page.getByRole('button', { name: 'Add server' }));
	await expect
		.poll(async () => (await small.storage.setting('together')).iceServers)
		.toEqual([
			{ urls: 'stun:localhost:3478' },
			{ urls: 'turn:localhost:3478', username: 'mia', credential: 'secret' },
		]);
});

test('the name that others see is kept', async () => {
	const small = await smallApp();
	await renderWithin(small, Sharing, {});
	await userEvent.fill(page.getByRole('textbox', { name: 'Your name' }), '  Mia ');
	await userEvent.click(page.getByRole('button', { name: 'Save name' }));
	await expect.poll(async () => (await small.storage.setting('together')).name).toBe('Mia');
});
