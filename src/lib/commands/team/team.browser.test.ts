import { afterEach, expect, test } from 'vitest';
import { MemoryNetwork } from '#lib/services/collab/memory-transport.ts';
import { saveVersion } from '../version/version.ts';
import { joinShared, removeMember, setMemberRole } from '../share/room.ts';
import { keep, openTab, read, valueOf, write, type Tab } from '../share/together.test-data.ts';
import { added, joinedTeam, linkToTeam, openTeam, teamOn } from './team.test-data.ts';
import { teamOf } from './kept.ts';
import {
	addToTeam,
	chooseTeam,
	leaveTeam,
	markTemplate,
	openOfTeam,
	removeFromTeam,
	setTeamRules,
	startFromTemplate,
} from './team.ts';

let network = new MemoryNetwork();
const tabs: Tab[] = [];
const newTab = async (database?: string): Promise<Tab> => {
	const tab = await openTab(() => network.transport('memory'), database);
	tabs.push(tab);
	return tab;
};
afterEach(async () => {
	for (const tab of tabs.splice(0)) await tab.close();
	network = new MemoryNetwork();
});

test('who joins a team by its link sees its name and creations, and opens one', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await teamOn(ann);
	const id = await added(ann, hers);
	const recipes = await ann.open(id);
	const link = await linkToTeam(ann, hers, 'editor');
	expect(link).toMatch(/^team,/);
	const his = await joinedTeam(ben, link);
	await expect.poll(() => his.name).toBe('Kitchen');
	await expect.poll(() => his.creations.map(({ title }) => title)).toEqual(['Recipes']);
	const [entry] = his.creations;
	const place = { teamId: his.id, room: entry!.room };
	const joined = await ben.open(valueOf(await ben.dispatch(openOfTeam, place)));
	expect(valueOf(await ben.dispatch(openOfTeam, place))).toBe(joined.id);
	await expect.poll(() => joined.files.size).toBe(2);
	await expect.poll(() => joined.together.role).toBe('editor');
	write(joined, 'notes.md', 'by Ben');
	await expect.poll(() => read(recipes, 'notes.md')).toBe('by Ben');
});

test('who opens a creation of the team gets it also when nobody else has it open, and is alone in it again afterwards', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await teamOn(ann);
	const id = await added(ann, hers);
	const his = await joinedTeam(ben, await linkToTeam(ann, hers, 'editor'));
	await expect.poll(() => his.creations.length).toBe(1);
	const place = { teamId: his.id, room: his.creations[0]!.room };
	const joinedId = valueOf(await ben.dispatch(openOfTeam, place));
	const joined = await ben.open(joinedId);
	await expect.poll(() => joined.files.size).toBe(2);
	await expect.poll(() => joined.together.linked.length).toBe(1);
	write(joined, 'notes.md', 'by Ben');
	await expect.poll(() => hers.together.present.map(({ presence }) => presence.path)).toEqual([place.room]);
	await ben.services.workspaces.release(joinedId);
	await expect.poll(() => hers.together.present.map(({ presence }) => presence.path)).toEqual([undefined]);
	expect(read(await ann.open(id), 'notes.md')).toBe('by Ben');
});

/** Two who are in a team, and what the second one has of the first one's creation. */
async function pair(role: 'viewer' | 'editor' = 'editor') {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await teamOn(ann);
	const id = await added(ann, hers);
	const recipes = await ann.open(id);
	const his = await joinedTeam(ben, await linkToTeam(ann, hers, role));
	await expect.poll(() => his.creations.length).toBe(1);
	const place = { teamId: his.id, room: his.creations[0]!.room };
	const joined = await ben.open(valueOf(await ben.dispatch(openOfTeam, place)));
	await expect.poll(() => joined.files.size).toBe(2);
	return { ann, ben, hers, his, recipes, joined, place };
}

test('what somebody is in the team is what they are in its creations, also when it changes', async () => {
	const { ann, ben, hers, joined } = await pair('viewer');
	expect(joined.together.role).toBe('viewer');
	const member = valueOf(await (await ben.services.collab()).device()).author;
	valueOf(await ann.dispatch(setMemberRole, { creationId: hers.id, member, role: 'editor' }));
	await expect.poll(() => joined.together.role).toBe('editor');
	valueOf(await ann.dispatch(setMemberRole, { creationId: hers.id, member, role: 'commenter' }));
	await expect.poll(() => joined.together.role).toBe('commenter');
});

test('who is removed from the team is out of its creations, and the old invitation is worth nothing', async () => {
	const { ann, ben, hers, recipes, joined } = await pair();
	await expect.poll(() => joined.together.role).toBe('editor');
	write(joined, 'notes.md', 'by Ben');
	await expect.poll(() => read(recipes, 'notes.md')).toBe('by Ben');
	const before = hers.creations[0]!.invitation;
	const member = valueOf(await (await ben.services.collab()).device()).author;
	valueOf(await ann.dispatch(removeMember, { creationId: hers.id, member }));
	await expect.poll(() => joined.together.role).toBe('viewer');
	await expect.poll(() => hers.creations[0]?.invitation === before).toBe(false);
	const carl = await newTab();
	const late = await carl.open(valueOf(await carl.dispatch(joinShared, { link: before, name: 'Carl' })));
	await expect
		.poll(() => late.together.members.find(({ name }) => name === 'Carl')?.standing)
		.toBe('removed');
	expect(read(joined, 'notes.md')).toBe('by Ben');
});

