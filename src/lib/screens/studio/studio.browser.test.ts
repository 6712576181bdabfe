import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { newCreationId } from '#lib/model/id.ts';
import { openFakeApp, type FakeApp } from '../../../../tests/support/studio/fake-app.ts';
import StudioHarness from '../../../../tests/support/studio/StudioHarness.svelte';

/** The first test fetches the editor; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 120_000 });

let fake: FakeApp;

beforeEach(async () => {
	await page.viewport(1440, 900);
	localStorage.clear();
	fake = await openFakeApp();
});
afterEach(() => fake.close());

const conversation = page.getByRole('region', { name: 'Conversation' });
const log = conversation.getByRole('log');
const code = page.getByRole('region', { name: 'Code' });
const run = page.getByRole('region', { name: 'Run' });
const status = page.getByRole('status', { name: 'Creation status' });
const composer = page.getByRole('textbox', { name: 'Ask for a change' });

async function openStudio(): Promise<void> {
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await expect.element(run.getByTitle('Preview of Recipes')).toBeVisible();
	await expect.element(page.getByText('v1')).toBeVisible();
}

async function ask(sentence: string): Promise<void> {
	await composer.fill(sentence);
	await userEvent.keyboard('{Enter}');
	await expect.element(status).toHaveTextContent(/^(Saved|Failed)/);
}

test('an unknown creation gives a plain page with one way on', async () => {
	await render(StudioHarness, { app: fake.app, id: newCreationId() });
	await expect.element(page.getByRole('alert')).toHaveTextContent('This creation is not on this device.');
	await expect.element(page.getByRole('link', { name: 'Go to your creations' })).toBeVisible();
});

describe('the conversation', () => {
	test('an answer lists what it changed and says that no AI was used', async () => {
		await openStudio();
		await ask('Add a rating');
		const answer = conversation.getByRole('article', { name: 'Answer' }).last();
		await expect.element(answer).toHaveTextContent(/Added Rating/);
		await expect.element(answer).toHaveTextContent(/src\/model.ts\s*\+1/);
		await expect.element(answer).toHaveTextContent('Starter kit, no AI used');
		await expect.element(page.getByText('v2')).toBeVisible();
	});

	test('Undo on an answer brings back the files from before, as a new version', async () => {
		await openStudio();
		await ask('Add a rating');
		await conversation.getByRole('button', { name: 'Undo' }).click();
		await expect.element(page.getByText('v3')).toBeVisible();
		const versions = await fake.app.versions(fake.id);
		const newest = versions.ok ? versions.value[0] : undefined;
		const files = newest && (await fake.app.versionFiles(fake.id, newest.id));
		expect(files?.ok && files.value.get('src/model.ts')).not.toContain('rating');
	});

	test('editing an earlier message makes a branch, and both ways stay reachable', async () => {
		await openStudio();
		await ask('Add a rating');
		const person = conversation.getByRole('article', { name: 'You' }).last();
		await person.hover();
		await person.getByRole('button', { name: 'Edit this message' }).click();
		await page.getByRole('textbox', { name: 'Edit message' }).fill('Add a colour');
		await userEvent.keyboard('{Enter}');
		await expect.element(conversation.getByText('Added Colour')).toBeVisible();
		await expect.element(log.getByText('Add a rating', { exact: true })).not.toBeInTheDocument();
		await expect.element(conversation.getByText('2/2')).toBeVisible();

		await conversation.getByRole('button', { name: 'Previous branch' }).click();
		await expect.element(log.getByText('Add a rating', { exact: true })).toBeVisible();
		await expect.element(conversation.getByText('1/2')).toBeVisible();
	});

	test('a branch starts from the files that were there then', async () => {
		await openStudio();
		await ask('Add a rating');
		const person = conversation.getByRole('article', { name: 'You' }).last();
		await person.hover();
		await person.getByRole('button', { name: 'Edit this message' }).click();
		await page.getByRole('textbox', { name: 'Edit message' }).fill('Add a colour');
		await userEvent.keyboard('{Enter}');
		await expect.element(conversation.getByText('Added Colour')).toBeVisible();
		const held = await fake.app.hold(fake.id);
		expect(held.ok && held.value.files.get('src/model.ts')).toBe(
			"export const fields = [\n\t'title',\n\t'colour',\n];\n",
		);
		fake.app.release(fake.id);
	});

	test('what cannot be done is refused in the thread, and nothing changes', async () => {
		await openStudio();
		await ask('Translate everything into Klingon');
		await expect.element(conversation.getByText('Connect a model for this.')).toBeVisible();
		await expect.element(status).toHaveTextContent('Failed');
		await expect.element(page.getByText('v1')).toBeVisible();
	});

	test('the up arrow in the empty box edits the last message, Escape leaves it', async () => {
		await openStudio();
		await ask('Add a rating');
		await composer.click();
		await userEvent.keyboard('{ArrowUp}');
		await expect.element(page.getByRole('textbox', { name: 'Edit message' })).toHaveValue('Add a rating');
		await userEvent.keyboard('{Escape}');
		await expect.element(page.getByRole('textbox', { name: 'Edit message' })).not.toBeInTheDocument();
	});
});

describe('the run', () => {
	const error = {
		at: 1,
		signature: 'one',
		message: 'x is not defined',
		stack: 'at list (src/ui/list.ts:1:1)',
		count: 3,
		path: 'src/ui/list.ts',
		line: 1,
	};

	test('an error shows its first line and count over the preview, and jumps to its place', async () => {
		await openStudio();
		fake.sandbox.emit('error', error);
		const card = run.getByRole('alert', { name: 'Error in the creation' });
		await expect.element(card).toHaveTextContent('x is not defined');
		await expect.element(card).toHaveTextContent('×3');
		await expect.element(run.getByTitle('Preview of Recipes')).toBeVisible();
		await card.getByRole('button', { name: 'Show in code' }).click();
		await expect
			.element(code.getByRole('treeitem', { name: /list\.ts/ }))
			.toHaveAttribute('aria-selected', 'true');
		await card.getByRole('button', { name: 'Dismiss' }).click();
		await expect.element(card).not.toBeInTheDocument();
	});

	test('a creation that hangs can be restarted', async () => {
		await openStudio();
		fake.sandbox.setState({ type: 'unresponsive', since: 1 });
		await expect.element(run.getByText('This creation stopped answering')).toBeVisible();
		await run.getByRole('button', { name: 'Restart' }).click();
		await expect.element(run.getByText('This creation stopped answering')).not.toBeInTheDocument();
		expect(fake.sandbox.resets).toBe(1);
		expect(fake.sandbox.starts).toBe(2);
	});

	test('files that cannot be built name the place while the older preview stays', async () => {
		await openStudio();
		const held = await fake.app.hold(fake.id);
		if (held.ok) held.value.tree.write(new Map([['src/main.ts', 'ok\nBUILD ERROR']]), 'person');
		const card = run.getByRole('alert', { name: 'Build problem' });
		await expect.element(card).toHaveTextContent('src/main.ts:2');
		await expect.element(run.getByTitle('Preview of Recipes')).toBeVisible();
		await expect.element(code.getByRole('treeitem', { name: /main\.ts.*1 problems/ })).toBeVisible();
		fake.app.release(fake.id);
	});

	test('the console shows levels and can be filtered and cleared', async () => {
		await openStudio();
		await run.getByRole('tab', { name: 'Console' }).click();
		fake.sandbox.emit('log', { at: 1, level: 'log', text: 'hello there' });
		fake.sandbox.emit('log', { at: 2, level: 'error', text: 'it broke' });
		const lines = run.getByRole('list', { name: 'Console' });
		await expect.element(lines).toHaveTextContent(/hello there.*error: .*it broke/s);
		await run.getByRole('searchbox', { name: 'Filter the console' }).fill('broke');
		await expect.element(lines).not.toHaveTextContent('hello there');
		await run.getByRole('button', { name: 'Clear' }).click();
		await expect.element(run.getByText('Nothing logged yet')).toBeVisible();
	});
});

describe('the code', () => {
	test('F6 goes from region to region, and Shift+F6 back', async () => {
		await openStudio();
		await composer.click();
		await userEvent.keyboard('{F6}');
		await expect.element(code).toHaveFocus();
		await userEvent.keyboard('{F6}');
		await expect.element(run).toHaveFocus();
		await userEvent.keyboard('{Shift>}{F6}{/Shift}');
		await expect.element(code).toHaveFocus();
	});

	test('an edited file stands in Changes, and can be discarded and brought back', async () => {
		await openStudio();
		const held = await fake.app.hold(fake.id);
		if (!held.ok) throw new Error(held.error.message);
		held.value.tree.write(new Map([['README.md', '# Mine\n']]), 'person');
		await code.getByRole('tab', { name: /Changes/ }).click();
		await code.getByRole('button', { name: 'Discard changes to README.md' }).click();
		await expect.element(code.getByText('Nothing changed since the last version')).toBeVisible();
		fake.toasts.items.at(-1)?.action?.run();
		await expect.element(code.getByRole('list', { name: 'Changed files' })).toHaveTextContent('README.md');
		expect(held.value.files.get('README.md')).toBe('# Mine\n');
		fake.app.release(fake.id);
	});

	test('an older version comes back as a new one', async () => {
		await openStudio();
		await ask('Add a rating');
		await code.getByRole('tab', { name: 'History' }).click();
		await code.getByRole('list', { name: 'Versions' }).getByText('Create Recipes').click();
		await code.getByRole('button', { name: 'Restore as new version' }).click();
		await expect.element(code.getByRole('list', { name: 'Versions' })).toHaveTextContent(/v3.*Restore/);
	});
});

test('the creation keeps running when the window becomes as narrow as a phone and wide again', async () => {
	await openStudio();
	await page.viewport(390, 844);
	await page.getByRole('tab', { name: 'Preview' }).click();
	await expect.element(run.getByTitle('Preview of Recipes')).toBeVisible();
	await page.viewport(1440, 900);
	await expect.element(conversation).toBeVisible();
	await expect.element(run.getByTitle('Preview of Recipes')).toBeVisible();
	expect(fake.sandbox.starts).toBe(1);
});

test('on a phone one pane is shown at a time', async () => {
	await page.viewport(390, 844);
	await render(StudioHarness, { app: fake.app, id: fake.id });
	await expect.element(conversation).toBeVisible();
	expect(code.elements()).toEqual([]);
	await page.getByRole('tab', { name: 'Code' }).click();
	await expect.element(code.getByRole('tree', { name: 'Files' })).toBeVisible();
	expect(conversation.elements()).toEqual([]);
});
