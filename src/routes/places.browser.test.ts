import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Component } from 'svelte';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import { seriousFindings } from '../../tests/support/accessibility.ts';
import { keep, renderWithin, smallApp } from '../../tests/support/small-app.ts';
import Activity from '#lib/screens/activity/Activity.svelte';
import Market from '#lib/screens/market/Market.svelte';
import Mesh from '#lib/screens/mesh/Mesh.svelte';
import Settings from '#lib/screens/settings/Settings.svelte';
import ProblemScreen from '#lib/screens/shell/ProblemScreen.svelte';
import { render } from 'vitest-browser-svelte';

const places: [string, Component<never>, Record<string, unknown>][] = [
	['Activity', Activity, { creationId: null, onpick: () => undefined }],
	['Market', Market, {}],
	['Mesh', Mesh, {}],
	['Settings', Settings, { version: '1.2.3' }],
];

test.each(places)(
	'%s has its heading and no serious accessibility findings',
	async (title, screen, props) => {
		const small = await smallApp();
		const creationId = await keep(small.storage, { title: 'Plants' });
		await small.storage.audit({
			event: 'net.denied',
			outcome: 'denied',
			creationId,
			detail: { method: 'GET' },
		});
		await small.storage.audit({
			event: 'creation.create',
			outcome: 'failed',
			detail: { problem: 'kit-broken' },
		});
		await renderWithin(small, screen as Component<Record<string, unknown>>, props);
		await expect.element(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
		await vi.waitUntil(() => document.querySelector('.skeleton') === null);
		expect(document.title).toBe(`${title} · AetherOS`);
		expect(await seriousFindings()).toEqual([]);
	},
);

test('activity is told in plain words, newest first, and narrowed by outcome', async () => {
	const small = await smallApp();
	const creationId = await keep(small.storage, { title: 'Plants' });
	await small.storage.audit({ event: 'version.save', outcome: 'ok', creationId, detail: {} });
	await small.storage.audit({
		event: 'net.denied',
		outcome: 'denied',
		creationId,
		detail: { origin: 'https://example.com' },
	});
	await renderWithin(small, Activity, { creationId: null, onpick: () => undefined });
	const events = page.getByRole('list', { name: 'Events' }).getByRole('listitem');
	await expect.element(events.nth(0)).toHaveTextContent('Reach the network');
	await expect.element(events.nth(0)).toHaveTextContent('origin https://example.com');
	await expect.element(events.nth(1)).toHaveTextContent('Save a version');
	await userEvent.click(page.getByRole('radio', { name: 'Refused' }));
	await expect.poll(() => events.elements().length).toBe(1);
});

test('the market lists every kit, searches them, and leads to the composer', async () => {
	const small = await smallApp();
	await renderWithin(small, Market, {});
	const kits = page.getByRole('list', { name: 'Starter kits' });
	await expect.poll(() => kits.getByRole('listitem').elements().length).toBe(3);
	await userEvent.fill(page.getByRole('searchbox', { name: 'Search kits' }), 'quiz');
	await expect.poll(() => kits.getByRole('listitem').elements().length).toBe(1);
	await expect
		.element(page.getByRole('link', { name: 'Try Quiz' }))
		.toHaveAttribute('href', '/?say=A%20quiz');
});

test('the market tells when the kits cannot be loaded and tries again', async () => {
	const small = await smallApp();
	let isBroken = true;
	const app = {
		...small.app,
		kits: () => (isBroken ? Promise.reject(new Error('no network')) : small.app.kits()),
	};
	await renderWithin({ ...small, app }, Market, {});
	await expect.element(page.getByText('The kits could not be loaded.')).toBeVisible();
	isBroken = false;
	await userEvent.click(page.getByRole('button', { name: 'Try again' }));
	await expect.element(page.getByRole('link', { name: 'Try Quiz' })).toBeVisible();
});

test('the mesh shows who uses whom from the manifests, from both sides', async () => {
	const small = await smallApp();
	const books = await keep(small.storage, { title: 'Books', kind: 'api' });
	const reader = newCreationId();
	const manifest = {
		id: urnOf(reader),
		name: 'reader',
		title: 'Reader',
		kind: 'app',
		version: '1.0.0',
		entry: 'src/main.ts',
		links: { books: { ref: urnOf(books), range: '^1.0.0', operations: ['listBooks'] } },
	};
	const row = await small.storage.creation(books);
	if (!row) throw new Error('Books was not kept');
	await small.storage.create(
		{ ...row, id: reader, kind: 'app', title: 'Reader' },
		new Map([['aether.json', JSON.stringify(manifest)]]),
		[],
	);
	await renderWithin(small, Mesh, {});
	await expect
		.element(page.getByRole('list', { name: 'Links of Reader' }))
		.toHaveTextContent('uses Books as “books”, version ^1.0.0, for listBooks');
	await expect
		.element(page.getByRole('list', { name: 'Links of Books' }))
		.toHaveTextContent('used by Reader');
});

test('the appearance is chosen in settings and holds for the page', async () => {
	const small = await smallApp();
	await renderWithin(small, Settings, { version: '1.2.3' });
	await userEvent.click(page.getByRole('radio', { name: 'Dark' }));
	expect(document.documentElement.style.colorScheme).toBe('dark');
	await userEvent.click(page.getByRole('radio', { name: 'As the system' }));
	expect(document.documentElement.style.colorScheme).toBe('light dark');
});

test('keeping the data is asked for, and an unclear answer is told honestly', async () => {
	let asked = 0;
	const small = await smallApp({ persist: async () => void asked++ });
	await renderWithin(small, Settings, { version: '1.2.3' });
	await userEvent.click(page.getByRole('button', { name: 'Keep my data' }));
	expect(asked).toBe(1);
	await expect.element(page.getByText(/has not promised to keep it yet/)).toBeVisible();
});

test('a browser that keeps nothing gets one page with the reason and one action', async () => {
	let retried = 0;
	await render(ProblemScreen, {
		props: {
			problem: {
				type: 'storage-refused',
				message: 'This browser keeps nothing.',
				action: 'Open a normal window',
			},
			actionLabel: 'Try again',
			onaction: () => void retried++,
		},
	});
	await expect.element(page.getByRole('alert')).toHaveTextContent('This browser keeps nothing.');
	await userEvent.click(page.getByRole('button', { name: 'Try again' }));
	expect(retried).toBe(1);
});
