import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const engine = fileURLToPath(new URL('../node_modules/@electric-sql/pglite/dist/', import.meta.url));

const python = fileURLToPath(new URL('../node_modules/pyodide/', import.meta.url));

/** What the template holds beside an empty PostgreSQL: the role of readers and the memory of what was applied. */
const PREPARATION = [
	'SET wal_recycle = off',
	"UPDATE pg_database SET datistemplate = false WHERE datname LIKE 'template%'",
	'DROP DATABASE template0',
	'DROP DATABASE template1',
	'CREATE ROLE aether_reader NOLOGIN',
	'GRANT pg_read_all_data TO aether_reader',
	'CREATE SCHEMA aether',
	'CREATE TABLE aether.applied (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
	'CHECKPOINT',
];

/** @typedef {{ name: string; content: Uint8Array }} Source */
/** @typedef {{ name: string; file: string; bytes: number; sha256: string }} Described */
/** @typedef {Described & { content: Uint8Array }} Asset */

/** Changes when the engine's version or this script does. */
export async function assetsStamp() {
	const hash = createHash('sha256').update(await readFile(fileURLToPath(import.meta.url)));
	for (const folder of [path.join(engine, '..'), python])
		hash.update(await readFile(path.join(folder, 'package.json')));
	return hash.digest('hex');
}

/**
 * The files that the sandbox gets as bytes: Python; the database engine, its extensions and a data directory made once,
 * so that no person waits for initdb.
 * @returns {Promise<Asset[]>}
 */
export async function buildAssets() {
	const sources = [
		...(await engineFiles()),
		...(await pythonFiles()),
		{ name: 'pgdata-template.tar.gz', content: await template() },
	];
	return sources.map(({ name, content }) => {
		const hash = createHash('sha256').update(content).digest();
		return {
			name,
			file: fileName(name, hash.toString('hex').slice(0, 8)),
			content,
			bytes: content.byteLength,
			sha256: hash.toString('base64'),
		};
	});
}

/** @returns {Promise<Source[]>} */
async function engineFiles() {
	const extensions = (await readdir(engine)).filter((file) => file.endsWith('.tar.gz')).sort();
	const read = async (/** @type {string} */ name, /** @type {string} */ file) => ({
		name,
		content: await readFile(path.join(engine, file)),
	});
	return Promise.all([
		read('pglite.wasm', 'pglite.wasm'),
		read('pglite.data', 'pglite.data'),
		...extensions.map((file) => read(`contrib/${file}`, file)),
	]);
}

/** The interpreter and the standard library. The lock lists packages that are not here, so only its head is taken. */
async function pythonFiles() {
	const files = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'];
	const read = async (/** @type {string} */ file) => ({
		name: `pyodide/${file}`,
		content: await readFile(path.join(python, file)),
	});
	const { info } = JSON.parse(await readFile(path.join(python, 'pyodide-lock.json'), 'utf8'));
	const lock = {
		name: 'pyodide/pyodide-lock.json',
		content: Buffer.from(JSON.stringify({ info, packages: {} })),
	};
	return [...(await Promise.all(files.map(read))), lock];
}

async function template() {
	const { PGlite } = await import('@electric-sql/pglite');
	const database = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
	for (const statement of PREPARATION) await database.query(statement);
	const dump = await database.dumpDataDir('none');
	const content = gzipSync(new Uint8Array(await dump.arrayBuffer()), { level: 9 });
	await database.close();
	return content;
}

/** `contrib/hstore.tar.gz` becomes `contrib-hstore.1a2b3c4d.bin`: some hosts unpack what ends in `.gz`. */
const fileName = (/** @type {string} */ name, /** @type {string} */ hash) =>
	`${name.replaceAll(/[^a-z0-9_-]+/gi, '-')}.${hash}${name.endsWith('.wasm') ? '.wasm' : '.bin'}`;
