import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { addFile } from '#lib/commands/workspace/file.ts';
import { forbidNodeProjects } from '#lib/commands/node/node.ts';
import { createWebContainerSandbox } from '#lib/services/sandbox/webcontainer/create-webcontainer.ts';
import { openFakeApp, type FakeApp } from '../../../../../tests/support/studio/fake-app.ts';
import StudioHarness from '../../../../../tests/support/studio/StudioHarness.svelte';

vi.setConfig({ testTimeout: 120_000 });

let fake: FakeApp;
beforeEach(async () => {
	await page.viewport(1440, 900);
	fake = await openFakeApp();
});
afterEach(() => fake.close());

const run = page.getByRole('region', { name: 'Run' });
const card = run.getByRole('alert', { name: 'Node project' });

async function openProject(): Promise<void> {
	const text = JSON.stringify({ scripts: { start: 'node index.js' }, dependencies: { express: '5.0.0' } });
	const written = await fake.app.dispatch(addFile, { creationId: fake.id, path: 'package.json', text });
	expect(written.ok).toBe(true);
	await render(StudioHarness, { app: fake.app, id: fake.id });
}

test('a Node project says what would be loaded from whom, and runs once that is allowed', async () => {
	await openProject();
	await expect.element(card).toHaveTextContent(/loaded from stackblitz\.com.*needs the network/);
	expect([fake.sandbox.starts, fake.nodeSandbox.starts]).toEqual([0, 0]);
	await card.getByRole('button', { name: 'Allow for this creation' }).click();
	await expect.element(run.getByTitle('Preview of Recipes')).toBeVisible();
	await expect.element(card).not.toBeInTheDocument();
	expect([fake.sandbox.starts, fake.nodeSandbox.starts]).toEqual([0, 1]);
});

test('what was allowed can be taken back for all', async () => {
	await openProject();
	await card.getByRole('button', { name: 'Allow for this creation' }).click();
	await expect.element(run.getByTitle('Preview of Recipes')).toBeVisible();
	await fake.app.dispatch(forbidNodeProjects, {});
	await run.getByRole('button', { name: 'Reload preview' }).click();
	await expect.element(card).toBeVisible();
});

test('without the network there is a card with one way on instead of a wait', async () => {
	const real = createWebContainerSandbox({ apiKey: null, isAllowed: () => true, isOnline: () => false });
	fake.useNodeSandbox(real);
	await openProject();
	await card.getByRole('button', { name: 'Allow for this creation' }).click();
	const problem = run.getByRole('alert', { name: 'Build problem' });
	await expect.element(problem).toHaveTextContent('Node projects need the network');
	fake.useNodeSandbox(fake.nodeSandbox);
	await problem.getByRole('button', { name: 'Try again' }).click();
	await expect.element(run.getByTitle('Preview of Recipes')).toBeVisible();
});
