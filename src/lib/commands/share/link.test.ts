import { expect, test } from 'vitest';
import { readLinkText, writeLink } from './link.ts';

const FRAGMENT = 'A-z_0'.repeat(20);

test('a link names the addresses of the one who invites, and gives them back', () => {
	const addresses = ['wss://signal.example/a,b?c=d#e', 'ws://localhost:4444/'];
	const text = writeLink({ fragment: FRAGMENT, addresses, isTeam: false });
	expect(text).toMatch(/^[\w%,.~-]+$/);
	expect(readLinkText(text)).toEqual({ fragment: FRAGMENT, addresses, isTeam: false });
});

test('a link without addresses is the invitation alone', () => {
	expect(writeLink({ fragment: FRAGMENT, addresses: [], isTeam: false })).toBe(FRAGMENT);
	expect(readLinkText(FRAGMENT)).toEqual({ fragment: FRAGMENT, addresses: [], isTeam: false });
});

test('what is no address for finding others is left out, and more than three are not taken', () => {
	const hostile = ['http://evil.example', 'ws://evil.example', 'javascript:1', '%', ''];
	const text = [FRAGMENT, ...hostile.map((each) => encodeURIComponent(each)), '%E0%A4'].join(',');
	expect(readLinkText(text)).toEqual({ fragment: FRAGMENT, addresses: [], isTeam: false });
	const many = [1, 2, 3, 4].map((digit) => `wss://${digit}.example/`);
	expect(
		readLinkText(writeLink({ fragment: FRAGMENT, addresses: many, isTeam: false })).addresses,
	).toHaveLength(3);
	const smuggled = [FRAGMENT, ...many.map((each) => encodeURIComponent(each))].join(',');
	expect(readLinkText(smuggled).addresses).toHaveLength(3);
});

test('a link to a team says so, and carries the same', () => {
	const link = { fragment: FRAGMENT, addresses: ['wss://signal.example/'], isTeam: true };
	const text = writeLink(link);
	expect(text.startsWith('team,')).toBe(true);
	expect(readLinkText(text)).toEqual(link);
});
