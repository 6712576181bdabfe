import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';

/** A host of the built product that a test may stop and update. */
export interface Site {
	readonly origin: string;
	/** The host goes away; its address stays the same for `start`. */
	stop(): Promise<void>;
	start(): Promise<void>;
	/** Puts a newer version online: the same product with `name` as its title until the page sets one. */
	publish(name: string): void;
	remove(): Promise<void>;
}

/** Copies `build/` and serves the copy on an address of its own; `bare` hosts send none of our headers. */
export async function openSite(options: { readonly bare?: boolean } = {}): Promise<Site> {
	const directory = mkdtempSync(join(tmpdir(), 'aether-site-'));
	cpSync('build', directory, { recursive: true });
	let server = await serve({ directory, live: true, ...options });
	return {
		origin: server.origin,
		stop: () => server.close(),
		start: async () => {
			server = await serve({ directory, live: true, port: server.port, ...options });
		},
		publish: (name) => {
			publish(directory, name);
		},
		remove: async () => {
			await server.close();
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

function publish(directory: string, name: string): void {
	const page = join(directory, 'index.html');
	const meta = `<meta name="published" content="${name}" />`;
	writeFileSync(page, readFileSync(page, 'utf8').replace('<title>', `${meta}<title>`));
	const worker = join(directory, 'service-worker.js');
	const revision = Buffer.from(name).toString('hex').padStart(16, '0').slice(-16);
	const text = readFileSync(worker, 'utf8').replace(/(\["\/index\.html",")[0-9a-f]{16}/, `$1${revision}`);
	writeFileSync(worker, text);
}
