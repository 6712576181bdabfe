import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { authorSchema } from '#lib/model/collab.ts';
import type { MemberView, Room } from '#lib/services/collab/collab.ts';
import type { Presence } from '#lib/services/collab/presence.ts';
import { StudioPresence } from './presence.svelte.ts';
import { Stage } from './presence.test-data.svelte.ts';
import { fileOf, whereabouts } from './whereabouts.ts';

const ANA = authorSchema.parse('a'.repeat(32));
const BEN = authorSchema.parse('b'.repeat(32));
const member = (author: typeof ANA, name: string): MemberView => ({
	...{ author, name, role: 'editor', standing: 'active', inviteId: undefined, joinedAt: 0, hasForked: false },
});

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((cleanup) => cleanup()));

function enter(room: Room | undefined = {} as Room) {
	const stage = new Stage([member(ANA, 'Ana'), member(BEN, 'Ben')], room);
	const presence = new StudioPresence(stage);
	const stop = $effect.root(() => {
		$effect(() => presence.tell());
		$effect(() => presence.goAlong());
	});
	cleanups.push(stop);
	flushSync();
	return { stage, presence };
}

const here = (author: typeof ANA, where: Partial<Presence>) => ({
	author,
	presence: { state: 'here', name: 'as it says', clientId: 1, ...where } as const,
});

test('the others are told the file, the cursor and the first line', () => {
	const { stage, presence } = enter();
	presence.see('a.ts', { anchor: 'A', head: 'H', viewport: 'V' });
	flushSync();
	expect(stage.shown.at(-1)).toEqual({ path: 'a.ts', anchor: 'A', head: 'H', viewport: 'V' });
	stage.path = 'b.ts';
	flushSync();
	expect(stage.shown.at(-1)).toEqual({ path: 'b.ts' });
});

test('who is no longer at a file is told to be in that pane', () => {
	const { stage, presence } = enter();
	presence.enter('run');
	flushSync();
	expect(stage.shown.at(-1)).toEqual({ path: '/preview' });
	presence.enter('code');
	stage.codeTab = 'history';
	flushSync();
	expect(stage.shown.at(-1)).toEqual({ path: '/history' });
});

test('nobody is told anything about what is not shared', () => {
	const stage = new Stage([], undefined);
	new StudioPresence(stage).tell();
	expect(stage.shown).toEqual([]);
});

test('others are at the files they have open, under the names of the members list', () => {
	const { stage, presence } = enter();
	stage.together.present = [
		here(ANA, { path: 'a.ts', anchor: 'x', head: 'y' }),
		here(BEN, { path: '/preview' }),
		{ author: BEN, presence: { state: 'left', name: 'Ben', clientId: 2, path: 'a.ts' } },
	];
	expect(presence.peers).toMatchObject([{ key: ANA, name: 'Ana', anchor: 'x', head: 'y' }]);
	expect([...presence.visitors.keys()]).toEqual(['a.ts']);
	expect(presence.visitors.get('a.ts')).toMatchObject([{ name: 'Ana' }]);
});

test('following opens their file and goes along, until the person does something', () => {
	const { stage, presence } = enter();
	stage.together.present = [here(ANA, { path: 'b.ts', viewport: 'top' })];
	stage.following = ANA;
	flushSync();
	expect(stage.path).toBe('b.ts');
	expect(presence.followedView).toBe('top');
	stage.together.present = [here(ANA, { path: 'a.ts', viewport: 'middle' })];
	flushSync();
	expect([stage.path, presence.followedView]).toEqual(['a.ts', 'middle']);
	presence.stopFollowing();
	stage.together.present = [here(ANA, { path: 'b.ts' })];
	flushSync();
	expect(stage.path).toBe('a.ts');
});

test('following someone who looks at the running creation shows it; a file that is not here opens nothing', () => {
	const { stage, presence } = enter();
	stage.following = ANA;
	stage.together.present = [here(ANA, { path: 'not-here.ts' })];
	flushSync();
	expect(stage.path).toBe('a.ts');
	stage.together.present = [here(ANA, { path: '/preview' })];
	flushSync();
	expect(stage.previews).toBe(1);
	expect(presence.whereFollowed).toBe('the running creation');
});

test('following ends when that person leaves', () => {
	const { stage, presence } = enter();
	stage.following = ANA;
	stage.together.present = [here(ANA, {})];
	flushSync();
	expect(presence.followed?.author).toBe(ANA);
	stage.together.present = [];
	flushSync();
	expect([presence.followed, stage.following]).toEqual([undefined, undefined]);
});

test('what a peer says about its place may be anything', () => {
	expect(whereabouts({ path: '/constructor' })).toBeUndefined();
	expect(fileOf({ path: '/etc/passwd' })).toBeUndefined();
	expect(whereabouts({})).toBeUndefined();
	expect(whereabouts({ path: 'src/a.ts' })).toBe('src/a.ts');
});
