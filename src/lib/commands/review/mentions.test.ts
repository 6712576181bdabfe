import { expect, test } from 'vitest';
import { mentionable, mentionAt, mentionsIn } from './mentions.ts';
import { ana, ben, eve, member } from './review.test-data.ts';

const members = [member(ana, 'owner'), member(ben, 'editor', { name: 'Ben Ök' }), member(eve, 'commenter')];

test('people are named by an @ and their whole name, whatever its case', () => {
	expect(mentionsIn('Thanks @ben ök, and @Ana.', members)).toEqual([ana, ben]);
	expect(mentionsIn('mail@ana.example, @Anatol, Ana', members)).toEqual([ana]);
	expect(mentionsIn('@Anatol', members)).toEqual([]);
});

test('a name is completed where it is being typed, and not in the middle of an address', () => {
	expect(mentionAt('Hi @be', 6)).toEqual({ at: 3, typed: 'be' });
	expect(mentionAt('@', 1)).toEqual({ at: 0, typed: '' });
	expect(mentionAt('me@ben', 6)).toBeUndefined();
	expect(mentionAt('Hi @be there', 2)).toBeUndefined();
});

test('oneself, those without a name and those who are out cannot be named', () => {
	const others = [...members, member(eve, 'viewer', { standing: 'removed', name: 'Out' })];
	expect(mentionable(others, ana).map(({ name }) => name)).toEqual(['Ben Ök', 'Eve']);
});
