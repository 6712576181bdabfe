import { spawnSync } from 'node:child_process';
import { writeLocked } from './vendor-locked.mjs';

/** `npm run check`: types of pages, tools and service worker, and the hints of the Svelte compiler, as errors. */
await writeLocked();
for (const command of [
	['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'],
	['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'src/service-worker'],
	['node_modules/svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
]) {
	const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
	if (status !== 0) process.exitCode = 1;
}
