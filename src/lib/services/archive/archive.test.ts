import { strToU8, zipSync, type ZipOptions } from 'fflate';
import { expect, test, vi } from 'vitest';
import type { FileContent } from '#lib/model/files.ts';
import type { ArchiveContents } from './archive.ts';
import { createArchive } from './create-archive.ts';

// Making the bombs takes longer than refusing them.
vi.setConfig({ testTimeout: 30_000 });

const archive = createArchive();

const contents: ArchiveContents = {
	files: new Map<string, FileContent>([
		['aether.json', '{}\n'],
		['src/ünïcode 😀.ts', 'export {};\r\n'],
		['bom.txt', '\ufefftext'],
		['empty', ''],
		['icon.png', new Uint8Array([0, 255, 137])],
	]),
	git: new Map<string, FileContent>([
		['HEAD', new TextEncoder().encode('ref: refs/heads/main\n')],
		['objects/ab/cdef', new Uint8Array([120, 1, 2, 3])],
	]),
	data: new Map([
		['recipes', '[{"title":"Soup"}]'],
		['__proto__', 'kept too'],
	]),
	bytes: new Map([
		['block:base/1:0', new Uint8Array([0, 1, 255])],
		['block:base/1:1', new Uint8Array(8192).fill(7)],
	]),
};

async function zipped(given: ArchiveContents): Promise<Uint8Array> {
	const result = await archive.zip(given);
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

const zipWith = (entries: Record<string, string | Uint8Array>, options: ZipOptions = {}): Uint8Array =>
	zipSync(
		Object.fromEntries(
			Object.entries(entries).map(([name, value]) => [
				name,
				typeof value === 'string' ? strToU8(value) : value,
			]),
		),
		options,
	);

test('what goes in comes out, history and app data included', async () => {
	const back = await archive.unzip(await zipped(contents));
	expect(back).toEqual({ ok: true, value: contents });
});

test('equal contents give equal bytes, whatever their order', async () => {
	const turned: ArchiveContents = {
		files: new Map([...contents.files].reverse()),
		git: new Map([...contents.git].reverse()),
		data: new Map([...contents.data].reverse()),
		bytes: new Map([...contents.bytes].reverse()),
	};
	expect(await zipped(turned)).toEqual(await zipped(contents));
});

test('a file that cannot be put into a zip is named instead of left out', async () => {
	const result = await archive.zip({ ...contents, files: new Map([['__proto__', 'x']]) });
	expect(result).toMatchObject({ ok: false, error: { type: 'archive-invalid' } });
});

test('a zip from elsewhere comes in with no history and no data', async () => {
	const back = await archive.unzip(zipWith({ 'a/b.txt': 'text', 'a/': '' }));
	expect(back).toEqual({
		ok: true,
		value: { files: new Map([['a/b.txt', 'text']]), git: new Map(), data: new Map(), bytes: new Map() },
	});
});

test.each([
	['../up.txt', 'x'],
	['/etc/passwd', 'x'],
	['a/../../b', 'x'],
	['C:\\windows', 'x'],
	['.git/../outside', 'x'],
	['.GIT/config', 'x'],
	['a/.git/config', 'x'],
	['nul\u0000byte', 'x'],
])('a path that leads outside is refused: %j', async (name, value) => {
	expect(await archive.unzip(zipWith({ [name]: value, ok: 'x' }))).toMatchObject({
		ok: false,
		error: { type: 'archive-invalid' },
	});
});

test('rows of bytes that are cut off are named, and nothing is imported', async () => {
	const cut = new Uint8Array([0, 0, 0, 1, 0, 0, 0, 9, 97, 1]);
	expect(await archive.unzip(zipWith({ 'a.txt': 'x', '.aether-bytes.bin': cut }))).toMatchObject({
		ok: false,
		error: { type: 'archive-invalid', message: expect.stringContaining('damaged') as string },
	});
});

test('names that differ only in case are refused', async () => {
	expect(await archive.unzip(zipWith({ 'A.ts': '1', 'a.ts': '2' }))).toMatchObject({
		ok: false,
		error: { type: 'archive-invalid' },
	});
});

test('the same name twice is refused', async () => {
	const bytes = zipWith({ 'one.ts': '1', 'two.ts': '2' });
	const text = Array.from(bytes, (byte) => String.fromCharCode(byte))
		.join('')
		.replaceAll('two.ts', 'one.ts');
	const doubled = Uint8Array.from(text, (character) => character.charCodeAt(0));
	expect(await archive.unzip(doubled)).toMatchObject({
		ok: false,
		error: { type: 'archive-invalid', message: expect.stringContaining('twice') as string },
	});
});

test('an encrypted archive says so', async () => {
	const bytes = zipWith({ 'a.txt': 'secret' });
	const directory = bytes.findIndex(
		(_, at) => bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 1 && bytes[at + 3] === 2,
	);
	bytes[directory + 8] = 1;
	expect(await archive.unzip(bytes)).toMatchObject({
		ok: false,
		error: { message: expect.stringContaining('encrypted') as string },
	});
});

test('a symbolic link is refused', async () => {
	const bytes = zipSync({ link: [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] });
	expect(await archive.unzip(bytes)).toMatchObject({ ok: false, error: { type: 'archive-invalid' } });
});

test('a bomb that tells its size is refused unopened', async () => {
	const bytes = zipWith({ 'big.bin': new Uint8Array(65 * 1024 * 1024) }, { level: 1 });
	expect(bytes.length).toBeLessThan(1_000_000);
	expect(await archive.unzip(bytes)).toMatchObject({ ok: false, error: { type: 'archive-too-large' } });
});

test('a bomb that lies about its size stops while it is unpacked', async () => {
	const bytes = zipWith({ 'big.bin': new Uint8Array(40 * 1024 * 1024) }, { level: 1 });
	const view = new DataView(bytes.buffer);
	const directory = view.getUint32(bytes.length - 6, true);
	view.setUint32(directory + 24, 10, true);
	expect(await archive.unzip(bytes)).toMatchObject({ ok: false, error: { type: 'archive-invalid' } });
});

test('too many files are refused', async () => {
	const entries = Object.fromEntries(Array.from({ length: 5_002 }, (_, i) => [`f${i}`, '']));
	expect(await archive.unzip(zipWith(entries, { level: 0 }))).toMatchObject({
		ok: false,
		error: { type: 'archive-too-large' },
	});
});

test.each([0, 1, 21, 22, 100])('%i bytes of nothing are no zip', async (length) => {
	expect(await archive.unzip(new Uint8Array(length))).toMatchObject({
		ok: false,
		error: { type: 'archive-invalid' },
	});
});

test('every cut-off zip is refused and none is half taken', async () => {
	const bytes = await zipped(contents);
	for (let length = 0; length < bytes.length; length += 7)
		expect((await archive.unzip(bytes.slice(0, length))).ok).toBe(false);
});

test('one flipped bit in the contents is noticed', async () => {
	const bytes = zipWith({ 'a.txt': 'some text that is stored' }, { level: 0 });
	const at = 30 + 'a.txt'.length + 3;
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	expect(await archive.unzip(bytes)).toMatchObject({ ok: false, error: { type: 'archive-invalid' } });
});

test('app data that is no record of texts is refused', async () => {
	expect(await archive.unzip(zipWith({ '.aether-data.json': '[1]' }))).toMatchObject({
		ok: false,
		error: { type: 'archive-invalid' },
	});
});
