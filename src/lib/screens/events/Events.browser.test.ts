import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { urnOf } from '#lib/model/id.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { keep, renderWithin, smallApp } from '../../../../tests/support/small-app.ts';
import Events from './Events.svelte';

async function publish(storage: Storage, source: string, type: string): Promise<number> {
	const body = JSON.stringify({ specversion: '1.0', id: type, source, type, data: { total: 42 } });
	const kept = await storage.events.put({ source, eventId: type, type, at: Date.now(), body });
	if (!kept.ok) throw new Error(kept.error.message);
	return kept.value.seq;
}

test('without events the screen says how they come about, without findings', async () => {
	await renderWithin(await smallApp(), Events, {});
	await expect.element(page.getByText('No events yet')).toBeVisible();
	await expect.element(page.getByText('Nothing is sent out.')).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
});

test('each event stands with who received it, and what failed can be tried again', async () => {
	const small = await smallApp();
	const [shop, board] = [
		await keep(small.storage, { title: 'Shop' }),
		await keep(small.storage, { title: 'Board' }),
	];
	const wanted = { to: board, link: 'shop', source: urnOf(shop), types: ['order.*'] };
	await small.storage.events.subscribe(board, [wanted]);
	await publish(small.storage, urnOf(shop), 'visit.began');
	const seq = await publish(small.storage, urnOf(shop), 'order.placed');
	const [waiting] = await small.storage.events.waiting(board);
	if (!waiting) throw new Error('Nothing waits.');
	await small.storage.events.settle({
		...waiting,
		state: 'failed',
		attempts: 5,
		problem: 'It answered 503.',
	});
	await renderWithin(small, Events, {});
	const recent = page.getByRole('list', { name: 'Recent events' }).getByRole('listitem');
	await expect.element(recent.nth(0)).toHaveTextContent(/order\.placed of Shop.*not received by Board/);
	await expect.element(recent.nth(1)).toHaveTextContent('nobody asked for it');
	await userEvent.click(recent.nth(0).getByText('order.placed').first());
	await expect.element(page.getByText('"total": 42').first()).toBeVisible();
	await expect.element(page.getByText('It answered 503.')).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(page.getByRole('button', { name: 'Retry order.placed to Board' }));
	await expect.element(page.getByRole('list', { name: 'Failed deliveries' })).not.toBeInTheDocument();
	expect(await small.storage.events.waiting(board)).toMatchObject([{ seq, attempts: 0 }]);
});

test('an address is added with a secret that is shown once, and removed again', async () => {
	const small = await smallApp();
	await renderWithin(small, Events, {});
	await userEvent.click(page.getByRole('button', { name: 'Send events to an address' }));
	await userEvent.fill(page.getByRole('textbox', { name: 'Address' }), 'https://hooks.example/in');
	await userEvent.fill(page.getByRole('textbox', { name: 'Which events' }), 'order.*');
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(page.getByRole('button', { name: 'Add', exact: true }));
	await expect.element(page.getByLabelText('Signing secret')).toHaveTextContent(/^whsec_/);
	await userEvent.click(page.getByRole('button', { name: 'Done' }));
	await expect
		.element(page.getByRole('list', { name: 'Sent out' }))
		.toHaveTextContent('hooks.example, order.*, signed');
	await userEvent.click(page.getByRole('button', { name: 'Remove hooks.example' }));
	await expect.element(page.getByText('Nothing is sent out.')).toBeVisible();
});

test('a stream is added where events come in, and says how it is', async () => {
	const small = await smallApp();
	await renderWithin(small, Events, {});
	await userEvent.click(page.getByRole('button', { name: 'Receive events from an address' }));
	await userEvent.selectOptions(page.getByRole('combobox', { name: 'How it comes in' }), 'sse');
	await userEvent.fill(page.getByRole('textbox', { name: 'Address' }), 'https://ntfy.example/doors/sse');
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(page.getByRole('button', { name: 'Add', exact: true }));
	const list = page.getByRole('list', { name: 'Coming in' });
	await expect.element(list).toHaveTextContent('Connecting…');
	const [line] = await small.storage.events.lines();
	if (!line) throw new Error('no line');
	await small.storage.events.putLine({ ...line, state: 'open' });
	await expect.element(list).toHaveTextContent('Connected: events come at once.');
});
