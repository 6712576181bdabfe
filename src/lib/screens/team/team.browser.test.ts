import { beforeEach, expect, test } from 'vitest';
import { createRawSnippet, type Snippet } from 'svelte';
import { page, userEvent } from 'vitest/browser';
import '../../../app.css';
import { inviteOthers } from '#lib/commands/share/room.ts';
import { addToTeam, createTeam, joinTeam } from '#lib/commands/team/team.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { TeamId } from '#lib/model/team.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { keep, renderWithin, smallApp, type SmallApp } from '../../../../tests/support/small-app.ts';
import Teams from './Teams.svelte';
import TeamScreen from './TeamScreen.svelte';
import TeamShelf from './TeamShelf.svelte';

beforeEach(() => page.viewport(1100, 900));

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}
const teamOn = async ({ app }: SmallApp): Promise<TeamId> =>
	valueOf(await app.dispatch(createTeam, { name: 'Kitchen', you: 'Ann' }));

/** A team of Ann's with one creation, held open, and Ben in it on a device of his own. */
async function pair(role: 'viewer' | 'editor') {
	const [ann, ben] = [await smallApp(), await smallApp()];
	const teamId = await teamOn(ann);
	valueOf(await ann.app.holdTeam(teamId));
	const creationId = await keep(ann.storage, { title: 'Recipes' });
	valueOf(await ann.app.dispatch(addToTeam, { teamId, creationId, isNew: false }));
	const terms = { role, expiresAt: Date.now() + 3_600_000, needsApproval: false };
	const link = valueOf(await ann.app.dispatch(inviteOthers, { creationId: teamId, ...terms })).split('#')[1];
	const id = valueOf(await ben.app.dispatch(joinTeam, { link: link ?? '', name: 'Ben' }));
	return { ann, ben, id };
}

const nothing = createRawSnippet(() => ({ render: () => '<p>Sharing</p>' }));
const show = (small: SmallApp, id: TeamId) =>
	renderWithin(small, TeamScreen, {
		id,
		isInviting: false,
		navigate: (path: string) => small.navigated.push(path),
		share: nothing,
	});
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

test('a team is made with a name and one button, and its page opens', async () => {
	const small = await smallApp();
	const went: string[] = [];
	await renderWithin(small, Teams, { isMaking: false, navigate: (path: string) => went.push(path) });
	await expect.element(page.getByText('You are in no team yet')).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(button('New team'));
	await expect.element(page.getByRole('textbox', { name: 'Team name' })).toHaveFocus();
	await userEvent.keyboard('Kitchen');
	await expect.element(button('Create team')).toBeDisabled();
	await userEvent.fill(page.getByRole('textbox', { name: 'Your name' }), 'Ann');
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => went).toHaveLength(1);
	expect(went[0]).toMatch(/^\/teams\/[0-9A-Z]{26}$/);
});

test('an empty team says how to begin, takes a creation, and keeps its rules', async () => {
	const small = await smallApp();
	await keep(small.storage, { title: 'Recipes' });
	await show(small, await teamOn(small));
	await expect.element(page.getByRole('heading', { level: 1, name: 'Kitchen' })).toBeVisible();
	await expect.element(page.getByText('No creations yet')).toBeVisible();
	await userEvent.click(button('Add a creation'));
	const dialog = page.getByRole('dialog', { name: 'Add a creation' });
	await userEvent.click(dialog.getByRole('button', { name: /Recipes/ }));
	const list = page.getByRole('list', { name: 'Creations of the team' });
	await expect.element(list).toHaveTextContent('On this device');
	await userEvent.fill(page.getByRole('textbox', { name: 'Rules' }), 'Say "guests".');
	await userEvent.click(button('Save rules'));
	const activity = page.getByRole('list', { name: 'Activity of the team' });
	await expect.element(activity).toHaveTextContent('Ann changed the rules');
	await expect.element(activity).toHaveTextContent('Ann added Recipes');
	expect((await small.storage.setting('teams'))[0]?.rules).toBe('Say "guests".');
	await userEvent.click(button('More about Recipes'));
	await userEvent.click(page.getByRole('menuitem', { name: 'Use as a template' }));
	await expect.element(button('Start from Recipes')).toBeVisible();
});

test('a member sees people and creations, opens one that is not here yet, and cannot change the list', async () => {
	const { ben, id } = await pair('viewer');
	await show(ben, id);
	const list = page.getByRole('list', { name: 'Creations of the team' });
	await expect.element(list).toHaveTextContent('Comes when you open it');
	const people = page.getByRole('list', { name: 'People of the team' });
	await expect.element(people).toHaveTextContent(/Ann.*Owner.*Ben \(you\).*Viewer/);
	await expect.element(page.getByText('There are none. Editors of the team can write some.')).toBeVisible();
	expect(page.getByRole('button', { name: /^More about Recipes/ }).elements()).toHaveLength(0);
	expect(button('Add a creation').elements()).toHaveLength(0);
	await userEvent.click(list.getByRole('button', { name: 'Recipes' }));
	await expect.poll(() => ben.navigated).toHaveLength(1);
	await expect.element(list).toHaveTextContent('On this device');
	expect((await ben.storage.recentCreations(10)).map(({ title }) => title)).toEqual(['Recipes']);
});

test.each(['light', 'dark'])('on a phone, in %s, nothing is cut off or hard to read', async (scheme) => {
	await page.viewport(390, 844);
	document.documentElement.style.colorScheme = scheme;
	const small = await smallApp();
	const id = await teamOn(small);
	const creationId = await keep(small.storage, { title: 'A list of everything that grows in the garden' });
	await small.app.dispatch(addToTeam, { teamId: id, creationId, isNew: false });
	await show(small, id);
	await expect.element(page.getByRole('list', { name: 'Creations of the team' })).toBeVisible();
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
	expect(await seriousFindings()).toEqual([]);
	document.documentElement.style.colorScheme = '';
});

test('leaving asks first, and says what stays', async () => {
	const small = await smallApp();
	await show(small, await teamOn(small));
	await userEvent.click(button('More about this team'));
	await userEvent.click(page.getByRole('menuitem', { name: 'Leave team' }));
	await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Leave team' }));
	await expect.poll(() => small.navigated).toEqual(['/teams']);
	expect(await small.storage.setting('teams')).toEqual([]);
});

test('home shows the chosen team, and goes back to what is the person’s own', async () => {
	const small = await smallApp();
	await teamOn(small);
	const personal = createRawSnippet<[Snippet]>((switcher) => ({
		render: () => '<section aria-label="Own"></section>',
		setup: (element) => void (element.textContent = `own ${typeof switcher()}`),
	}));
	await renderWithin(small, TeamShelf, { navigate: (path: string) => small.navigated.push(path), personal });
	await expect.element(page.getByRole('region', { name: 'Own' })).toBeVisible();
	const [team] = await small.storage.setting('teams');
	await small.storage.putSetting('chosenTeam', team?.id ?? null);
	await expect.element(page.getByRole('region', { name: 'Kitchen' })).toHaveTextContent('No creations yet');
	await userEvent.click(button('Team: Kitchen'));
	const items = () =>
		page
			.getByRole('menuitem')
			.elements()
			.map((item) => item.textContent?.trim());
	await expect.poll(items).toEqual(['Personal', 'Kitchen', 'New team…', 'Join…', 'All teams']);
	await userEvent.click(page.getByRole('menuitem', { name: 'Personal' }));
	await expect.element(page.getByRole('region', { name: 'Own' })).toBeVisible();
	expect(await small.storage.setting('chosenTeam')).toBeNull();
});
