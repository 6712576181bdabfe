import { expect, it } from 'vitest';
import { hexOf, sha256Hex } from './digest.ts';

it('writes two digits for each byte, also for small ones', () => {
	expect(hexOf(Uint8Array.of(0, 9, 171, 255))).toBe('0009abff');
});

it('gives the digest of a text, and the same for its bytes', async () => {
	// The example of FIPS 180-4, "abc".
	const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
	expect(await sha256Hex('abc')).toBe(digest);
	expect(await sha256Hex(Uint8Array.of(97, 98, 99))).toBe(digest);
});
