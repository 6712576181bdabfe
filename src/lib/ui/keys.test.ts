import { expect, test } from 'vitest';
import { keyLabels, matchesKeys } from './keys.ts';

const press = (key: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
	({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }) as KeyboardEvent;

test('keys are named as on the keyboard at hand', () => {
	expect(keyLabels('Mod+Shift+O', true)).toEqual(['⌘', '⇧', 'O']);
	expect(keyLabels('Mod+Shift+O', false)).toEqual(['Ctrl', 'Shift', 'O']);
});

test('Mod is the command key on a Mac and Ctrl elsewhere', () => {
	expect(matchesKeys(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true);
	expect(matchesKeys(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false);
	expect(matchesKeys(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true);
});

test('a further modifier is another shortcut', () => {
	expect(matchesKeys(press('S', { ctrlKey: true, shiftKey: true }), 'Mod+S', false)).toBe(false);
	expect(matchesKeys(press('s', { ctrlKey: true, altKey: true }), 'Mod+S', false)).toBe(false);
});

test('a question mark counts however it is typed', () => {
	expect(matchesKeys(press('?', { shiftKey: true }), '?', false)).toBe(true);
	expect(matchesKeys(press('?'), '?', false)).toBe(true);
});
