import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { inviteOthers, joinShared, startSharing } from '#lib/commands/share/room.ts';
import type { CreationId } from '#lib/model/id.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { keep, renderWithin, smallApp, type SmallApp } from '../../../../tests/support/small-app.ts';
import Join from './Join.svelte';

const DAY_MS = 86_400_000;

/** The fragment of a link that somebody else made. */
async function invited(facts: { expiresAt?: number; needsApproval?: boolean } = {}): Promise<string> {
	const owner = await smallApp();
	const creationId = await keep(owner.storage);
	await owner.app.hold(creationId);
	await owner.app.dispatch(startSharing, { creationId, name: 'Ana' });
	const terms = { role: 'editor' as const, expiresAt: Date.now() + DAY_MS, needsApproval: false, ...facts };
	const link = await owner.app.dispatch(inviteOthers, { creationId, ...terms });
	if (!link.ok) throw new Error(link.error.message);
	return new URL(link.value).hash.slice(1);
}

async function open(small: SmallApp, fragment: string): Promise<CreationId[]> {
	const joined: CreationId[] = [];
	await renderWithin(small, Join, { fragment, onjoined: (id: CreationId) => joined.push(id) });
	return joined;
}

test('who opens a link sees the role, gives a name, and joins; the name is kept', async () => {
	const fragment = await invited({ needsApproval: true });
	const small = await smallApp();
	const joined = await open(small, fragment);
	await expect.element(page.getByRole('heading', { name: 'You are invited as an editor' })).toBeVisible();
	await expect.element(page.getByText(/The owner lets each person in/)).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
	await expect.element(page.getByRole('button', { name: 'Join' })).toBeDisabled();
	await userEvent.fill(page.getByRole('textbox', { name: 'Your name' }), 'Ben');
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => joined).toHaveLength(1);
	expect((await small.storage.creation(joined[0] as CreationId))?.title).toBe('Shared with you');
	expect((await small.storage.setting('together')).name).toBe('Ben');
});

test('who has joined already is taken there instead of joining twice', async () => {
	const fragment = await invited();
	const small = await smallApp();
	const first = await small.app.dispatch(joinShared, { link: fragment, name: 'Ben' });
	const joined = await open(small, fragment);
	await userEvent.click(page.getByRole('button', { name: 'Open it' }));
	expect(joined).toEqual(first.ok ? [first.value] : []);
});

test('a link that is over says so, and another one can be pasted', async () => {
	const over = await invited({ expiresAt: Date.now() - DAY_MS });
	const whole = await invited();
	await open(await smallApp(), over);
	await expect.element(page.getByRole('alert')).toHaveTextContent('The time of this link is over.');
	const field = page.getByRole('textbox', { name: 'Link' });
	await userEvent.fill(field, `${location.origin}/join#${whole.slice(0, 30)}`);
	await userEvent.keyboard('{Enter}');
	await expect.element(field).toHaveAccessibleDescription(/not a whole link/);
	await userEvent.fill(field, `${location.origin}/join#${whole}`);
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByRole('heading', { name: 'You are invited as an editor' })).toBeVisible();
});

test('a link that was changed on its way is refused in plain words', async () => {
	const fragment = await invited();
	const changed = `${fragment.slice(0, -8)}AAAAAAAA`;
	await open(await smallApp(), changed);
	await expect
		.element(page.getByRole('alert'))
		.toHaveTextContent('This link is not complete, or somebody changed it.');
});

test('an address without an invitation asks for the link', async () => {
	await open(await smallApp(), '');
	await expect.element(page.getByText('Open the link you were sent')).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
});
