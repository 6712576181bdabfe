import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { replaceFile } from '#lib/commands/workspace/file.ts';
import { textOf } from '#lib/model/files.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { openFakeApp, type FakeApp } from '../../../../tests/support/studio/fake-app.ts';
import StudioHarness from '../../../../tests/support/studio/StudioHarness.svelte';

declare module 'vitest' {
	interface ProvidedContext {
		readonly networkPort: string;
	}
}

vi.setConfig({ testTimeout: 120_000 });
const origin = `http://localhost:${inject('networkPort')}`;

let fake: FakeApp;
beforeEach(async () => {
	await page.viewport(1440, 900);
	fake = await openFakeApp();
	await ask([origin]);
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await expect.poll(() => fake.sandbox.options !== undefined).toBe(true);
});
afterEach(() => fake.close());

/** Lets the manifest ask for `net`. */
async function ask(net: readonly string[]): Promise<void> {
	const held = await fake.app.hold(fake.id);
	if (!held.ok) throw new Error(held.error.message);
	const manifest = JSON.parse(textOf(held.value.files.get('aether.json')) ?? '{}') as object;
	const text = JSON.stringify({ ...manifest, grants: { net } });
	await fake.app.dispatch(replaceFile, { creationId: fake.id, path: 'aether.json', text });
	fake.app.release(fake.id);
}
/** The creation fetches. */
const fetched = async (url: string): Promise<number> =>
	(await fake.sandbox.options?.ports.fetch(new Request(url)))?.status ?? 0;

test('a creation that wants to reach an address asks by a card; once allowed its next try works, until it is taken back', async () => {
	expect(await fetched(`${origin}/echo`)).toBe(403);
	const card = page.getByRole('alert', { name: 'Wants to reach an address' });
	await expect.element(card).toHaveTextContent(`Recipes wants to reach ${origin}`);
	expect(await seriousFindings()).toEqual([]);
	await card.getByRole('button', { name: 'Allow' }).click();
	await expect.element(card).not.toBeInTheDocument();
	expect(await fetched(`${origin}/echo`)).toBe(200);

	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Permissions' }).click();
	const dialog = page.getByRole('dialog', { name: 'Permissions' });
	await expect.element(dialog.getByRole('list', { name: 'Allowed', exact: true })).toHaveTextContent(origin);
	await dialog.getByRole('button', { name: `Take back ${origin}` }).click();
	await expect
		.element(dialog.getByRole('list', { name: 'Asked for, not allowed' }))
		.toHaveTextContent(origin);
	expect(await fetched(`${origin}/echo`)).toBe(403);
	await dialog.getByRole('button', { name: `Allow ${origin}` }).click();
	await expect.element(dialog.getByRole('list', { name: 'Allowed', exact: true })).toBeVisible();
	expect(await fetched(`${origin}/echo`)).toBe(200);
});

test('who does not want to decide is not asked again in this run, and nothing is let through', async () => {
	await fetched(`${origin}/echo`);
	const card = page.getByRole('alert', { name: 'Wants to reach an address' });
	await card.getByRole('button', { name: 'Not now' }).click();
	expect(await fetched(`${origin}/echo`)).toBe(403);
	await expect.element(card).not.toBeInTheDocument();
});
