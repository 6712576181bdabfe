import { expect, test } from 'vitest';
import { Buckets } from './bucket.ts';

test('a caller has its burst, waits for what flows back, and costs no other caller anything', () => {
	let now = 0;
	const buckets = new Buckets({ burst: 3, perSecond: 0.5 }, () => now);
	const takes = (caller: string, times: number) => Array.from({ length: times }, () => buckets.take(caller));
	expect(takes('a', 3)).toEqual([undefined, undefined, undefined]);
	expect(takes('a', 2)).toEqual([
		{ waitSeconds: 2, isFirst: true },
		{ waitSeconds: 2, isFirst: false },
	]);
	expect(buckets.take('b')).toBeUndefined();
	now = 2_000;
	expect(buckets.take('a')).toBeUndefined();
	expect(buckets.take('a')).toEqual({ waitSeconds: 2, isFirst: false });
	now = 60_000;
	expect(takes('a', 4)).toEqual([undefined, undefined, undefined, { waitSeconds: 2, isFirst: true }]);
});
