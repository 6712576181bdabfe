import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { outputFailures, playwrightFailures, vitestFailures } from './failures.mjs';

/** Where the runners leave their counts. */
export const RESULTS = 'test-results';

/**
 * @typedef {{ passed: number, failed: number, skipped?: number }} Counts
 * @typedef {import('./failures.mjs').Failure} Failure
 * @typedef {{ name: string, command: string[], env?: Record<string, string>, count?: (output: string) => Counts | undefined, failures?: () => Failure[] | undefined, needs?: string }} Stage
 * `count` reads how many passed; without it the stage counts as one. `failures` reads which tests failed; without it
 * the end of the output is shown. `needs` names a stage without which it makes no sense.
 * @typedef {Counts & { seconds: number, failures: Failure[] }} Outcome
 */

const vitestJson = (/** @type {string} */ name) => `${RESULTS}/${name}.json`;

/** @param {string} project @returns {Stage} */
export const vitestStage = (project) => ({
	name: project,
	command: [
		'node_modules/vitest/vitest.mjs',
		'run',
		'--project',
		project,
		'--reporter=dot',
		'--reporter=json',
		`--outputFile.json=${vitestJson(project)}`,
	],
	failures: () => {
		const report = readJson(vitestJson(project));
		return report && vitestFailures(report);
	},
	count: () => {
		const report = readJson(vitestJson(project));
		return (
			report && {
				passed: report.numPassedTests,
				failed: report.numFailedTests,
				skipped: report.numPendingTests + report.numTodoTests,
			}
		);
	},
});

/** Browsers that are killed, and full devices, are tried alone: on a busy machine others would only stand in the way. */
export const e2eStages = () => [
	e2eStage('crash', ['/tests/crash', '--workers=1']),
	e2eStage('e2e', ['/tests/(?!crash)[^/]*\\.e2e\\.ts$']),
];

/** Rooms over real connections, with a page of their own. Browsers connect to no address that only loops back. */
export function togetherStages() {
	const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
	const canConnect = addresses.some(({ internal }) => !internal);
	if (!canConnect) console.log('Rooms over WebRTC skipped: no network interface besides the loopback.');
	const { needs: _build, ...stage } = e2eStage('together', [
		'-c',
		'tests/together',
		'--grep-invert',
		'@long',
	]);
	if (canConnect) console.log('Long tests of rooms over WebRTC are not among these: npm run together.');
	// Playwright takes a relative path from where the configuration is.
	return canConnect ? [{ ...stage, env: { AETHER_E2E_JSON: resolve(RESULTS, 'together.json') } }] : [];
}

/** @param {string} name @param {string[]} args @returns {Stage} */
const e2eStage = (name, args) => ({
	name,
	command: ['node_modules/@playwright/test/cli.js', 'test', ...args],
	env: { AETHER_E2E_JSON: `${RESULTS}/${name}.json` },
	needs: 'build',
	failures: () => {
		const report = readJson(`${RESULTS}/${name}.json`);
		return report && playwrightFailures(report);
	},
	count: () => {
		const stats = readJson(`${RESULTS}/${name}.json`)?.stats;
		return (
			stats && { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
		);
	},
});

/** The line `N passed, N failed` that a script of ours ends with. @param {string} output */
export function countsOf(output) {
	const line = output.match(/(\d+) passed, (\d+) failed\s*$/);
	return line ? { passed: Number(line[1]), failed: Number(line[2]) } : undefined;
}

/**
 * Runs the stages one after the other, each also after a failure, and prints what came of them. The last line is
 * `N passed, N failed`, the sum over all.
 * @param {readonly Stage[]} stages
 * @returns {Promise<boolean>} whether everything passed
 */
export async function runStages(stages) {
	rmSync(RESULTS, { recursive: true, force: true });
	/** @type {Map<string, Outcome>} */
	const done = new Map();
	for (const stage of stages) {
		const isPossible = !stage.needs || done.get(stage.needs)?.failed === 0;
		console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(0, 70 - stage.name.length))}`);
		if (!isPossible) console.log(`Not run: ${stage.needs} failed.`);
		done.set(stage.name, isPossible ? await runStage(stage) : NOT_RUN);
	}
	return summarise(done);
}

/** @param {Stage} stage */
async function runStage(stage) {
	const start = Date.now();
	const { status, output } = await spawnShown(stage.command, stage.env);
	const counts = stage.count?.(output) ?? { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
	// A runner can fail without a failing test: a file that does not load, an error outside any test.
	if (status !== 0 && counts.failed === 0) counts.failed = 1;
	const seconds = (Date.now() - start) / 1000;
	return { ...counts, seconds, failures: counts.failed > 0 ? failuresOf(stage, output) : [] };
}

/** What the stage's report tells, or where that tells nothing, what was printed. @param {Stage} stage @param {string} output */
function failuresOf(stage, output) {
	const reported = stage.failures?.() ?? [];
	return reported.length > 0 ? reported : outputFailures(output);
}

/** @type {Outcome} */
const NOT_RUN = { passed: 0, failed: 1, seconds: 0, failures: [] };

/**
 * @param {string[]} command arguments of Node
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ status: number, output: string }>} what it printed, besides being shown
 */
function spawnShown(command, env) {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, command, {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...env },
		});
		let output = '';
		for (const [stream, target] of /** @type {const} */ ([
			[child.stdout, process.stdout],
			[child.stderr, process.stderr],
		]))
			stream.on('data', (/** @type {Buffer} */ bytes) => {
				target.write(bytes);
				output += bytes.toString();
			});
		child.on('close', (status) => {
			resolve({ status: status ?? 1, output });
		});
	});
}

/** What failed stands last, where it is seen also when only the end of a long log is kept. @param {Map<string, Outcome>} done */
function summarise(done) {
	console.log(`\n── summary ${'─'.repeat(63)}`);
	let passed = 0;
	let failed = 0;
	for (const [name, counts] of done) {
		passed += counts.passed;
		failed += counts.failed;
		const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
		console.log(
			`${counts.failed ? '✗' : '✓'} ${name.padEnd(14)} ${counts.passed} passed, ${counts.failed} failed${skipped} (${counts.seconds.toFixed(0)} s)`,
		);
	}
	for (const [name, { failures }] of done)
		for (const { test, message } of failures)
			console.log(`\n✗ ${name} › ${test}\n${message.replace(/^/gm, '    ')}`);
	console.log(`\n${passed} passed, ${failed} failed`);
	return failed === 0;
}

/** @param {string} path */
function readJson(path) {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
