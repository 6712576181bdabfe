import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { openFakeApp, type FakeApp } from '../../../../../tests/support/studio/fake-app.ts';
import StudioHarness from '../../../../../tests/support/studio/StudioHarness.svelte';

/** The first test fetches the editor; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 120_000 });

let fake: FakeApp;
beforeEach(async () => {
	await page.viewport(1440, 900);
	localStorage.clear();
	fake = await openFakeApp();
});
afterEach(() => fake.close());

const code = page.getByRole('region', { name: 'Code' });

test('lines say whether the starter or the person wrote them, also before they are a version', async () => {
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await code.getByRole('treeitem', { name: /model\.ts/ }).click();
	await code.getByRole('button', { name: 'Show authors' }).click();
	const gutter = code.getByRole('list', { name: 'Authors of the lines' });
	const status = code.getByRole('status', { name: 'Author of this line' });
	await expect.element(gutter, { timeout: 60_000 }).toHaveTextContent(/^\s*Starter kit\s*$/);
	await expect.element(status).toHaveTextContent('Line 1: from the starter kit, no AI used.');
	document.querySelector<HTMLElement>('.native-edit-context, .monaco-editor textarea')?.focus();
	await userEvent.keyboard('{Control>}{Home}{/Control}// mine{Enter}');
	await userEvent.keyboard('{ArrowUp}');
	await expect.element(gutter).toHaveTextContent(/^\s*You\s*Starter kit\s*$/);
	await expect.element(status).toHaveTextContent('Line 1: you wrote it.');
	await userEvent.keyboard('{Control>}s{/Control}');
	await expect.element(gutter).toHaveTextContent(/^\s*You\s*Starter kit\s*$/);
});
