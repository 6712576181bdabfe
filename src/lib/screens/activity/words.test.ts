import { expect, test } from 'vitest';
import { commands } from '#lib/commands/index.ts';
import { detailWords, eventWords } from './words.ts';

test('every command of the palette has words of its own', () => {
	for (const { id } of commands) expect(eventWords(id), id).not.toContain(': ');
});

test('an event without words of its own is still readable', () => {
	expect(eventWords('run.memory-exceeded')).toBe('Run: memory exceeded');
	expect(eventWords('started')).toBe('Started');
});

test('facts are told in words', () => {
	expect(detailWords({ characters: 51, problem: 'kit-broken' })).toBe('51 characters, reason: kit broken');
	expect(detailWords({ bytes: 12_400_000 })).toBe('12.4 MB');
	expect(detailWords({})).toBe('');
});
