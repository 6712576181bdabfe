import { contentFromBytes, type FileContent, type Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { readTar } from './tar.ts';

/** Most bytes of one package's files. */
export const MAX_UNPACKED_BYTES = 96 * 1024 * 1024;
const MAX_ENTRIES = 20_000;

/** The files of a tarball without their first folder. Fails with `tarball-refused`; reads no further than the limit. */
export async function unpack(tarball: Uint8Array): Promise<Result<Files, Problem>> {
	const tar = await inflate(tarball);
	if (!tar.ok) return tar;
	const files = new Map<string, FileContent>();
	try {
		for (const { path, type, bytes } of readTar(tar.value)) {
			const refusal = refusalOf(path, type);
			if (refusal) return err(refusedTarball(refusal));
			if (type !== 'file') continue;
			// Copied, so that a few files do not hold the whole archive in memory.
			files.set(path.slice(path.indexOf('/') + 1), contentFromBytes(bytes.slice()));
			if (files.size > MAX_ENTRIES) return err(refusedTarball(`it has more than ${MAX_ENTRIES} files.`));
		}
	} catch {
		return err(refusedTarball('its archive is damaged.'));
	}
	return files.has('package.json') ? ok(files) : err(refusedTarball('it has no package.json.'));
}

function refusalOf(path: string, type: string): string | undefined {
	if (type === 'link') return 'its archive holds links to other files.';
	const inside = path.replace(/\/$/, '');
	if (path.startsWith('/') || !inside.split('/').every((part) => isPlain(part)))
		return `its archive wants to write outside of its own folder ("${path.slice(0, 80)}").`;
	if (type === 'file' && !inside.includes('/')) return 'its archive has files without a folder.';
	if (path.endsWith('.node') || path.endsWith('/binding.gyp'))
		return 'it has parts that must be compiled for one machine, which no browser can run.';
	return undefined;
}

/** Not every name a person could keep, but none that leads elsewhere. */
const isPlain = (part: string): boolean =>
	part !== '' && part !== '.' && part !== '..' && !/[\\:]/.test(part) && !part.includes('\0');

async function inflate(tarball: Uint8Array): Promise<Result<Uint8Array, Problem>> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		const stream = new Blob([new Uint8Array(tarball)]).stream().pipeThrough(new DecompressionStream('gzip'));
		const reader = stream.getReader();
		for (let read = await reader.read(); !read.done; read = await reader.read()) {
			length += read.value.length;
			if (length > MAX_UNPACKED_BYTES) {
				await reader.cancel();
				return err(refusedTarball(`it unpacks to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MB.`));
			}
			chunks.push(read.value);
		}
	} catch {
		return err(refusedTarball('its archive is damaged.'));
	}
	return ok(joined(chunks, length));
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.length;
	}
	return whole;
}

const refusedTarball = (message: string): Problem => ({ type: 'tarball-refused', message });
