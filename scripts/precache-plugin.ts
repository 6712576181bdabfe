import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import * as z from 'zod/mini';

/** One file that the service worker keeps: URL, revision (null when the name holds its hash), bytes. */
export type PrecacheEntry = readonly [url: string, revision: string | null, bytes: number];

export interface PrecacheLists {
	/** What the shell needs: fetched when the service worker installs. */
	readonly core: readonly PrecacheEntry[];
	/** The rest of the product, smallest first: fetched in the background afterwards. */
	readonly background: readonly PrecacheEntry[];
	/** What only some creations need and is large: fetched after the background, once the person rests again. */
	readonly later: readonly PrecacheEntry[];
	/** Larger still and needed by few: kept from its first use on. */
	readonly onUse: readonly PrecacheEntry[];
}

const chunkSchema = z.object({
	file: z.string(),
	isEntry: z.optional(z.boolean()),
	imports: z.optional(z.array(z.string())),
	css: z.optional(z.array(z.string())),
	assets: z.optional(z.array(z.string())),
});
const manifestSchema = z.record(z.string(), chunkSchema);
export type ClientManifest = Readonly<z.infer<typeof manifestSchema>>;

const BUILD = 'build';
const CLIENT_MANIFEST = '.svelte-kit/output/client/.vite/manifest.json';
/** Shown by the browser's install dialog or read by hosts only; never needed offline. */
const NEVER =
	/^\/(service-worker\.js|_app\/version\.json|_headers|_redirects|screenshots\/|\.)|\.(map|d\.ts|LICENSE)$/;
/** Needed by the sandbox or by the system's launcher, not by the first paint. */
const LATER = /^\/(vendor|icons)\//;
/** PostgreSQL, its extensions and its empty data directory. */
const DATABASE = /^\/vendor\/(pglite|pgdata|contrib|aether-database)[.-]/;
const PYTHON = /^\/vendor\/pyodide-/;
const HASHED = /^\/_app\/immutable\//;

/** Puts the list of built files into the service worker. Kit builds the worker without our plugins, hence after it. */
export function precache(): Plugin {
	return {
		name: 'aether-precache',
		apply: 'build',
		closeBundle: {
			order: 'post',
			sequential: true,
			handler() {
				const target = join(BUILD, 'service-worker.js');
				if (!existsSync(target) || !existsSync(CLIENT_MANIFEST)) return;
				const manifest = manifestSchema.parse(JSON.parse(readFileSync(CLIENT_MANIFEST, 'utf8')));
				const lists = JSON.stringify(precacheLists(BUILD, shellFiles(manifest)));
				const worker = readFileSync(target, 'utf8');
				writeFileSync(
					target,
					worker.replace('self.__PRECACHE__', () => lists),
				);
			},
		},
	};
}

/** Files that some route needs before its first paint: entries and all they import statically. */
export function shellFiles(manifest: ClientManifest): ReadonlySet<string> {
	const files = new Set<string>();
	const visit = (key: string): void => {
		const chunk = manifest[key];
		if (!chunk || files.has(chunk.file)) return;
		for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
		chunk.imports?.forEach(visit);
	};
	for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);
	return files;
}

/** Sorts every file of a built folder into the lists, each but the first from small to large. */
export function precacheLists(directory: string, shell: ReadonlySet<string>): PrecacheLists {
	const lists: Record<keyof PrecacheLists, PrecacheEntry[]> = {
		core: [],
		background: [],
		later: [],
		onUse: [],
	};
	for (const url of urlsIn(directory)) {
		if (NEVER.test(url)) continue;
		const content = readFileSync(join(directory, url));
		const revision = HASHED.test(url)
			? null
			: createHash('sha256').update(content).digest('hex').slice(0, 16);
		const isCore = revision === null ? shell.has(url.slice(1)) : !LATER.test(url);
		lists[isCore ? 'core' : listOf(url)].push([url, revision, content.length]);
	}
	for (const list of [lists.background, lists.later, lists.onUse]) list.sort((a, b) => a[2] - b[2]);
	return lists;
}

const listOf = (url: string): keyof PrecacheLists =>
	PYTHON.test(url) ? 'onUse' : DATABASE.test(url) ? 'later' : 'background';

function urlsIn(directory: string): string[] {
	return readdirSync(directory, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(directory.length).replaceAll('\\', '/'))
		.sort();
}