test('everybody sees who did what, and who is where', async () => {
	const { ann, ben, hers, his, recipes, joined } = await pair();
	await expect.poll(() => joined.together.role).toBe('editor');
	await expect
		.poll(() => hers.together.present.map(({ presence }) => presence.path))
		.toEqual([his.creations[0]!.room]);
	await recipes.loadHead();
	for (const text of ['one', 'two']) {
		write(recipes, 'notes.md', text);
		valueOf(await ann.dispatch(saveVersion, { creationId: recipes.id }));
	}
	const lines = () => his.events.map(({ did, title }) => [did, title]);
	await expect.poll(lines).toContainEqual(['changed', 'Recipes']);
	expect(lines().filter(([did]) => did === 'changed')).toHaveLength(1);
	expect(lines().map(([did]) => did)).toEqual(expect.arrayContaining(['founded', 'joined', 'added']));
	const next = String(read(recipes, 'aether.json')).replace(/"version": *"[^"]+"/, '"version": "7.0.0"');
	write(recipes, 'aether.json', next);
	valueOf(await ann.dispatch(saveVersion, { creationId: recipes.id }));
	await expect
		.poll(() => his.events.map(({ did, version }) => [did, version]))
		.toContainEqual(['released', '7.0.0']);
	write(recipes, 'aether.json', next.replace('"Recipes"', '"Recipes of all of us"'));
	valueOf(await ann.dispatch(saveVersion, { creationId: recipes.id }));
	await expect.poll(() => his.creations.map(({ title }) => title)).toEqual(['Recipes of all of us']);
	await ben.services.workspaces.release(joined.id);
	await expect.poll(() => hers.together.present.map(({ presence }) => presence.path)).toEqual([undefined]);
});

test('the rules of the team are those of its creations on every device, and only editors write them', async () => {
	const { ann, ben, hers, his, joined } = await pair('viewer');
	valueOf(await ann.dispatch(setTeamRules, { teamId: hers.id, rules: 'Say guests.' }));
	await expect.poll(() => his.rules).toBe('Say guests.');
	await expect.poll(async () => (await teamOf(joined.id, ben.services))?.rules).toBe('Say guests.');
	expect(await ben.dispatch(setTeamRules, { teamId: his.id, rules: '' })).toMatchObject({
		ok: false,
		error: { type: 'not-allowed' },
	});
});

test('who leaves keeps the creations, which stay shared', async () => {
	const { ben, his, joined } = await pair();
	await expect.poll(() => joined.together.role).toBe('editor');
	valueOf(await ben.dispatch(leaveTeam, { teamId: his.id }));
	expect(await ben.services.storage.setting('teams')).toEqual([]);
	expect(valueOf(await ben.services.storage.rooms.membership(his.id))).toBeUndefined();
	expect(joined.files.size).toBe(2);
	expect(joined.together.state).toBe('connected');
});

test('without anybody to reach, a team and its creations are there as they were', async () => {
	const { ben, his, joined } = await pair();
	const { id } = his;
	await ben.services.workspaces.release(joined.id);
	await ben.close();
	const elsewhere = new MemoryNetwork();
	const alone = await openTab(() => elsewhere.transport('alone'), ben.database);
	tabs.push(alone);
	const again = await openTeam(alone, id);
	expect(again.name).toBe('Kitchen');
	const place = { teamId: id, room: again.creations[0]!.room };
	expect((await alone.open(valueOf(await alone.dispatch(openOfTeam, place)))).files.size).toBe(2);
});

test('a new creation joins the chosen team by itself, and Undo takes it back whole', async () => {
	const ann = await newTab();
	const team = await teamOn(ann);
	const creationId = await keep(ann.services.storage);
	expect(valueOf(await ann.dispatch(addToTeam, { creationId, isNew: true }))).toBeNull();
	valueOf(await ann.dispatch(chooseTeam, { teamId: team.id }));
	valueOf(await ann.dispatch(addToTeam, { creationId, isNew: true }));
	expect(team.creations).toHaveLength(1);
	expect(ann.told.map(({ message }) => message)).toEqual(['Added to Kitchen.']);
	ann.told[0]?.run?.();
	await expect.poll(() => team.creations).toHaveLength(0);
	await expect
		.poll(async () => valueOf(await ann.services.storage.rooms.membership(creationId)))
		.toBe(undefined);
});

test('a creation is in one team, and nobody joins it once it was removed there', async () => {
	const { ann, hers, his, recipes, place } = await pair();
	const other = await teamOn(ann, 'Garden');
	expect(
		await ann.dispatch(addToTeam, { teamId: other.id, creationId: recipes.id, isNew: false }),
	).toMatchObject({ error: { type: 'team-other' } });
	const { invitation } = hers.creations[0]!;
	valueOf(await ann.dispatch(removeFromTeam, { teamId: hers.id, room: place.room }));
	await expect.poll(() => his.creations).toEqual([]);
	const carl = await newTab();
	const late = await carl.open(valueOf(await carl.dispatch(joinShared, { link: invitation, name: 'Carl' })));
	await expect
		.poll(() => late.together.members.find(({ name }) => name === 'Carl')?.standing)
		.toBe('removed');
	expect(recipes.together.members.find(({ name }) => name === 'Ben')?.standing).toBe('active');
});

test('members begin from a copy of what is marked as a template', async () => {
	const { ann, ben, hers, his, joined, place } = await pair();
	valueOf(await ann.dispatch(markTemplate, { teamId: hers.id, room: place.room, isTemplate: true }));
	await expect.poll(() => his.creations[0]?.isTemplate).toBe(true);
	const copy = await ben.open(valueOf(await ben.dispatch(startFromTemplate, place)));
	expect(copy.id).not.toBe(joined.id);
	expect(copy.together.state).toBe('alone');
	expect([...copy.files.keys()]).toEqual([...joined.files.keys()]);
	expect(copy.files.get('aether.json')).toContain(copy.id);
});
