import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { build } from 'vite';

export interface CrashSite {
	readonly url: string;
	close(): Promise<void>;
}

/** Builds a page over single rooms of the product and serves it on a free port. */
export async function openCrashSite(page: 'crash-page' | 'drill-page' = 'crash-page'): Promise<CrashSite> {
	const folder = await mkdtemp(join(tmpdir(), 'aether-crash-site-'));
	await build({
		configFile: false,
		root: fileURLToPath(new URL(`./${page}`, import.meta.url)),
		base: './',
		logLevel: 'warn',
		worker: { format: 'es' },
		build: { outDir: folder, emptyOutDir: true, target: 'es2022', minify: false },
	});
	const server = createServer(sirv(folder));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port.');
	return {
		url: `http://127.0.0.1:${address.port}/`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await rm(folder, { recursive: true, force: true });
		},
	};
}
