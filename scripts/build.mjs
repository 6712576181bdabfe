import { writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fingerprint, STAMP } from './fresh.mjs';
import { buildVendor } from './vendor-build.mjs';

/** Builds the product into `build/` and notes what it was built from. */
await buildVendor();
const inputs = fingerprint();
const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
	stdio: 'inherit',
});
if (status === 0) writeFileSync(STAMP, inputs);
process.exitCode = status ?? 1;
