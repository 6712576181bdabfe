import { existsSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fingerprint, STAMP } from './fresh.mjs';

/** Builds the product into `build/`: the vendored libraries of the sandbox first, then the pages. */
const before = fingerprint();
if (existsSync('scripts/vendor.mjs')) run('scripts/vendor.mjs');
run('node_modules/vite/bin/vite.js', 'build');
writeFileSync(STAMP, before);

/** @param {string[]} command */
function run(...command) {
	const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}
