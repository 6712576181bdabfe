import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { inviteOthers, joinShared, startSharing } from '#lib/commands/share/room.ts';
import { addFile } from '#lib/commands/workspace/file.ts';
import type { CreationId } from '#lib/model/id.ts';
import { seriousFindings } from '../../../../../tests/support/accessibility.ts';
import { openFakeApp, type FakeApp } from '../../../../../tests/support/studio/fake-app.ts';
import StudioHarness from '../../../../../tests/support/studio/StudioHarness.svelte';
import type { InviteTerms } from './sharing.ts';

vi.setConfig({ testTimeout: 120_000, expect: { poll: { timeout: 30_000 } } });

/** Two devices: each with a database and a key of its own. */
let ana: FakeApp;
let ben: FakeApp;
beforeEach(async () => {
	await page.viewport(1440, 900);
	[ana, ben] = [await openFakeApp(), await openFakeApp()];
});
afterEach(async () => {
	await ana.close();
	await ben.close();
});

const inviteTo = async (role: InviteTerms['role'], needsApproval = false): Promise<string> => {
	const terms = { role, needsApproval, expiresAt: Date.now() + 86_400_000 };
	const link = await ana.app.dispatch(inviteOthers, { creationId: ana.id, ...terms });
	if (!link.ok) throw new Error(link.error.message);
	return new URL(link.value).hash.slice(1);
};
const joinAs = async (name: string, fragment: string): Promise<CreationId> => {
	const joined = await ben.app.dispatch(joinShared, { fragment, name });
	if (!joined.ok) throw new Error(joined.error.message);
	return joined.value;
};

test('Share in the header founds the room; who joins shows as a face, which is followed by pressing it', async () => {
	await render(StudioHarness, { app: ana.app, id: ana.id });
	await userEvent.click(page.getByRole('button', { name: 'Share', exact: true }));
	const dialog = page.getByRole('dialog', { name: 'Share Recipes' });
	await userEvent.fill(dialog.getByRole('textbox', { name: 'Your name' }), 'Ana');
	await userEvent.keyboard('{Enter}');
	await expect.element(dialog.getByRole('list', { name: 'People' })).toHaveTextContent('Ana (you)');
	const id = await joinAs('Ben', await inviteTo('editor'));
	await ben.app.hold(id);
	await expect.element(dialog.getByRole('combobox', { name: 'Role of Ben' })).toHaveValue('editor');
	await expect.element(dialog.getByRole('list', { name: 'Open links' })).toHaveTextContent('1 person joined');
	await userEvent.keyboard('{Escape}');
	const face = page.getByRole('button', { name: 'Follow Ben, editor' });
	await userEvent.click(face);
	await expect.element(face).toHaveAttribute('aria-pressed', 'true');
	await expect.poll(() => ana.app.company.open?.state).toBe('connected');
	expect(await seriousFindings()).toEqual([]);
});

test('a viewer sees the files, and what would change them says read-only or is not there', async () => {
	await ana.app.hold(ana.id);
	await ana.app.dispatch(startSharing, { creationId: ana.id, name: 'Ana' });
	const id = await joinAs('Ben', await inviteTo('viewer'));
	await render(StudioHarness, { app: ben.app, id });
	await expect.element(page.getByRole('button', { name: /^Viewer\. You see everything/ })).toBeVisible();
	await expect.element(page.getByText(/^Read-only\./)).toBeVisible();
	await expect.element(page.getByRole('treeitem', { name: 'README.md' })).toBeVisible();
	for (const name of ['Send', 'Save version', 'Add package', 'New file'])
		expect(page.getByRole('button', { name }).elements(), name).toEqual([]);
	expect(page.getByRole('textbox', { name: 'Ask for a change' }).elements()).toEqual([]);
	const refused = await ben.app.dispatch(addFile, { creationId: id, path: 'x.ts' }, { quiet: true });
	expect(refused.ok).toBe(false);
	expect(await seriousFindings()).toEqual([]);
});

test('on a phone the header of a shared creation fits, with a face, the role and Share', async () => {
	await page.viewport(390, 844);
	await ana.app.hold(ana.id);
	await ana.app.dispatch(startSharing, { creationId: ana.id, name: 'Ana' });
	const id = await joinAs('Ben', await inviteTo('commenter'));
	await render(StudioHarness, { app: ben.app, id });
	await expect.element(page.getByRole('button', { name: 'Follow Ana, owner' })).toBeVisible();
	await expect.element(page.getByRole('button', { name: /^Commenter\./ })).toBeVisible();
	const header = document.querySelector('header');
	expect(header?.scrollWidth).toBeLessThanOrEqual(390);
	await userEvent.click(page.getByRole('button', { name: 'Share', exact: true }));
	await expect.element(page.getByRole('dialog', { name: 'Share Recipes' })).toBeVisible();
	await userEvent.click(page.getByRole('button', { name: 'Leave', exact: true }));
	const question = page.getByRole('dialog', { name: 'Leave Recipes?' });
	await userEvent.click(question.getByRole('button', { name: 'Leave' }));
	await expect.element(page.getByRole('textbox', { name: 'Ask for a change' })).toBeVisible();
});

test('who has to be let in waits with words, and the studio opens by itself once the owner says yes', async () => {
	await ana.app.hold(ana.id);
	await ana.app.dispatch(startSharing, { creationId: ana.id, name: 'Ana' });
	const id = await joinAs('Ben', await inviteTo('editor', true));
	const waiting = await render(StudioHarness, { app: ben.app, id });
	await expect.element(page.getByRole('heading', { name: 'Waiting to be let in' })).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
	await waiting.unmount();
	const owner = await render(StudioHarness, { app: ana.app, id: ana.id });
	await userEvent.click(page.getByRole('button', { name: 'Share', exact: true }));
	await ben.app.hold(id);
	await userEvent.click(page.getByRole('button', { name: 'Let Ben in' }));
	await expect.element(page.getByRole('combobox', { name: 'Role of Ben' })).toBeVisible();
	await owner.unmount();
	await render(StudioHarness, { app: ben.app, id });
	await expect.element(page.getByRole('textbox', { name: 'Ask for a change' })).toBeVisible();
});
