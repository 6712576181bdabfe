import { countsOf, e2eStages, runStages, togetherStages, vitestStage } from './run.mjs';

/** `npm run verify`: what `npm test` runs, and what keeps the code readable. Nothing else is "done". */
const isGreen = await runStages([
	{
		name: 'format',
		command: ['node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'],
	},
	{ name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
	{ name: 'walls', command: ['scripts/lint-walls.mjs'], count: countsOf },
	{ name: 'check', command: ['scripts/check.mjs'] },
	{ name: 'unused', command: ['node_modules/knip/bin/knip.js'] },
	vitestStage('unit'),
	vitestStage('browser'),
	{ name: 'build', command: ['scripts/build.mjs'] },
	{ name: 'budget', command: ['scripts/budget.mjs'], count: countsOf, needs: 'build' },
	...togetherStages(),
	...e2eStages(),
]);
process.exitCode = isGreen ? 0 : 1;
