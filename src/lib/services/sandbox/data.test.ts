import { expect, test } from 'vitest';
import { err, ok } from '#lib/model/result.ts';
import { SessionData } from './data.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { AppStorage } from './sandbox.ts';

const storageOf = (values: Map<string, string>, isFull = false): AppStorage => ({
	read: () => Promise.resolve(values),
	write: (changes) => {
		if (isFull) return Promise.resolve(err({ type: 'quota-full', message: 'Full.' }));
		for (const [key, value] of changes) if (value !== null) values.set(key, value);
		return Promise.resolve(ok(undefined));
	},
	watch: () => () => undefined,
});

test('a write beyond the share is refused and changes nothing', async () => {
	const kept = new Map([['a', 'x'.repeat(60)]]);
	const data = new SessionData(storageOf(kept), { ...DEFAULT_LIMITS, storageBytes: 100 });
	await data.open(() => undefined);
	const written = await data.write(new Map([['b', 'y'.repeat(60)]]));
	expect(written.ok ? '' : written.error.type).toBe('quota-full');
	expect([...kept.keys()]).toEqual(['a']);
	expect(
		(
			await data.write(
				new Map([
					['a', null],
					['b', 'y'.repeat(60)],
				]),
			)
		).ok,
	).toBe(true);
});

test('the share is measured in bytes, not in characters', async () => {
	const data = new SessionData(storageOf(new Map()), { ...DEFAULT_LIMITS, storageBytes: 100 });
	await data.open(() => undefined);
	expect((await data.write(new Map([['k', 'ü'.repeat(60)]]))).ok).toBe(false);
});

test('what the disk refuses is taken back', async () => {
	const data = new SessionData(storageOf(new Map([['a', 'old']]), true), DEFAULT_LIMITS);
	await data.open(() => undefined);
	const written = await data.write(new Map([['a', 'new']]));
	expect(written.ok).toBe(false);
	expect(data.entries()).toEqual([['a', 'old']]);
});
