import { expect, test } from 'vitest';
import type { Delivery } from '#lib/model/delivery.ts';
import { nameOf, typesIn, wayText } from './words.ts';

const names = new Map([['A', 'Board']]);
const delivery: Delivery = {
	...{ to: 'A', seq: 1, link: 'shop', source: 'urn:aether:B', type: 'x', state: 'waiting' },
	...{ attempts: 0, dueAt: 0 },
};

test('a way says who has an event, who waits for it, and how often it was tried', () => {
	expect(wayText(delivery, names)).toBe('waits for Board');
	expect(wayText({ ...delivery, attempts: 2 }, names)).toBe('waits for Board, tried 2 times');
	expect(wayText({ ...delivery, state: 'delivered', attempts: 1 }, names)).toBe('received by Board');
	expect(wayText({ ...delivery, state: 'failed', to: 'C' }, names)).toBe(
		'not received by something that is gone',
	);
	expect(nameOf('urn:aether:A', names)).toBe('Board');
});

test('types are read from a list with commas or spaces, and none means all', () => {
	expect(typesIn(' order.*,  visit.began ')).toEqual(['order.*', 'visit.began']);
	expect(typesIn('  ')).toEqual(['*']);
});
