import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { libraries, runtimeLibraries } from './vendor-libraries.mjs';
import { writeLocked } from './vendor-locked.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = path.join(root, 'static/vendor');
const frameFolder = path.join(root, 'src/lib/services/sandbox/frame');
const require = createRequire(import.meta.url);

/** The scripts that run inside the sandbox before any code of a creation. */
const runtimes = { frame: 'runtime.ts', worker: 'worker.ts' };

/**
 * Builds the vendored libraries and the sandbox runtime into `static/vendor`, unless they are fresh.
 * @returns {Promise<boolean>} whether something was built
 */
export async function buildVendor() {
	await writeLocked();
	const stamp = await stampOf();
	const manifest = await readFile(path.join(target, 'manifest.json'), 'utf8').catch(() => '{}');
	if (JSON.parse(manifest).stamp === stamp) return false;
	const [chunks, frames] = await Promise.all([buildLibraries(), buildRuntimes()]);
	await write([...chunks, ...frames], stamp);
	return true;
}

/** Changes when a version, a source of the runtime or one of these scripts does. */
async function stampOf() {
	const hash = createHash('sha256');
	for (const file of await sourcesOf(Object.values(runtimeLibraries).map(path.dirname)))
		hash.update(await readFile(file));
	for (const name of new Set(Object.keys(libraries).map(packageOf)))
		hash.update(await readFile(path.join(root, 'node_modules', name, 'package.json')));
	for (const folder of [frameFolder, path.join(root, 'scripts')])
		for (const file of (await readdir(folder)).sort())
			if (folder === frameFolder || file.startsWith('vendor'))
				hash.update(await readFile(path.join(folder, file)));
	return hash.digest('hex');
}

/** All files of the runtimes that kinds bring, and the lock file, whose packages they are bundled with. */
async function sourcesOf(/** @type {string[]} */ folders) {
	if (folders.length === 0) return [];
	const lists = await Promise.all(
		folders.map(async (folder) =>
			(await readdir(folder, { recursive: true, withFileTypes: true }))
				.filter((entry) => entry.isFile())
				.map((entry) => path.join(entry.parentPath, entry.name)),
		),
	);
	return [...lists.flat().sort(), path.join(root, 'package-lock.json')];
}

const names = [...Object.keys(libraries), ...Object.keys(runtimeLibraries)];

const packageOf = (/** @type {string} */ name) =>
	name
		.split('/')
		.slice(0, name.startsWith('@') ? 2 : 1)
		.join('/');

/** @typedef {{ name: string; file: string; code: string; exports: string[]; imports: string[]; runtime?: boolean }} Chunk */

