import { readFileSync, statSync } from 'node:fs';
import { firstLoad } from './first-load.mjs';

/** Size budgets of the built product. What grows past one is a decision, not an accident. */
const KB = 1000;
const home = firstLoad('/');
const rows = [
	{ what: 'home, scripts on first load (brotli)', bytes: home.scriptBytes, most: 60 * KB },
	{ what: 'home, styles on first load (brotli)', bytes: home.styleBytes, most: 15 * KB },
	{ what: 'service worker', bytes: statSync('build/service-worker.js').size, most: 90 * KB },
	{ what: 'kept at once by the service worker', bytes: bytesOf('core'), most: 1_500 * KB },
	{ what: 'kept in the background', bytes: bytesOf('background'), most: 30_000 * KB },
	{ what: 'kept after that: databases', bytes: bytesOf('later'), most: 22_000 * KB },
	{ what: 'kept from first use on: Python', bytes: bytesOf('onUse'), most: 16_000 * KB },
];

let failed = 0;
for (const { what, bytes, most } of rows) {
	const isOver = bytes > most;
	if (isOver) failed++;
	console.log(`${isOver ? '✗' : '✓'} ${what.padEnd(40)} ${(bytes / KB).toFixed(1)} kB of ${most / KB} kB`);
}
if (home.scriptBytes > 60 * KB)
	for (const { file, name, bytes } of home.files.sort((a, b) => b.bytes - a.bytes).slice(0, 12))
		console.log(`    ${(bytes / KB).toFixed(1).padStart(6)} kB  ${file} ${name}`);
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** @param {'core' | 'background' | 'later' | 'onUse'} list */
function bytesOf(list) {
	const worker = readFileSync('build/service-worker.js', 'utf8');
	const start = worker.indexOf('{"core":[[');
	const end = worker.indexOf(']]}', start) + 3;
	/** @type {Record<string, [string, string | null, number][]>} */
	const lists = JSON.parse(worker.slice(start, end).replace(/^$/, '{}'));
	return (lists[list] ?? []).reduce((sum, [, , bytes]) => sum + bytes, 0);
}
