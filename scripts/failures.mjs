import { stripVTControlCharacters } from 'node:util';

/** How many lines of a failure's message are repeated below the summary. */
const LINES = 12;

/**
 * @typedef {{ test: string, message: string }} Failure which test, and the first lines of why
 * @typedef {{ name: string, message?: string, status: string, assertionResults: readonly { fullName: string, status: string, failureMessages?: readonly string[] }[] }} VitestFile
 * @typedef {{ title: string, file: string, line: number, ok: boolean, tests: readonly { results: readonly { errors?: readonly { message?: string }[] }[] }[] }} PlaywrightSpec
 * @typedef {{ specs?: readonly PlaywrightSpec[], suites?: readonly PlaywrightSuite[] }} PlaywrightSuite
 */

/**
 * The failures in Vitest's JSON report: of tests, and of files that did not load.
 * @param {{ testResults: readonly VitestFile[] }} report
 * @returns {Failure[]}
 */
export const vitestFailures = (report) =>
	report.testResults.flatMap((file) => {
		const tests = file.assertionResults.filter(({ status }) => status === 'failed');
		if (tests.length === 0 && file.status === 'failed')
			return [failure(`${file.name}: did not run`, file.message)];
		return tests.map((test) => failure(`${file.name}: ${test.fullName}`, test.failureMessages?.join('\n')));
	});

/**
 * The failures in Playwright's JSON report: of tests, and of what failed outside any test.
 * @param {{ suites: readonly PlaywrightSuite[], errors?: readonly { message?: string }[] }} report
 * @returns {Failure[]}
 */
export const playwrightFailures = (report) => [
	...(report.errors ?? []).map(({ message }) => failure('outside any test', message)),
	...report.suites.flatMap(specsOf).flatMap((spec) =>
		spec.ok
			? []
			: [
					failure(
						`${spec.file}:${spec.line} ${spec.title}`,
						spec.tests
							.flatMap(({ results }) => results.flatMap(({ errors }) => errors ?? []))
							.map(({ message }) => message)
							.join('\n'),
					),
				],
	),
];

/**
 * What a stage printed whose report tells of no failure: the errors outside any test, else its last lines.
 * @param {string} output
 * @returns {Failure[]}
 */
export function outputFailures(output) {
	const text = clean(output);
	const from = text.indexOf('Unhandled Errors');
	if (from >= 0) return [failure('outside any test', text.slice(from))];
	return [{ test: 'the last lines', message: text.split('\n').slice(-LINES).join('\n') }];
}

/** @param {PlaywrightSuite} suite @returns {PlaywrightSpec[]} */
const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/** @param {string} test @param {string} [message] @returns {Failure} */
const failure = (test, message = '') => ({
	test,
	message: clean(message).split('\n').slice(0, LINES).join('\n'),
});

const clean = (/** @type {string} */ text) => stripVTControlCharacters(text).trim();