/** @returns {Promise<Chunk[]>} */
async function buildLibraries() {
	const output = await bundle({
		input: Object.fromEntries(names.map((name) => [chunkName(name), `\0vendor:${name}`])),
		plugins: [entries()],
		preserveEntrySignatures: 'strict',
		output: { format: 'es', entryFileNames: '[name].[hash].js', chunkFileNames: 'shared.[hash].js' },
	});
	const files = new Map(output.map((chunk) => [chunk.fileName, nameOf(chunk)]));
	return output.map((chunk) => ({
		name: nameOf(chunk),
		file: chunk.fileName,
		code: chunk.code.replaceAll(
			/(\bfrom|\bimport|\bimport\()\s*["'`]\.\/([^"'`]+)["'`]/g,
			(whole, keyword, file) => (files.has(file) ? `${keyword}"aether-vendor:${files.get(file)}"` : whole),
		),
		exports: chunk.exports,
		imports: [...chunk.imports, ...chunk.dynamicImports].map((file) => files.get(file) ?? file),
	}));
}

/**
 * The library that the chunk is, or its file where it is shared by several.
 * @param {{ facadeModuleId: string | null; fileName: string }} chunk
 */
const nameOf = (chunk) => names.find((name) => `\0vendor:${name}` === chunk.facadeModuleId) ?? chunk.fileName;

/** @returns {Promise<Chunk[]>} */
async function buildRuntimes() {
	return Promise.all(
		Object.entries(runtimes).map(async ([name, source]) => {
			const [chunk] = await bundle({
				input: { [name]: path.join(frameFolder, source) },
				output: { format: 'iife', entryFileNames: '[name].[hash].js' },
			});
			if (!chunk) throw new Error(`The sandbox runtime "${name}" produced nothing.`);
			return { name, file: chunk.fileName, code: chunk.code, exports: [], imports: [], runtime: true };
		}),
	);
}

/**
 * One production build in memory.
 * @param {NonNullable<import('vite').BuildOptions['rolldownOptions']>} rolldownOptions
 */
async function bundle(rolldownOptions) {
	const result = await build({
		root,
		configFile: false,
		logLevel: 'error',
		mode: 'production',
		publicDir: false,
		define: { 'process.env.NODE_ENV': '"production"' },
		resolve: { conditions: ['browser', 'production', 'module', 'import', 'default'] },
		build: { write: false, target: 'es2022', minify: true, modulePreload: false, rolldownOptions },
	});
	if (Array.isArray(result) || !('output' in result)) throw new Error('Expected one finished build.');
	return result.output.flatMap((part) => (part.type === 'chunk' ? [part] : []));
}

/** @returns {import('vite').Plugin} */
function entries() {
	return {
		name: 'vendor-entries',
		resolveId: (id) => (id.startsWith('\0vendor:') ? id : null),
		load(id) {
			if (!id.startsWith('\0vendor:')) return null;
			const name = id.slice('\0vendor:'.length);
			if (runtimeLibraries[name]) return `export * from ${JSON.stringify(runtimeLibraries[name])};`;
			if (libraries[name] === 'script') return { code: `import '${name}';`, moduleSideEffects: true };
			if (libraries[name] === 'commonjs') return reexports(name);
			const hasDefault = name === 'chart.js/auto' || name === 'zod';
			return `export * from '${name}';${hasDefault ? `export { default } from '${name}';` : ''}`;
		},
	};
}

/** CommonJS has no static export names: Node tells them. */
function reexports(/** @type {string} */ name) {
	const names = Object.keys(require(name)).filter(
		(key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default',
	);
	return `import library from '${name}';export default library;export const {${names.join(',')}}=library;`;
}

const chunkName = (/** @type {string} */ name) => name.replace(/^@/, '').replaceAll(/[^a-z0-9.]+/gi, '-');

/** Files first, the manifest last, so that a reader never sees a name without its file. */
async function write(/** @type {Chunk[]} */ chunks, /** @type {string} */ stamp) {
	await mkdir(target, { recursive: true });
	const old = await readdir(target);
	await Promise.all(chunks.map((chunk) => replace(chunk.file, chunk.code)));
	const described = chunks.map((chunk) => ({
		name: chunk.name,
		file: chunk.file,
		exports: chunk.exports,
		imports: chunk.imports,
		bytes: Buffer.byteLength(chunk.code),
		sha256: createHash('sha256').update(chunk.code).digest('base64'),
	}));
	const runtimeNames = Object.keys(runtimes);
	const manifest = {
		stamp,
		runtimes: described.filter((chunk) => runtimeNames.includes(chunk.name)),
		libraries: described.filter((chunk) => names.includes(chunk.name)),
		shared: described.filter((chunk) => !names.includes(chunk.name) && !runtimeNames.includes(chunk.name)),
	};
	await replace('manifest.json', JSON.stringify(manifest, null, '\t'));
	const present = new Set([...chunks.map((chunk) => chunk.file), 'manifest.json']);
	await Promise.all(old.filter((file) => !present.has(file)).map((file) => rm(path.join(target, file))));
}

async function replace(/** @type {string} */ file, /** @type {string} */ text) {
	const temporary = path.join(target, `.${file}.${process.pid}`);
	await writeFile(temporary, text);
	await rename(temporary, path.join(target, file));
}
