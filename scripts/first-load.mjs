import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const MANIFEST = '.svelte-kit/output/client/.vite/manifest.json';
const NODES = '.svelte-kit/generated/client-optimized/app.js';

/**
 * What a first visit of a route loads before it can be used: start, app, layout, the page's node and all they import
 * statically, as a host with brotli sends them.
 * @param {string} route `/`
 * @returns {{ files: { file: string, name: string, bytes: number }[], scriptBytes: number, styleBytes: number }}
 */
export function firstLoad(route) {
	if (!existsSync(MANIFEST)) throw new Error('Nothing is built yet: run `npm run build` first.');
	/** @type {Record<string, { file: string, name?: string, isEntry?: boolean, imports?: string[], css?: string[] }>} */
	const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
	const wanted = nodesOf(route);
	/** @type {Set<string>} */
	const seen = new Set();
	/** @type {Set<string>} */
	const styles = new Set();
	const visit = (/** @type {string} */ key) => {
		const chunk = manifest[key];
		if (!chunk || seen.has(chunk.file)) return;
		seen.add(chunk.file);
		for (const style of chunk.css ?? []) styles.add(style);
		chunk.imports?.forEach(visit);
	};
	for (const [key, { isEntry }] of Object.entries(manifest)) {
		const node = /\/nodes\/(\d+)\.js$/.exec(key)?.[1];
		if (isEntry && (node === undefined || wanted.includes(Number(node)))) visit(key);
	}
	const names = new Map(Object.values(manifest).map(({ file, name }) => [file, name ?? '']));
	const measured = [...seen, ...styles].map((file) => ({
		file,
		name: names.get(file) ?? '',
		bytes: brotliBytes(`build/${file}`),
	}));
	const sum = (/** @type {RegExp} */ extension) =>
		measured.filter(({ file }) => extension.test(file)).reduce((total, { bytes }) => total + bytes, 0);
	return { files: measured, scriptBytes: sum(/\.m?js$/), styleBytes: sum(/\.css$/) };
}

/** Layout 0, error page 1 and the route's own nodes, as Kit's generated dictionary names them. @param {string} route */
function nodesOf(route) {
	const source = readFileSync(NODES, 'utf8');
	const line = source.split('\n').find((text) => text.trim().startsWith(`"${route}": [`));
	if (!line) throw new Error(`There is no route ${route}.`);
	return [0, 1, ...(line.slice(line.indexOf('[')).match(/\d+/g) ?? []).map(Number)];
}

/** @param {string} path */
const brotliBytes = (path) => brotliCompressSync(readFileSync(path)).length;
