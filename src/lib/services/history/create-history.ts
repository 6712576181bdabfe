import type { FileContent, Files } from '#lib/model/files.ts';
import { newCreationId, type CreationId, type ObjectId } from '#lib/model/id.ts';
import type { FileChange, Version } from '#lib/model/version.ts';
import { Committer } from './commit.ts';
import { exportedFiles } from './export-repository.ts';
import { attempt, damaged, HistoryFailure, VERSION_MISSING } from './failure.ts';
import { pathOfObject } from './file-system.ts';
import type { History } from './history.ts';
import { importedFiles } from './import-repository.ts';
import { lineCounts } from './line-counts.ts';
import { BRANCH, hashObject, Repository } from './repository.ts';
import { filesInMemory, type RepositoryFiles } from './repository-files.ts';

/** Versions when a caller names no limit, and the most at once. */
const DEFAULT_VERSIONS = 100;
const MAX_VERSIONS = 1_000;

/** Histories over `files`. Import `buffer.ts` before this module. */
export function createHistory(files: RepositoryFiles): History {
	const committer = new Committer(files);
	const inTurn = createTurns();
	return {
		commit: (id, tree, facts) => inTurn(id, () => attempt(() => committer.commit(id, tree, facts))),
		log: (id, options) => attempt(() => log(new Repository(files, id), options)),
		read: (id, version) => attempt(() => read(new Repository(files, id), version)),
		changes: (id, from, to) => attempt(() => changes(new Repository(files, id), from, to)),
		treeHash,
		exportRepository: (id) => attempt(() => exportedFiles(files, id)),
		importRepository: (id, git) =>
			inTurn(id, () =>
				attempt(async () => {
					const { head, writes } = await importedFiles(git);
					const written = await files.write(id, writes, { path: BRANCH, was: undefined });
					if (!written.ok) throw new HistoryFailure(written.error);
					if (written.value === 'moved') throw new HistoryFailure(ALREADY_THERE);
					return new Repository(files, id).version(head);
				}),
			),
	};
}

const ALREADY_THERE = {
	type: 'repository-exists',
	message: 'This creation has a history already; another cannot be put in its place.',
};

async function log(
	repository: Repository,
	options: { readonly limit?: number; readonly from?: ObjectId } = {},
): Promise<readonly Version[]> {
	const versions: Version[] = [];
	const limit = Math.min(options.limit ?? DEFAULT_VERSIONS, MAX_VERSIONS);
	let next = options.from ?? (await repository.head());
	while (next !== null && versions.length < limit) {
		const version = await readOrStop(repository, next, versions.length > 0);
		if (version === undefined) break;
		versions.push(version);
		next = version.parents[0] ?? null;
	}
	return versions;
}

/** Behind a damaged version nothing is in reach; what stands before it is still worth showing. */
async function readOrStop(
	repository: Repository,
	id: ObjectId,
	mayStop: boolean,
): Promise<Version | undefined> {
	try {
		return await repository.version(id);
	} catch (error) {
		if (mayStop && error instanceof HistoryFailure) return undefined;
		throw error;
	}
}

async function read(repository: Repository, id: ObjectId): Promise<Files> {
	const { tree } = await repository.version(id);
	const { blobs } = await repository.listing(tree);
	await repository.fs.fetch([...blobs.values()].map(pathOfObject));
	const files = new Map<string, FileContent>();
	const broken: string[] = [];
	for (const [path, blob] of blobs) {
		const content = await attempt(() => repository.content(path, blob));
		if (content.ok) files.set(path, content.value);
		else if (content.error.type === 'object-damaged') broken.push(path);
		else throw new HistoryFailure(content.error);
	}
	if (broken.length > 0) throw new HistoryFailure(partlyDamaged(broken, files.size));
	return files;
}

function partlyDamaged(broken: readonly string[], intactCount: number) {
	const names =
		broken.length > 3 ? `${broken.slice(0, 3).join(', ')} and ${broken.length - 3} more` : broken.join(', ');
	const rest = intactCount > 0 ? ` Its other ${intactCount} files are intact.` : '';
	return {
		...damaged(`${names} of this version`, broken.join('\n')),
		message: `${names} of this version cannot be read on this device any more.${rest} Other versions are not affected.`,
	};
}

async function changes(
	repository: Repository,
	from: ObjectId | null,
	to: ObjectId,
): Promise<readonly FileChange[]> {
	const before = from === null ? new Map<string, ObjectId>() : await blobsOf(repository, from);
	const after = await blobsOf(repository, to);
	const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
		(path) => before.get(path) !== after.get(path),
	);
	await repository.fs.fetch(
		paths.flatMap((path) =>
			[before.get(path), after.get(path)].filter((id) => id !== undefined).map(pathOfObject),
		),
	);
	const found: FileChange[] = [];
	for (const path of paths.sort()) {
		const [old, present] = [before.get(path), after.get(path)];
		const was = old === undefined ? '' : await repository.content(path, old);
		const is = present === undefined ? '' : await repository.content(path, present);
		const status = old === undefined ? 'added' : present === undefined ? 'removed' : 'changed';
		found.push({ path, status, ...lineCounts(was, is) });
	}
	return found;
}

async function blobsOf(repository: Repository, id: ObjectId): Promise<ReadonlyMap<string, ObjectId>> {
	if ((await repository.fs.bytes(pathOfObject(id))) === undefined) throw new HistoryFailure(VERSION_MISSING);
	return (await repository.listing((await repository.version(id)).tree)).blobs;
}

async function treeHash(files: Files): Promise<ObjectId> {
	const scratch = new Repository(filesInMemory(), newCreationId());
	const blobs = new Map<string, ObjectId>();
	for (const [path, content] of files) blobs.set(path, await hashObject('blob', content));
	return scratch.addTrees(blobs, new Map());
}

/** Work on one creation waits for the work before it. */
function createTurns() {
	const last = new Map<CreationId, Promise<unknown>>();
	return async <T>(id: CreationId, work: () => Promise<T>): Promise<T> => {
		const turn = (last.get(id) ?? Promise.resolve()).then(work, work);
		last.set(id, turn);
		try {
			return await turn;
		} finally {
			if (last.get(id) === turn) last.delete(id);
		}
	};
}
