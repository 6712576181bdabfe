import { expect, test } from 'vitest';
import type { OpenCompany } from '../app.ts';
import { companyText } from './words.ts';

const author = (digit: string) => digit.repeat(32) as OpenCompany['linked'][number];
const [ME, ANA, BEN] = [author('1'), author('2'), author('3')];
const member = (who: typeof ME): OpenCompany['members'][number] => ({
	author: who,
	name: 'Somebody',
	role: 'editor',
	standing: 'active',
	inviteId: undefined,
	joinedAt: 0,
	hasForked: false,
});
const company = (facts: Partial<OpenCompany>): OpenCompany => ({
	state: 'connected',
	members: [member(ME), member(ANA), member(BEN)],
	present: [],
	linked: [],
	...facts,
});
const here = (who: typeof ME): OpenCompany['present'][number] => ({
	author: who,
	presence: { state: 'here', name: 'Somebody', clientId: 1 },
});

test('nothing is said about a creation that is not shared', () => {
	expect(companyText(company({ state: 'alone', members: [] }))).toBeUndefined();
});

test('who is linked and who is heard of through others are counted once each, and oneself too', () => {
	expect(companyText(company({ linked: [ANA], present: [here(ANA), here(BEN)] }))).toBe('3 people');
});

test('until somebody is reached it is connecting, and alone where there is nobody to reach', () => {
	expect(companyText(company({ state: 'connecting' }))).toBe('Connecting');
	expect(companyText(company({ state: 'connecting', members: [member(ME)] }))).toBe('Alone');
});

test('another tab that holds the room is named', () => {
	expect(companyText(company({ state: 'elsewhere' }))).toBe('Open in another tab');
});
