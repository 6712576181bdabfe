import { expect, test } from 'vitest';
import { moved, nameFor, retyped } from './names.ts';

test.each([
	['Due date', 'dueDate'],
	['ISBN number', 'iSBNNumber'],
	['Café name', 'cafeName'],
	['2nd owner', 'ndOwner'],
	['名前', 'field'],
	['', 'field'],
])('%j becomes the name %s', (label, name) => {
	expect(nameFor(label, [])).toBe(name);
});

test('a taken name gets a number', () => {
	expect(nameFor('Title', ['title', 'title2'])).toBe('title3');
});

test('moving past an end changes nothing', () => {
	expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
	expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
	expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
});

test('another type drops what only the old type needed', () => {
	const field = { name: 'price', label: 'Price', type: 'money', unit: 'EUR', required: true } as const;
	expect(retyped(field, 'text', [])).toEqual({ name: 'price', label: 'Price', type: 'text', required: true });
	expect(retyped(field, 'number', [])).toMatchObject({ unit: 'EUR' });
});
