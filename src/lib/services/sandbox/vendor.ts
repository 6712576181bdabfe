import * as z from 'zod/mini';
import type { VendorTexts } from './messages.ts';

const chunkSchema = z.object({
	/** As a creation imports it; for a part shared by several libraries the file's name. */
	name: z.string(),
	file: z.string().check(z.regex(/^[\w.-]+\.js$/)),
	exports: z.array(z.string()),
	/** Names of further chunks that it imports. */
	imports: z.array(z.string()),
	sha256: z.string(),
});
/** A file that a runtime inside the sandbox needs and cannot fetch: WebAssembly, a data directory. */
const assetSchema = z.object({
	name: z.string(),
	file: z.string().check(z.regex(/^[\w./-]+$/)),
	sha256: z.string(),
});
const manifestSchema = z.object({
	runtimes: z.array(chunkSchema),
	libraries: z.array(chunkSchema),
	shared: z.array(chunkSchema),
	assets: z.optional(z.array(assetSchema)),
});
type Chunk = z.infer<typeof chunkSchema>;

/** The vendored libraries, loaded when a build needs them, checked against their hash and kept in memory. */
export class Vendor {
	readonly #base: string;
	#chunks: Promise<ReadonlyMap<string, Chunk>> | null = null;
	#libraries: ReadonlyMap<string, readonly string[]> = new Map();
	#assets: ReadonlyMap<string, z.infer<typeof assetSchema>> = new Map();
	readonly #texts = new Map<string, Promise<string>>();

	constructor(base = '/vendor/') {
		this.#base = base;
	}

	/** Names a creation may import, with their exports. Throws where the files are missing. */
	async libraries(): Promise<ReadonlyMap<string, readonly string[]>> {
		await this.#load();
		return this.#libraries;
	}

	/** Differs between sets of libraries. */
	async version(): Promise<string> {
		const chunks = await this.#load();
		return [...chunks.values()].map(({ sha256 }) => sha256.slice(0, 8)).join('');
	}

	/** The libraries `names` and all they need. */
	async texts(names: readonly string[]): Promise<VendorTexts> {
		const chunks = await this.#load();
		const needed = new Set<string>();
		const visit = (name: string): void => {
			if (needed.has(name)) return;
			needed.add(name);
			chunks.get(name)?.imports.forEach(visit);
		};
		names.forEach(visit);
		const entries = await Promise.all(
			[...needed].map(async (name): Promise<[string, string]> => [name, await this.#text(name)]),
		);
		return Object.fromEntries(entries);
	}

	/** The script that runs in the frame or in the worker before the creation. */
	runtime(name: 'frame' | 'worker'): Promise<string> {
		return this.#text(name);
	}

	/** A file for a runtime, checked against its hash. Rejects for a name that is not lent. */
	async asset(name: string): Promise<ArrayBuffer> {
		await this.#load();
		const asset = this.#assets.get(name);
		if (!asset) throw new Error(`There is no "${name}" here.`);
		return this.#checked(await (await this.#fetch(asset.file)).arrayBuffer(), asset.sha256, name);
	}

	#load(): Promise<ReadonlyMap<string, Chunk>> {
		this.#chunks ??= this.#read().catch((error: unknown) => {
			this.#chunks = null;
			throw error;
		});
		return this.#chunks;
	}

	async #read(): Promise<ReadonlyMap<string, Chunk>> {
		const response = await this.#fetch('manifest.json');
		const manifest = manifestSchema.parse(await response.json());
		this.#assets = new Map((manifest.assets ?? []).map((asset) => [asset.name, asset]));
		this.#libraries = new Map(manifest.libraries.map((chunk) => [chunk.name, chunk.exports]));
		const all = [...manifest.runtimes, ...manifest.libraries, ...manifest.shared];
		return new Map(all.map((chunk) => [chunk.name, chunk]));
	}

	#text(name: string): Promise<string> {
		const known = this.#texts.get(name);
		if (known) return known;
		const text = this.#readText(name);
		this.#texts.set(name, text);
		text.catch(() => this.#texts.delete(name));
		return text;
	}

	async #readText(name: string): Promise<string> {
		const chunk = (await this.#load()).get(name);
		if (!chunk) throw new Error(`There is no library "${name}".`);
		const bytes = await (await this.#fetch(chunk.file)).arrayBuffer();
		return new TextDecoder().decode(await this.#checked(bytes, chunk.sha256, name));
	}

	async #checked(bytes: ArrayBuffer, sha256: string, name: string): Promise<ArrayBuffer> {
		const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
		if (btoa(String.fromCharCode(...hash)) === sha256) return bytes;
		this.#chunks = null;
		throw new Error(`The library "${name}" is not the one of this version. Reload the page.`);
	}

	async #fetch(file: string): Promise<Response> {
		const response = await fetch(this.#base + file);
		if (!response.ok) throw new Error(`"${this.#base}${file}" cannot be loaded (${response.status}).`);
		return response;
	}
}
