import type { MemoryFiles } from './file-system.ts';
import { untar } from './untar.ts';

/** Where the engine looks for extensions. */
const HOME = '/pglite';

/** The extensions that come with the product. */
export const EXTENSIONS: readonly string[] = [
	'amcheck',
	'auto_explain',
	'bloom',
	'btree_gin',
	'btree_gist',
	'citext',
	'cube',
	'dict_int',
	'dict_xsyn',
	'earthdistance',
	'file_fdw',
	'fuzzystrmatch',
	'hstore',
	'intarray',
	'isn',
	'lo',
	'ltree',
	'pageinspect',
	'pg_buffercache',
	'pg_freespacemap',
	'pg_stat_statements',
	'pg_surgery',
	'pg_trgm',
	'pg_visibility',
	'pg_walinspect',
	'pgcrypto',
	'seg',
	'tablefunc',
	'tcn',
	'tsm_system_rows',
	'tsm_system_time',
	'unaccent',
	'uuid-ossp',
];

/** Extensions that are one file with others in the product: `earthdistance` needs `cube`. */
const NEEDS: Readonly<Record<string, readonly string[]>> = { earthdistance: ['cube'] };

/** Puts the files of an extension where `CREATE EXTENSION` finds them. Answers false when there is none of that name. */
export async function installExtension(
	name: string,
	files: MemoryFiles,
	asset: (name: string) => Promise<ArrayBuffer>,
): Promise<boolean> {
	if (!EXTENSIONS.includes(name)) return false;
	for (const part of [name, ...(NEEDS[name] ?? [])]) {
		const bundle = new Uint8Array(await asset(`contrib/${part}.tar.gz`));
		for (const { path, isFolder, content } of await untar(bundle))
			if (!isFolder) await place(files, `${HOME}/${path}`, content.slice());
	}
	return true;
}

/** A library must be compiled before it is opened: a big one cannot be compiled at once. */
async function place(files: MemoryFiles, path: string, content: Uint8Array): Promise<void> {
	const folder = path.slice(0, path.lastIndexOf('/'));
	files.mkdirTree(folder);
	if (!path.endsWith('.so') || files.analyzePath(path).exists) return files.writeFile(path, content);
	await new Promise<void>((resolve) => {
		const name = path.slice(folder.length + 1);
		const give = (): void => {
			if (!files.analyzePath(path).exists) files.writeFile(path, content);
			resolve();
		};
		files.createPreloadedFile(folder, name, content, true, true, give, give, false);
	});
}
