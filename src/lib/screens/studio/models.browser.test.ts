import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { createByModel } from '#lib/commands/generate/create.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { LlmRequest } from '#lib/model/llm.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { openFakeApp, type FakeApp } from '../../../../tests/support/studio/fake-app.ts';
import { fakeKeys } from '../../../../tests/support/studio/fake-keys.ts';
import StudioHarness from '../../../../tests/support/studio/StudioHarness.svelte';

const keyIn = ({ system = '' }: LlmRequest): string => /key="(\w+)"/.exec(system)?.[1] ?? '';
const fileBy = (request: LlmRequest): string => {
	const tag = `key="${keyIn(request)}"`;
	const text = `export const by = '${request.model.model}';`;
	return `Made by ${request.model.model}.\n\n<aether:file path="src/main.ts" ${tag}>\n${text}\n</aether:file ${tag}>\n`;
};

let fake: FakeApp;
let unwatch: () => void;
let release: () => void;

beforeEach(async () => {
	await page.viewport(1440, 900);
	localStorage.clear();
	const gate = new Promise<void>((resolve) => (release = resolve));
	fake = await openFakeApp(
		fakeKeys(async (request) => {
			await gate;
			return fileBy(request);
		}),
	);
	unwatch = fake.app.models.watch();
	await expect.poll(() => fake.app.models.engine.type).toBe('auto');
});
afterEach(() => {
	cleanup();
	unwatch();
	fake.close();
});

const conversation = page.getByRole('region', { name: 'Conversation' });
const run = page.getByRole('region', { name: 'Run' });
const status = page.getByRole('status', { name: 'Creation status' });

async function create(): Promise<CreationId> {
	const model = { provider: 'openai', model: 'gpt-5-mini' };
	const created = await fake.app.dispatch(createByModel, { sentence: 'A reading list', model });
	if (!created.ok) throw new Error(created.error.message);
	return created.value;
}

test('a creation by a model opens empty, fills while one watches, and then starts by itself', async () => {
	const id = await create();
	await render(StudioHarness, { app: fake.app, id });
	await expect.element(run.getByText('Being written')).toBeVisible();
	await expect.element(status).toHaveTextContent('Generating…');
	release();
	await expect.element(conversation.getByText('Made by gpt-5-mini.')).toBeVisible();
	await expect.element(run.getByTitle('Preview of Reading list')).toBeVisible();
	await expect.element(page.getByText('v2')).toBeVisible();
});

test('before it is sent a wish is weighed, and its price is told on focus', async () => {
	release();
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await page.getByRole('textbox', { name: 'Ask for a change' }).fill('Add a due date');
	const bar = conversation.getByRole('button', { name: /of 112k tokens: files/ });
	await expect.element(bar).toBeVisible();
	bar.element().focus();
	await expect.element(bar).toHaveTextContent(/Sending costs about \$/);
});

test('a second model answers the same wish, both stand side by side, and one is kept', async () => {
	release();
	const id = await create();
	await render(StudioHarness, { app: fake.app, id });
	await userEvent.click(conversation.getByRole('button', { name: 'Compare with another model' }));
	const dialog = page.getByRole('dialog', { name: 'Compare two models' });
	await userEvent.click(dialog.getByRole('button', { name: 'Ask', exact: true }));
	const second = dialog.getByRole('region', { name: 'Answer of gpt-4o' });
	await expect.element(second).toHaveTextContent('1 changed');
	expect(await seriousFindings()).toEqual([]);
	const first = dialog.getByRole('region', { name: 'Answer of gpt-5-mini' });
	await userEvent.click(first.getByRole('button', { name: 'Keep this one' }));
	await expect.element(dialog).not.toBeInTheDocument();
	const held = await fake.app.hold(id);
	expect(held.ok && held.value.files.get('src/main.ts')).toContain("'gpt-5-mini'");
	fake.app.release(id);
});

test('a locked file shows its lock and stays as it is', async () => {
	release();
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await userEvent.click(page.getByRole('treeitem', { name: 'README.md' }));
	await userEvent.click(page.getByRole('button', { name: 'Lock README.md' }));
	await expect.element(page.getByRole('treeitem', { name: /README.md\W+locked for models/ })).toBeVisible();
	await userEvent.click(page.getByRole('button', { name: 'Unlock README.md' }));
	await expect.element(page.getByRole('button', { name: 'Lock README.md' })).toBeVisible();
});

test('the rules of the project are a file that is made on first use', async () => {
	release();
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await userEvent.click(page.getByRole('button', { name: 'More', exact: true }));
	await userEvent.click(page.getByRole('menuitem', { name: 'Project rules' }));
	await expect
		.element(page.getByRole('treeitem', { name: 'AETHER.md' }))
		.toHaveAttribute('aria-selected', 'true');
});
