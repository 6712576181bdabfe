import { Unzlib } from 'fflate';
import git from 'isomorphic-git';
import { bytesOf, isFilePath, MAX_FILES, MAX_TOTAL_BYTES, type Files } from '#lib/model/files.ts';
import { newCreationId, type ObjectId } from '#lib/model/id.ts';
import { objectIdSchema } from '#lib/model/id-schema.ts';
import { refBytes, SKELETON } from './commit.ts';
import { damaged, HistoryFailure, intact, repositoryInvalid, VERSION_MISSING } from './failure.ts';
import { GIT_FOLDER, pathOfObject } from './file-system.ts';
import { BRANCH, hashObject, Repository } from './repository.ts';
import { filesInMemory } from './repository-files.ts';

/** Most objects taken in. */
const MAX_OBJECTS = 100_000;
/** Most bytes of all objects unpacked: 512 MiB. */
const MAX_OBJECT_BYTES = 512 * 1024 * 1024;
const FILE_MODES = ['100644', '100755', '100664'];

/**
 * Everything in reach of `HEAD`, verified, as loose objects with one branch. Packs are unpacked; other branches, tags and
 * settings are left behind.
 */
export async function importedFiles(
	given: Files,
): Promise<{ readonly head: ObjectId; readonly writes: ReadonlyMap<string, Uint8Array> }> {
	const reader = new ImportReader(given);
	const head = await reader.head();
	await reader.takeAll(head);
	const writes = new Map([...SKELETON, ...reader.writes, [BRANCH, refBytes(head)] as const]);
	const taken = new Repository(filesInMemory(writes), newCreationId());
	const { blobs } = await taken.listing((await taken.version(head)).tree);
	if (blobs.size > MAX_FILES) throw new HistoryFailure(repositoryInvalid(`${blobs.size} files`));
	for (const path of blobs.keys()) if (!isFilePath(path)) throw new HistoryFailure(repositoryInvalid(path));
	return { head, writes };
}

type Wanted = readonly [id: ObjectId, type: 'commit' | 'tree' | 'blob'];

class ImportReader {
	readonly writes = new Map<string, Uint8Array>();

	#given: Files;
	#repository: Repository;
	#at;
	/** Lets isomorphic-git read each pack's index once. */
	#cache = {};
	#bytes = 0;

	constructor(given: Files) {
		this.#given = given;
		this.#repository = new Repository(filesInMemory(given), newCreationId());
		this.#at = { fs: this.#repository.fs, gitdir: GIT_FOLDER, cache: this.#cache };
	}

	async head(): Promise<ObjectId> {
		try {
			return objectIdSchema.parse(await git.resolveRef({ ...this.#at, ref: 'HEAD' }));
		} catch {
			throw new HistoryFailure(VERSION_MISSING);
		}
	}

	async takeAll(head: ObjectId): Promise<void> {
		const wanted: Wanted[] = [[head, 'commit']];
		const seen = new Set<ObjectId>([head]);
		for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
			for (const [id, type] of await this.#take(next)) {
				if (seen.has(id)) continue;
				seen.add(id);
				wanted.push([id, type]);
			}
			if (seen.size > MAX_OBJECTS)
				throw new HistoryFailure(repositoryInvalid(`more than ${MAX_OBJECTS} objects`));
		}
	}

	/** Verifies one object, keeps it, and names what it points to. */
	async #take([id, type]: Wanted): Promise<readonly Wanted[]> {
		const path = pathOfObject(id);
		const loose = this.#given.get(path);
		const found = loose === undefined ? await this.#packed(id) : this.#loose(id, bytesOf(loose));
		if (found.type !== type || (await hashObject(type, found.content)) !== id)
			throw new HistoryFailure(damaged('A part of the history in this archive', id));
		this.#count(found.content.length);
		if (loose === undefined)
			await git.writeObject({ ...this.#at, type, object: found.content, format: 'content' });
		const stored = loose === undefined ? this.#repository.fs.written.get(path) : bytesOf(loose);
		if (stored !== undefined) this.writes.set(path, stored);
		if (type === 'blob') return [];
		return type === 'commit' ? this.#ofCommit(id) : this.#ofTree(id);
	}

	async #ofCommit(id: ObjectId): Promise<Wanted[]> {
		const { commit } = await intact('A version in this archive', () =>
			git.readCommit({ ...this.#at, oid: id }),
		);
		const parents = commit.parent.map((parent): Wanted => [objectIdSchema.parse(parent), 'commit']);
		return [[objectIdSchema.parse(commit.tree), 'tree'], ...parents];
	}

	async #ofTree(id: ObjectId): Promise<Wanted[]> {
		const { tree } = await intact('A folder in this archive', () => git.readTree({ ...this.#at, oid: id }));
		return tree.map((entry): Wanted => {
			const isFolder = entry.mode === '040000';
			// Links and submodules lead outside of the creation.
			if (!isFilePath(entry.path) || !(isFolder || FILE_MODES.includes(entry.mode)))
				throw new HistoryFailure(repositoryInvalid(`${entry.mode} ${entry.path}`));
			return [objectIdSchema.parse(entry.oid), isFolder ? 'tree' : 'blob'];
		});
	}

	async #packed(id: ObjectId): Promise<RawObject> {
		const found = await intact('A part of the history in this archive', () =>
			git.readObject({ ...this.#at, oid: id, format: 'content' }),
		);
		if (found.format !== 'content')
			throw new HistoryFailure(damaged('A part of the history in this archive', id));
		return { type: found.type ?? '', content: new Uint8Array(found.object) };
	}

	#loose(id: ObjectId, bytes: Uint8Array): RawObject {
		const whole = inflateBounded(bytes);
		const end = whole?.indexOf(0) ?? -1;
		if (whole === undefined || end < 0)
			throw new HistoryFailure(damaged('A part of the history in this archive', id));
		const [type = ''] = new TextDecoder().decode(whole.subarray(0, end)).split(' ');
		return { type, content: whole.slice(end + 1) };
	}

	#count(bytes: number): void {
		this.#bytes += bytes;
		if (this.#bytes > MAX_OBJECT_BYTES)
			throw new HistoryFailure(repositoryInvalid(`more than ${MAX_OBJECT_BYTES} bytes unpacked`));
	}
}

interface RawObject {
	readonly type: string;
	readonly content: Uint8Array;
}

/** Unpacks piece by piece, so that a bomb is noticed before it has filled the memory. Undefined when it is no zlib stream. */
function inflateBounded(bytes: Uint8Array): Uint8Array | undefined {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let length = 0;
	const stream = new Unzlib((part) => {
		parts.push(new Uint8Array(part));
		length += part.length;
	});
	try {
		for (let at = 0; at < bytes.length; at += PIECE) {
			stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
			if (length > MAX_TOTAL_BYTES) return undefined;
		}
	} catch {
		return undefined;
	}
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Packed bytes unpacked at once; at most a thousandfold as many come out. */
const PIECE = 4096;
