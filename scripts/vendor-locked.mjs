import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const room = fileURLToPath(new URL('../src/lib/services/sandbox/', import.meta.url));

/** CSP source expression for an inline script with exactly this text. */
const hashOf = (/** @type {string} */ text) =>
	`'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

const stripped = (/** @type {string} */ text) =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line && !line.startsWith('//') && !/^\/\*.*\*\/$/.test(line))
		.join('\n');

/** Policy inside the opaque document: only the boot script, and what it loads itself. */
const sandboxPolicy = (/** @type {string} */ bootHash) =>
	[
		"default-src 'none'",
		`script-src ${bootHash} 'strict-dynamic' 'unsafe-eval' 'wasm-unsafe-eval'`,
		'worker-src blob:',
		"style-src 'unsafe-inline'",
		'img-src data: blob:',
		'font-src data:',
		'media-src data: blob:',
		"frame-src 'none'",
		"form-action 'none'",
		"base-uri 'none'",
	].join('; ');

/** Text of `locked.ts` for the present sources. */
export async function lockedModule() {
	const boot = stripped(await readFile(path.join(room, 'frame/boot.js'), 'utf8'));
	const bootHash = hashOf(boot);
	const document =
		`<!doctype html><html lang="en"><head><meta charset="utf-8">` +
		`<meta http-equiv="Content-Security-Policy" content="${sandboxPolicy(bootHash)}">` +
		`<meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">` +
		`<title>Creation</title></head><body><script>${boot}</script></body></html>`;
	const broker = stripped(await readFile(path.join(room, 'frame/broker.js'), 'utf8')).replace(
		"'__SANDBOX_DOCUMENT__'",
		() => JSON.stringify(document).replaceAll('</', '<\\/'),
	);
	const module = [
		'// Made by `node scripts/vendor.mjs` from frame/boot.js and frame/broker.js. Do not edit: the hashes lock the texts.',
		`export const BOOT_SCRIPT = ${JSON.stringify(boot)};`,
		`export const BOOT_HASH = ${JSON.stringify(bootHash)};`,
		`export const BROKER_SCRIPT = ${JSON.stringify(broker)};`,
		`export const BROKER_HASH = ${JSON.stringify(hashOf(broker))};`,
		'',
	].join('\n');
	return format(module, { ...(await resolveConfig(room)), parser: 'typescript' });
}

/** Rewrites `locked.ts` when its sources changed. */
export async function writeLocked() {
	const file = path.join(room, 'locked.ts');
	const text = await lockedModule();
	const present = await readFile(file, 'utf8').catch(() => '');
	if (present !== text) await writeFile(file, text);
}
