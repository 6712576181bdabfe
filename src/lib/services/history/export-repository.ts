import { bytesOf, type FileContent, type Files } from '#lib/model/files.ts';
import type { CreationId, ObjectId } from '#lib/model/id.ts';
import { attempt, HistoryFailure, unwrap, VERSION_MISSING } from './failure.ts';
import { Repository } from './repository.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** Files read at once. */
const BATCH = 500;

/** A `.git` folder as stock Git expects it beside the files: `git status` in it is clean. */
export async function exportedFiles(files: RepositoryFiles, id: CreationId): Promise<Files> {
	const repository = new Repository(files, id);
	const head = await repository.head();
	if (head === null) throw new HistoryFailure(VERSION_MISSING);
	const paths = await repository.fs.list();
	const exported = new Map<string, FileContent>();
	for (let at = 0; at < paths.length; at += BATCH) {
		const batch = paths.slice(at, at + BATCH);
		const found = unwrap(await files.read(id, batch));
		batch.forEach((path, index) => {
			const bytes = found[index];
			if (bytes !== undefined) exported.set(path, bytes);
		});
	}
	const index = await attempt(() => indexOf(repository, head));
	// The index is a convenience: a damaged head must not keep the rest from leaving the device.
	if (index.ok) exported.set('index', index.value);
	return exported;
}

/** Git's list of what is checked out (index format 2), without file times, so that Git compares contents. */
async function indexOf(repository: Repository, head: ObjectId): Promise<Uint8Array> {
	const { blobs } = await repository.listing((await repository.version(head)).tree);
	const entries = [...blobs].map(([path, id]) => [bytesOf(path), id] as const).sort(byBytes);
	const parts = [header(entries.length), ...entries.map(([path, id]) => entryBytes(path, id))];
	const content = new Uint8Array(await new Blob(parts).arrayBuffer());
	const checksum = await crypto.subtle.digest('SHA-1', content);
	return new Uint8Array(await new Blob([content, checksum]).arrayBuffer());
}

function header(count: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(12);
	bytes.set(bytesOf('DIRC'));
	const view = new DataView(bytes.buffer);
	view.setUint32(4, 2);
	view.setUint32(8, count);
	return bytes;
}

/** 62 bytes of facts, then the path, then zeros up to a multiple of eight, at least one. */
function entryBytes(path: Uint8Array, id: ObjectId): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(Math.ceil((62 + path.length + 1) / 8) * 8);
	const view = new DataView(bytes.buffer);
	view.setUint32(24, 0o100644);
	for (let i = 0; i < 20; i++) bytes[40 + i] = parseInt(id.slice(2 * i, 2 * i + 2), 16);
	view.setUint16(60, Math.min(path.length, 0xfff));
	bytes.set(path, 62);
	return bytes;
}

function byBytes([a]: readonly [Uint8Array, ObjectId], [b]: readonly [Uint8Array, ObjectId]): number {
	for (let i = 0; i < Math.min(a.length, b.length); i++) {
		const difference = (a[i] ?? 0) - (b[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
}
