import { existsSync } from 'node:fs';
import { executablePath } from '../tests/support/browser.mjs';
import { countsOf, e2eStages, runStages, togetherStages, vitestStage } from './run.mjs';

/** `npm test`: everything that must hold before a change is taken. Needs no key and no network. */
try {
	console.log(`Browser: ${(await executablePath()) ?? "Playwright's own Chromium"}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

const fixtures = process.env.AETHER_FIXTURES ?? '../shared/fixtures';
const hasFixtures = existsSync(fixtures) && existsSync('scripts/conformance.mjs');
if (!hasFixtures) console.log(`Conformance skipped: no fixtures at ${fixtures}`);

const isGreen = await runStages([
	{ name: 'check', command: ['scripts/check.mjs'] },
	{ name: 'walls', command: ['scripts/lint-walls.mjs'], count: countsOf },
	vitestStage('unit'),
	vitestStage('browser'),
	{ name: 'build', command: ['scripts/build.mjs'] },
	{ name: 'budget', command: ['scripts/budget.mjs'], count: countsOf, needs: 'build' },
	...togetherStages(),
	...e2eStages(),
	...(hasFixtures
		? [
				{
					name: 'conformance',
					command: ['scripts/conformance.mjs', '--dir', fixtures],
					count: countsOf,
					needs: 'build',
				},
			]
		: []),
]);
process.exitCode = isGreen ? 0 : 1;
