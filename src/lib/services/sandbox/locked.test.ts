import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { lockedModule } from '../../../../scripts/vendor-locked.mjs';
import { brokerHeaders, brokerResponse, isBrokerResponse } from './broker.ts';
import { BOOT_HASH, BOOT_SCRIPT, BROKER_HASH, BROKER_SCRIPT } from './locked.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('the locked scripts are those of their sources', async () => {
	const present = await readFile(new URL('./locked.ts', import.meta.url), 'utf8');
	expect(present).toBe(await lockedModule());
});

test('the hashes lock exactly the scripts that are served', async () => {
	expect([BOOT_HASH, BROKER_HASH]).toEqual([hashOf(BOOT_SCRIPT), hashOf(BROKER_SCRIPT)]);
	const page = await brokerResponse('require-corp').text();
	expect(/<script>(.*?)<\/script>/s.exec(page)?.[1]).toBe(BROKER_SCRIPT);
	expect(BROKER_SCRIPT).toContain(BOOT_HASH);
});

test('the broker page shuts everything but its two scripts', () => {
	const policy = brokerHeaders('require-corp')['content-security-policy'] ?? '';
	for (const part of [
		"default-src 'none'",
		"connect-src 'none'",
		"frame-src 'none'",
		"form-action 'none'",
		"base-uri 'none'",
	])
		expect(policy.split('; ')).toContain(part);
	expect(policy).not.toMatch(/https?:|\*|'self'/);
	expect(brokerHeaders('require-corp')['connection-allowlist']).toBe('()');
});

test('a web server that hands out something else is not taken for the broker', () => {
	expect(isBrokerResponse(brokerResponse('require-corp'))).toBe(true);
	expect(isBrokerResponse(new Response('<html></html>', { headers: { 'content-type': 'text/html' } }))).toBe(
		false,
	);
});
