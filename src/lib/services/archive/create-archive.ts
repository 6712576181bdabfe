import { zipSync, type Zippable } from 'fflate';
import * as z from 'zod/mini';
import {
	bytesOf,
	contentFromBytes,
	isFilePath,
	MAX_FILES,
	MAX_PATH,
	MAX_TOTAL_BYTES,
	type FileContent,
} from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import {
	ARCHIVE_BYTES_PATH,
	ARCHIVE_DATA_PATH,
	MAX_GIT_BYTES,
	MAX_GIT_FILES,
	MAX_KEPT_BYTES,
	type Archive,
	type ArchiveContents,
} from './archive.ts';
import { packRows, unpackRows } from './packed-rows.ts';
import { unpack } from './unpack.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

const GIT_PREFIX = '.git/';
/** The earliest time a zip can name, in local time as zips have it; the same bytes wherever it is made. */
const MADE_AT = new Date(1980, 0, 1);
const dataSchema = z.array(z.tuple([z.string(), z.string()]));

/** The work itself; runs in a worker. */
export function createArchive(): Archive {
	return {
		zip: (contents) => Promise.resolve(zip(contents)),
		unzip: (bytes) => Promise.resolve(unzip(bytes)),
	};
}

function zip({ files, git, data, bytes }: ArchiveContents): Result<Uint8Array<ArrayBuffer>, Problem> {
	const all = new Map<string, FileContent>(files);
	for (const [path, content] of git) all.set(GIT_PREFIX + path, content);
	if (data.size > 0)
		all.set(ARCHIVE_DATA_PATH, JSON.stringify(Object.fromEntries([...data].sort(byKey)), null, '\t'));
	if (bytes.size > 0) all.set(ARCHIVE_BYTES_PATH, packRows(bytes));
	if (git.size > MAX_GIT_FILES || files.size > MAX_FILES) return err(TOO_LARGE);
	// fflate takes the names as keys of an object, and this one is no ordinary key.
	if (all.has('__proto__')) return err(UNNAMEABLE);
	return ok(new Uint8Array(zipSync(Object.fromEntries([...all].sort(byKey).map(entryOf)))));
}

function entryOf([path, content]: readonly [string, FileContent]): [string, Zippable[string]] {
	// Git objects are packed already.
	const level = path.startsWith(`${GIT_PREFIX}objects/`) ? 0 : 6;
	return [path, [bytesOf(content), { level, mtime: MADE_AT, os: 3, attrs: 0o100644 << 16 }]];
}

function unzip(zipped: Uint8Array): Result<ArchiveContents, Problem> {
	const entries = readZipDirectory(zipped)?.filter((entry) => !entry.name.endsWith('/'));
	if (entries === undefined || entries.length === 0) return err(invalid('This file is no zip archive.'));
	const refusal = refusalOf(entries);
	if (refusal !== undefined) return err(refusal);
	const files = new Map<string, FileContent>();
	const git = new Map<string, FileContent>();
	let data = new Map<string, string>();
	let bytes = new Map<string, Uint8Array>();
	for (const entry of entries) {
		const content = unpack(zipped, entry);
		if (content === undefined) return err(invalid(`"${shown(entry.name)}" in this archive is damaged.`));
		if (entry.name === ARCHIVE_DATA_PATH) {
			const parsed = dataFrom(content);
			if (parsed === undefined) return err(invalid('The app data in this archive is damaged.'));
			data = parsed;
		} else if (entry.name === ARCHIVE_BYTES_PATH) {
			const rows = unpackRows(content);
			if (rows === undefined) return err(invalid('The data in this archive is damaged.'));
			bytes = rows;
		} else if (isGit(entry.name)) git.set(entry.name.slice(GIT_PREFIX.length), content);
		else files.set(entry.name, contentFromBytes(content));
	}
	return ok({ files, git, data, bytes });
}

/** Everything that can be refused before a byte is unpacked. */
function refusalOf(entries: readonly ZipEntry[]): Problem | undefined {
	const git = entries.filter((entry) => isGit(entry.name));
	const kept = entries.filter((entry) => entry.name === ARCHIVE_BYTES_PATH);
	const own = entries.filter((entry) => !isGit(entry.name) && !kept.includes(entry));
	if (own.length > MAX_FILES + 1 || git.length > MAX_GIT_FILES) return TOO_LARGE;
	if (sizeOf(own) > MAX_TOTAL_BYTES * 2 || sizeOf(git) > MAX_GIT_BYTES || sizeOf(kept) > MAX_KEPT_BYTES)
		return TOO_LARGE;
	if (sizeOf(own.filter((entry) => entry.name !== ARCHIVE_DATA_PATH)) > MAX_TOTAL_BYTES) return TOO_LARGE;
	const seen = new Set<string>();
	for (const entry of entries) {
		if (entry.isEncrypted) return invalid('This archive is encrypted.');
		if (entry.method !== 0 && entry.method !== 8)
			return invalid('This archive is packed in a way AetherOS does not know.');
		if (!isUsable(entry)) return invalid(`"${shown(entry.name)}" in this archive is no usable file.`);
		const name = entry.name.normalize('NFC').toLowerCase();
		if (seen.has(name)) return invalid(`"${shown(entry.name)}" is in this archive twice.`);
		seen.add(name);
	}
	return undefined;
}

const SYMBOLIC_LINK = 0o120000;

function isUsable({ name, mode }: ZipEntry): boolean {
	if ((mode & 0o170000) === SYMBOLIC_LINK) return false;
	if (name === ARCHIVE_DATA_PATH || name === ARCHIVE_BYTES_PATH) return true;
	return isFilePath(isGit(name) ? name.slice(GIT_PREFIX.length) : name);
}

const isGit = (name: string): boolean => name.startsWith(GIT_PREFIX);
const sizeOf = (entries: readonly ZipEntry[]): number =>
	entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
const shown = (name: string): string => name.replace(/\p{Cc}/gu, '?').slice(0, MAX_PATH);

function dataFrom(bytes: Uint8Array): Map<string, string> | undefined {
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
		// Entries, not a record schema: a key may be called `__proto__`.
		const parsed = z.safeParse(dataSchema, isRecord(value) ? Object.entries(value) : value);
		return parsed.success ? new Map(parsed.data) : undefined;
	} catch {
		return undefined;
	}
}

const isRecord = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** By code unit, the same on every machine. */
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
	a < b ? -1 : a > b ? 1 : 0;

const invalid = (message: string): Problem => ({
	type: 'archive-invalid',
	message: `${message} Nothing was imported.`,
	action: 'Choose a zip that was exported here',
});

const UNNAMEABLE: Problem = {
	type: 'archive-invalid',
	message: 'A file named "__proto__" cannot be put into a zip.',
	action: 'Rename the file and export again',
};

const TOO_LARGE: Problem = {
	type: 'archive-too-large',
	message: `This is more than one creation can hold (${MAX_FILES} files, ${MAX_TOTAL_BYTES / 1024 / 1024} MiB).`,
};
