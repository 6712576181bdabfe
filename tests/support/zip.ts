import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** What the stock Git client says of the repository in an exported archive; throws where it finds a fault. */
export function gitFactsOf(archive: string): { readonly tree: string; readonly messages: readonly string[] } {
	const directory = mkdtempSync(join(tmpdir(), 'aether-zip-'));
	try {
		for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive)))) {
			const path = join(directory, name);
			mkdirSync(dirname(path), { recursive: true });
			if (!name.endsWith('/')) writeFileSync(path, bytes);
		}
		const git = (...args: string[]) =>
			execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8' }).trim();
		git('fsck', '--strict', '--full');
		return {
			tree: git('rev-parse', 'HEAD^{tree}'),
			messages: git('log', '--format=%s').split('\n'),
		};
	} finally {
		rmSync(directory, { recursive: true });
	}
}

/** Names of the files in an archive that are not Git's. */
export const filesOf = (archive: string): string[] =>
	Object.keys(unzipSync(readFileSync(archive)))
		.filter((name) => !name.startsWith('.git/'))
		.sort();

/** Where an archive holds what an app keeps. */
const KEPT: readonly string[] = ['.aether-data.json', '.aether-bytes.bin'];

/** The files of a creation in an exported archive, each byte as a character: neither its history nor what it keeps. */
export const contentsOf = (archive: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(unzipSync(readFileSync(archive)))
			.filter(([name]) => !name.startsWith('.git/') && !KEPT.includes(name))
			.map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')]),
	);
