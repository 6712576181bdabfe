import { expect, test } from 'vitest';
import { guardLoops } from './guard.ts';

const CALL = '__aetherGuard();';

test.each([
	['while (a) { b(); }', `while (a) {${CALL} b(); }`],
	['while (a) b();', `while (a) {${CALL}b();}`],
	['do b(); while (a)', `do {${CALL}b();} while (a)`],
	['for (;;);', `for (;;){${CALL};}`],
	[
		'for (const a of b) for (const c in d) e();',
		`for (const a of b) {${CALL}for (const c in d) {${CALL}e();}}`,
	],
	['const s = "while (x) {}";', 'const s = "while (x) {}";'],
])('%s', (code, guarded) => {
	expect(guardLoops(code, 'module')).toBe(guarded);
});

test('lines stay where they are', () => {
	const code = 'let n = 0;\nwhile (n < 3)\n\tn++;\nfor (const x of [1]) {\n\tn += x;\n}\n';
	expect(guardLoops(code, 'module').split('\n')).toHaveLength(code.split('\n').length);
});

test('a guarded program does what it did', async () => {
	const code = `let out = ''; outer: for (let i = 0; i < 3; i++) for (let j = 0; ; j++) { if (j > i) continue outer; out += i + '' + j + ' '; }`;
	const program = `const __aetherGuard = () => {}; ${guardLoops(code, 'module')} export const result = out;`;
	const namespace: unknown = await import(`data:text/javascript,${encodeURIComponent(program)}`);
	expect(namespace).toMatchObject({ result: '00 10 11 20 21 22 ' });
});
