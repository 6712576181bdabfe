import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Lies in the built folder and holds the fingerprint of what it was built from. No server hands out dot files. */
export const STAMP = 'build/.fingerprint';

const INPUTS = [
	'src',
	'static',
	'scripts',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
];
/** Written by the build itself. */
const OUTPUTS = [join('static', 'vendor')];

/** One hash over everything that the build reads. */
export function fingerprint() {
	const hash = createHash('sha256').update(process.env.AETHER_VERSION ?? '');
	for (const path of INPUTS.flatMap(filesBelow))
		hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
	return hash.digest('hex');
}

/** Whether `build/` holds what a build would make now. */
export const isBuildFresh = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
	if (!existsSync(path) || OUTPUTS.includes(path)) return [];
	if (statSync(path).isFile()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesBelow(join(path, name)));
}
