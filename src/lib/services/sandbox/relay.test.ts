import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { measure, Relay } from './relay.ts';

const limits = { ...DEFAULT_LIMITS, messagesPerSecond: 3, bytesPerSecond: 10_000 };
const nothingAwaited = (): boolean => false;
const ready = { type: 'ready' };

test('messages of the protocol pass with exactly the fields of their schema', () => {
	const relay = new Relay(limits, nothingAwaited);
	const sent = { type: 'pong', id: 1, extra: 'x', constructor: { prototype: { polluted: true } } };
	expect(relay.receive(sent, 0)).toEqual({ type: 'message', message: { type: 'pong', id: 1 } });
});

test.each([
	null,
	'ready',
	[],
	{},
	{ type: 'unknown' },
	{ type: 'pong', id: -1 },
	{ type: 'pong', id: 1.5 },
	{ type: 'open-link', url: 1 },
	{ type: 'thumbnail', svg: 'x'.repeat(150_001) },
	{ type: 'response', id: 1, status: 99, statusText: '', headers: [], body: null },
	{ type: 'logs', lines: [{ level: 'fatal', text: '' }] },
])('%j is dropped', (data) => {
	const relay = new Relay(DEFAULT_LIMITS, nothingAwaited);
	expect(relay.receive(data, 0).type).toBe('invalid');
});

test('more messages in one second than allowed are a flood, and the next second counts anew', () => {
	const relay = new Relay(limits, nothingAwaited);
	const types = [0, 100, 200, 300, 1_000].map((now) => relay.receive(ready, now).type);
	expect(types).toEqual(['message', 'message', 'message', 'flood', 'message']);
});

test('answers that the host waits for do not count, whatever their number', () => {
	const relay = new Relay(limits, (message) => message.type === 'pong');
	const types = Array.from({ length: 50 }, (_, id) => relay.receive({ type: 'pong', id }, 0).type);
	expect(new Set(types)).toEqual(new Set(['message']));
});

test('bytes count wherever they hide in a message', () => {
	const big = 'x'.repeat(6_000);
	for (const data of [
		{ type: 'x', a: { b: [big] } },
		new Map([[big, 1]]),
		new Uint8Array(12_000),
		{ [big]: 1 },
	])
		expect(new Relay(limits, nothingAwaited).receive(data, 0).type).toBe('flood');
});

test('a message with endlessly many values costs little to refuse', () => {
	expect(measure(new Array(1e6).fill(0))).toBe(Infinity);
	const circle: Record<string, unknown> = {};
	circle.self = circle;
	expect(measure(circle)).toBeLessThan(100);
});

test('a creation that keeps talking nonsense is stopped', () => {
	const relay = new Relay(DEFAULT_LIMITS, nothingAwaited);
	const types = Array.from({ length: 101 }, () => relay.receive({ type: 'nonsense' }, 0).type);
	expect(types.at(-2)).toBe('invalid');
	expect(types.at(-1)).toBe('flood');
});
