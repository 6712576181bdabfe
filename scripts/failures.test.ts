import { expect, test } from 'vitest';
import { outputFailures, playwrightFailures, vitestFailures } from './failures.mjs';

test('a failed test of Vitest is named with its file and the first lines of why', () => {
	const long = ['\u001b[31mexpected 1 to be 2\u001b[39m', ...Array.from({ length: 30 }, (_, i) => `at ${i}`)];
	const [failure, ...others] = vitestFailures({
		testResults: [
			{
				name: 'a.test.ts',
				status: 'failed',
				assertionResults: [
					{ fullName: 'adds', status: 'passed' },
					{ fullName: 'counts', status: 'failed', failureMessages: [long.join('\n')] },
				],
			},
		],
	});
	expect(others).toEqual([]);
	expect(failure?.test).toBe('a.test.ts: counts');
	expect(failure?.message).toMatch(/^expected 1 to be 2\nat 0\n/);
	expect(failure?.message).not.toContain('at 20');
});

test('a file that did not load is a failure of its own', () => {
	const file = { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
	expect(vitestFailures({ testResults: [file] })).toEqual([
		{ test: 'a.test.ts: did not run', message: 'no such module' },
	]);
});

test('a failed test of Playwright is found however deep it lies', () => {
	const spec = (title: string, ok: boolean) => ({
		title,
		ok,
		file: 'a.e2e.ts',
		line: 7,
		tests: [{ results: [{ errors: ok ? [] : [{ message: 'Timeout' }] }] }],
	});
	const report = {
		suites: [{ specs: [spec('opens', true)], suites: [{ specs: [spec('closes', false)] }] }],
		errors: [{ message: 'the server did not start' }],
	};
	expect(playwrightFailures(report)).toEqual([
		{ test: 'outside any test', message: 'the server did not start' },
		{ test: 'a.e2e.ts:7 closes', message: 'Timeout' },
	]);
});

test('a stage without a report is told by its last lines', () => {
	const [failure] = outputFailures(`${'noise\n'.repeat(100)}error TS1\n`);
	expect(failure?.message.split('\n')).toHaveLength(12);
	expect(failure?.message).toMatch(/error TS1$/);
});

test('what failed outside any test is told from its first line', () => {
	const [failure] = outputFailures(`ok\n⎯ Unhandled Errors ⎯\n\nDatabaseClosedError\n${'more\n'.repeat(50)}`);
	expect(failure?.test).toBe('outside any test');
	expect(failure?.message).toContain('DatabaseClosedError');
});
