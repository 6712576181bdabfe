import { PGlite, type Results } from '@electric-sql/pglite';
import { Disk } from './disk.ts';
import { installExtension } from './extensions.ts';
import { memoryFilesOf } from './file-system.ts';
import type { House } from './house.ts';
import { parsers, serializers } from './values.ts';

/** Bytes of log after which PostgreSQL writes its pages down and the log is cut. */
const CHECKPOINT_BYTES = 4 * 1024 * 1024;

/** No write-ahead of whole pages: what is kept is kept at once or not at all, so no page is ever torn. */
const SETTINGS = [
	'full_page_writes=off',
	'wal_recycle=off',
	'wal_init_zero=off',
	'jit=off',
	'shared_buffers=32MB',
	'autovacuum=off',
	'client_min_messages=notice',
];

/** The smallest WebAssembly module: `initdb` never runs here, yet the engine insists on having it. */
const NO_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

export interface Answer {
	readonly command: string;
	readonly columns: readonly { readonly name: string; readonly type: number }[];
	readonly rows: readonly (readonly unknown[])[];
	/** Rows written, or read by a query. */
	readonly count: number;
	readonly notices: readonly string[];
	/** What `COPY … TO '/dev/blob'` gave. */
	readonly blob?: Blob;
}

export interface EngineOptions {
	readonly house: House;
	/** Compiled once for all databases of a worker. */
	readonly wasm?: WebAssembly.Module;
}

/** PostgreSQL in this thread, whose data directory lasts in the rows of the house. */
export class Engine {
	readonly #pg: PGlite;
	readonly #disk: Disk;
	readonly #house: House;
	readonly wasm: WebAssembly.Module;
	readonly #installed = new Set<string>();
	#bytesSinceCheckpoint = 0;

	private constructor(parts: { pg: PGlite; disk: Disk; house: House; wasm: WebAssembly.Module }) {
		this.#pg = parts.pg;
		this.#disk = parts.disk;
		this.#house = parts.house;
		this.wasm = parts.wasm;
	}

	/** Opens what the house keeps, or a new database. */
	static async open({ house, wasm }: EngineOptions): Promise<Engine> {
		const [module, data] = await Promise.all([
			wasm ? Promise.resolve(wasm) : house.asset('pglite.wasm').then((bytes) => WebAssembly.compile(bytes)),
			house.asset('pglite.data'),
		]);
		const known = new Set<string>();
		const disk = new Disk({
			bytes: house.bytes,
			template: () => house.asset('pgdata-template.tar.gz'),
			prepare: async (files, extensions) => {
				for (const name of extensions) if (await installExtension(name, files, house.asset)) known.add(name);
			},
		});
		const pg = await PGlite.create({
			fs: disk,
			pgliteWasmModule: module,
			initdbWasmModule: await WebAssembly.compile(NO_MODULE),
			fsBundle: new Blob([data]),
			parsers: { ...parsers },
			serializers: { ...serializers },
			startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
		});
		const engine = new Engine({ pg, disk, house, wasm: module });
		for (const name of known) engine.#installed.add(name);
		return engine;
	}

	/** Whether nothing had been kept when it was opened. */
	get isNew(): boolean {
		return this.#disk.isNew;
	}

	get isInTransaction(): boolean {
		return this.#pg.isInTransaction();
	}

	/** Runs one statement without parameters, by the shorter protocol. Throws PostgreSQL's error. */
	async execute(statement: string, blob?: Blob): Promise<Answer> {
		const notices: string[] = [];
		const results = await this.#pg.exec(statement, {
			rowMode: 'array',
			...(blob ? { blob } : {}),
			onNotice: (notice) => notices.push(notice.message ?? ''),
		});
		return answerOf(results.at(-1), notices);
	}

	/** Runs one statement with parameters; several are an error. Throws PostgreSQL's error. */
	async query(sql: string, params: readonly unknown[] = [], blob?: Blob): Promise<Answer> {
		const notices: string[] = [];
		const result = await this.#pg.query<unknown[]>(sql, [...params], {
			rowMode: 'array',
			...(blob ? { blob } : {}),
			onNotice: (notice) => notices.push(notice.message ?? ''),
		});
		return answerOf(result, notices);
	}

	/** Rows of one statement as objects. */
	async objects(sql: string, params: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
		const result = await this.#pg.query<Record<string, unknown>>(sql, [...params]);
		return result.rows;
	}

	/** Runs statements without parameters, at once. */
	async run(sql: string): Promise<void> {
		await this.#pg.exec(sql);
	}

	/** Makes an extension of the product available to `CREATE EXTENSION`; false when there is none. */
	async provideExtension(name: string): Promise<boolean> {
		if (this.#installed.has(name)) return true;
		const isThere = await installExtension(name, memoryFilesOf(this.#pg.Module), this.#house.asset);
		if (isThere) {
			this.#installed.add(name);
			this.#disk.setExtensions([...this.#installed]);
		}
		return isThere;
	}

	/** All that was written is durable when this resolves. */
	async keep(): Promise<void> {
		if (this.#bytesSinceCheckpoint > CHECKPOINT_BYTES && !this.isInTransaction) {
			await this.#pg.exec('CHECKPOINT');
			this.#bytesSinceCheckpoint = 0;
		}
		this.#bytesSinceCheckpoint += (await this.#disk.keep()).bytes;
	}

	/** Ends PostgreSQL. What is kept stays. */
	async close(): Promise<void> {
		await this.#pg.close();
	}
}

/** Without its type parameter PGlite says rows are objects; in array mode they are lists. */
function answerOf(result: Results | undefined, notices: readonly string[]): Answer {
	const command: unknown = result ? Reflect.get(result, 'command') : '';
	const rows = (result?.rows ?? []).flatMap((row: unknown) => (Array.isArray(row) ? [row] : []));
	return {
		command: typeof command === 'string' ? command : '',
		columns: (result?.fields ?? []).map(({ name, dataTypeID }) => ({ name, type: dataTypeID })),
		rows,
		count: result?.affectedRows || rows.length,
		notices,
		...(result?.blob ? { blob: result.blob } : {}),
	};
}
