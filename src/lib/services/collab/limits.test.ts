import { expect, test } from 'vitest';
import { Bucket, RATES } from './limits.ts';

const { burst, perSecond } = RATES.heads;

const takeAll = (bucket: Bucket, nowMs: number): number => {
	let taken = 0;
	while (bucket.take(nowMs)) taken++;
	return taken;
};

test('a bucket gives what it holds at once, then as much as flows in, and never holds more', () => {
	const bucket = new Bucket('heads', 0);
	expect(takeAll(bucket, 0)).toBe(burst);
	expect(takeAll(bucket, 3_000)).toBe(3 * perSecond);
	expect(takeAll(bucket, 3_600_000)).toBe(burst);
});

test('a clock that is set back takes nothing out of a bucket', () => {
	const bucket = new Bucket('heads', 86_400_000);
	expect(bucket.take(0)).toBe(true);
	expect(takeAll(bucket, 0)).toBe(burst - 1);
	expect(takeAll(bucket, 1_000)).toBe(perSecond);
});
