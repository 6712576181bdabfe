import { expect, test } from 'vitest';
import { redact, withoutKeys } from './redact.ts';

test.each([
	'sk-abcdefghijkl',
	'sk-ant-api03-abcdefghijkl',
	'sk-or-v1-abcdefghijkl',
	'AIzaSyAbcdefghijklmnop',
	'gsk_abcdefghijkl',
	'xai-abcdefghijkl',
])('%s is hidden wherever it stands', (key) => {
	expect(redact(`Key "${key}", sent as Bearer ${key}.`)).not.toContain(key.slice(8));
});

test('a key of no known shape is hidden when it is the one in use', () => {
	expect(redact('wrong: 0123456789abcdef', '0123456789abcdef')).toBe('wrong: [key]');
});

test('plain words stay as they are', () => {
	const words = 'The task-force asked for risk-analysis of a monkey.';
	expect(redact(words)).toBe(words);
});

test('a key in a prompt is left out, and code that only looks a little like one stays', () => {
	const code = '<li key={row.id}>sk-small</li>';
	expect(withoutKeys(code)).toBe(code);
	const keys = [
		'sk-proj-0123456789abcdefghijklmn',
		'sk-ant-api03-0123456789abcdefghij',
		`AIza${'x'.repeat(35)}`,
		`gsk_${'a'.repeat(40)}`,
	];
	for (const key of keys) expect(withoutKeys(`const key = '${key}';`)).toBe("const key = '[key]';");
});
