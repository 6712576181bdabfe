/** One entry of a tar archive. */
export interface TarEntry {
	readonly path: string;
	readonly isFolder: boolean;
	readonly content: Uint8Array;
}

const RECORD = 512;

/** The files and folders of a tar archive; compressed ones are unpacked first. */
export async function untar(archive: Uint8Array): Promise<readonly TarEntry[]> {
	const bytes = archive[0] === 0x1f && archive[1] === 0x8b ? await gunzip(archive) : archive;
	const entries: TarEntry[] = [];
	for (let at = 0; at + RECORD <= bytes.length && bytes[at] !== 0;) {
		const size = Number.parseInt(text(bytes, at + 124, 12), 8) || 0;
		const type = String.fromCharCode(bytes[at + 156] ?? 0);
		const prefix = text(bytes, at + 345, 155);
		const name = text(bytes, at, 100);
		const content = bytes.subarray(at + RECORD, at + RECORD + size);
		const isFolder = type === '5' || name.endsWith('/');
		if (isFolder || type === '0' || type === '\0')
			entries.push({ path: tidy(prefix ? `${prefix}/${name}` : name), isFolder, content });
		at += RECORD + Math.ceil(size / RECORD) * RECORD;
	}
	return entries;
}

const tidy = (path: string): string => path.replace(/^(\.?\/)+/, '').replace(/\/$/, '');

function text(bytes: Uint8Array, start: number, length: number): string {
	const field = bytes.subarray(start, start + length);
	const end = field.indexOf(0);
	return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}

async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
	const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('gzip'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}
