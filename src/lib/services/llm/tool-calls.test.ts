import { expect, test } from 'vitest';
import { ToolCalls } from './tool-calls.ts';

test('pieces of two calls that come mixed are put together', () => {
	const calls = new ToolCalls();
	calls.add({ index: 0, id: 'a', name: 'x', arguments: '{"n":' });
	calls.add({ index: 1, id: 'b', name: 'y', arguments: '' });
	calls.add({ index: 0, arguments: '1}' });
	calls.add({ index: 1, arguments: '{}' });
	expect(calls.read().calls).toEqual([
		{ type: 'tool-call', id: 'a', name: 'x', arguments: '{"n":1}', input: { n: 1 } },
		{ type: 'tool-call', id: 'b', name: 'y', arguments: '{}', input: {} },
	]);
});

test('a server that gives each piece another id but names only the first makes one call', () => {
	const calls = new ToolCalls();
	calls.add({ index: 0, id: 'a', name: 'x', arguments: '{' });
	calls.add({ index: 0, id: 'b', arguments: '}' });
	expect(calls.read().calls).toHaveLength(1);
});

test('calls without an id get one that no other call has', () => {
	const ids = [0, 1].flatMap(() => {
		const calls = new ToolCalls();
		calls.add({ index: 0, name: 'x' });
		return calls.read().calls.map(({ id }) => id);
	});
	expect(new Set(ids).size).toBe(2);
});

test('arguments that are no JSON are named, none at all are an empty input', () => {
	const calls = new ToolCalls();
	calls.add({ index: 0, name: 'whole' });
	calls.add({ index: 1, name: 'half', arguments: '{"a":' });
	const { calls: whole, broken } = calls.read();
	expect(whole.map(({ name, input }) => [name, input])).toEqual([['whole', {}]]);
	expect(broken).toBe('half');
});
