import { expect, test } from 'vitest';
import type { TeamEvent } from '#lib/commands/team/deeds.ts';
import { deedText, distinct } from './words.ts';

const did = (event: Pick<TeamEvent, 'did'> & Partial<TeamEvent>): string =>
	deedText({ id: '1', author: 'a' as TeamEvent['author'], at: 0, ...event });

test('the activity says in plain words what somebody did', () => {
	expect(did({ did: 'changed', title: 'Recipes' })).toBe('changed Recipes');
	expect(did({ did: 'released', title: 'Recipes', version: '1.2.0' })).toBe('released Recipes 1.2.0');
	expect(did({ did: 'removed' })).toBe('took a creation out of the team');
	expect(did({ did: 'joined' })).toBe('joined');
});

test('two teams of one name are told apart', () => {
	expect(distinct(['Personal', 'Kitchen', 'Kitchen', 'Personal'])).toEqual([
		'Personal',
		'Kitchen',
		'Kitchen (2)',
		'Personal (2)',
	]);
});
