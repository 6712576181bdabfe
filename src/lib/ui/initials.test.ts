import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
	['Ana', 'A'],
	['ana maria lópez', 'AL'],
	['  Björn-Öland ', 'BÖ'],
	['李 小龙', '李小'],
	['👋', '?'],
	['', '?'],
])('%j is shown as %j', (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});
