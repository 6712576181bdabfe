import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, SETTING_SCHEMAS, togetherSchema } from './settings.ts';

test('what holds until the person chooses otherwise is a setting that could be kept', () => {
	for (const [key, schema] of Object.entries(SETTING_SCHEMAS))
		expect(schema.safeParse(Reflect.get(DEFAULT_SETTINGS, key)).success, key).toBe(true);
});

test.each([
	'wss://signal.example.com',
	'wss://signal.example.com:4444/room',
	'ws://localhost:4444',
	'ws://127.0.0.1:4444',
])('%s can be a signalling server', (url) =>
	expect(togetherSchema.safeParse({ name: '', signalling: [url], iceServers: [] }).success).toBe(true),
);

test.each([
	'ws://signal.example.com',
	'https://signal.example.com',
	'javascript:alert(1)',
	'signal.example.com',
	'',
])('"%s" cannot be a signalling server', (url) =>
	expect(togetherSchema.safeParse({ name: '', signalling: [url], iceServers: [] }).success).toBe(false),
);

test('only STUN and TURN are helpers of direct connections', () => {
	const isGood = (urls: string) =>
		togetherSchema.safeParse({ name: '', signalling: [], iceServers: [{ urls }] }).success;
	expect(['stun:stun.example.com:3478', 'turns:turn.example.com'].every(isGood)).toBe(true);
	expect(['https://turn.example.com', 'stun:', 'stun: a'].some(isGood)).toBe(false);
});
