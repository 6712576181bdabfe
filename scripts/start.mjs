import { spawnSync } from 'node:child_process';
import { isBuildFresh } from './fresh.mjs';
import { serve } from './serve.mjs';

/** `npm start`: builds when something changed since the last time, then serves the product on this machine. */
const WISHED_PORT = Number(process.env.PORT ?? 4173);
const TRIES = 20;

if (!isBuildFresh()) build();
const { origin, port, close } = await firstFreePort(WISHED_PORT);

console.log(`\n  AetherOS is ready:  ${origin}\n`);
if (port !== WISHED_PORT)
	console.log(
		`  Port ${WISHED_PORT} is taken. A browser keeps creations per address: what you made at\n  http://localhost:${WISHED_PORT} is not shown at ${origin}.\n`,
	);
console.log('  Ctrl+C stops it. After one visit the page works without it, and without any network.\n');

for (const signal of ['SIGINT', 'SIGTERM'])
	process.once(signal, () => {
		void close().then(() => process.exit(0));
	});

function build() {
	console.log('Building AetherOS; this takes about a minute the first time.');
	const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
		stdio: ['ignore', 'ignore', 'pipe'],
		encoding: 'utf8',
	});
	if (status === 0) return;
	// Notes of the bundler matter to nobody who only wants to use the product; a failure does.
	console.error(stderr);
	console.error('The build failed; the messages above say why. `npm run build` shows all of its output.');
	process.exit(1);
}

/** @param {number} from */
async function firstFreePort(from) {
	for (let port = from; port < from + TRIES; port++) {
		try {
			return await serve({ directory: 'build', port });
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
		}
	}
	throw new Error(`Ports ${from} to ${from + TRIES - 1} are all taken. Set PORT to a free one.`);
}
