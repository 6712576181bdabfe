import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { authorSchema } from '#lib/model/collab.ts';
import { Quota } from './quota.ts';

const author = (digit: string) => z.parse(authorSchema, digit.repeat(32));
const [ana, ben] = [author('a'), author('b')];
/** Each token out costs one, what goes in a hundred. */
const cost = (tokens: number): number => 100 + tokens;

test('an answer may be as long as it was asked for while there is enough left', () => {
	const quota = new Quota({ perMember: 5_000, inAll: 10_000 });
	expect(quota.allow(ana, 2_000, cost)).toEqual({ author: ana, most: 2_100, maxOutputTokens: 2_000 });
});

test('an answer is shortened to what is left, and refused where that is too little to be of use', () => {
	const quota = new Quota({ perMember: 3_000, inAll: 10_000 });
	const first = quota.allow(ana, 8_000, cost);
	expect(first?.maxOutputTokens).toBe(2_900);
	expect(quota.allow(ana, 2_000, cost)).toBeUndefined();
	if (first) quota.settle(first, 1_000);
	expect(quota.leftFor(ana)).toBe(2_000);
	expect(quota.allow(ana, 8_000, cost)?.maxOutputTokens).toBe(1_900);
});

test('calls that are on their way count, so that many at once cannot pass the quota together', () => {
	const quota = new Quota({ perMember: 2_500, inAll: 10_000 });
	expect(quota.allow(ana, 2_000, cost)?.most).toBe(2_100);
	expect(quota.allow(ana, 2_000, cost)).toBeUndefined();
	expect(quota.allow(ben, 2_000, cost)?.most).toBe(2_100);
});

test('what all use together ends what each may use', () => {
	const quota = new Quota({ perMember: 5_000, inAll: 6_000 });
	const first = quota.allow(ana, 4_000, cost);
	if (first) quota.settle(first, 4_100);
	expect(quota.leftFor(ben)).toBe(1_900);
	expect(quota.usedBy(ana)).toBe(4_100);
});

test('where nobody knows the price, nothing is allowed', () => {
	expect(new Quota({ perMember: 5_000, inAll: 5_000 }).allow(ana, 2_000, () => null)).toBeUndefined();
});
