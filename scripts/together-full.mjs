import { spawnSync } from 'node:child_process';

/** `npm run together:full [-- ARGUMENTS of Playwright]`: every repetition, every size, floods of a million messages. */
const { status } = spawnSync(
	process.execPath,
	['node_modules/@playwright/test/cli.js', 'test', '-c', 'tests/together', ...process.argv.slice(2)],
	{ stdio: 'inherit', env: { ...process.env, TOGETHER_REPEAT: process.env.TOGETHER_REPEAT ?? '20' } },
);
process.exitCode = status ?? 1;
