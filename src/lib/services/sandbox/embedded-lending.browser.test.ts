import { afterAll, beforeAll, expect, test } from 'vitest';
import { err, ok } from '#lib/model/result.ts';
import { createEmbeddedSandbox } from './embedded.ts';
import { optionsFor, started } from './sandbox.suite.ts';
import type { AppBytes, Output, Sandbox, Session } from './sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = createEmbeddedSandbox();
	await sandbox.warm();
});
afterAll(() => sandbox.resetAll());

/** Bytes in memory that take at most `limit` rows. */
function memoryBytes(
	limit = Infinity,
): AppBytes & { readonly rows: Map<string, Uint8Array>; closed: number } {
	const rows = new Map<string, Uint8Array>();
	const bytes = {
		rows,
		closed: 0,
		read: () => Promise.resolve(ok(new Map(rows))),
		write: (changes: ReadonlyMap<string, Uint8Array | null>) => {
			if (changes.size > limit) return Promise.resolve(err({ type: 'quota-full', message: 'No room left.' }));
			for (const [key, value] of changes) if (value) rows.set(key, value);
			return Promise.resolve(ok(undefined));
		},
		close: () => void bytes.closed++,
	};
	return bytes;
}

const KEEPER = `import { read, write } from 'aether:bytes';
export default { async fetch(request) {
	const path = new URL(request.url).pathname;
	if (path === '/read') return Response.json([...await read()].map(([key, value]) => [key, [...value]]));
	if (path === '/many') await write(new Map([['a', new Uint8Array(1)], ['b', new Uint8Array(1)]]));
	if (path === '/asset') return Response.json(await globalThis.__aetherAsset('../../secret').then(() => 'got', (error) => error.message));
	if (path === '/emit') { globalThis.__aetherEmit('run-1', 'half'); return new Response('whole'); }
	await write(new Map([['page', new Uint8Array([1, 2, 3])]]));
	return new Response('kept');
} };`;

async function ask(session: Session, path: string): Promise<string> {
	const answer = await session.request(new Request(`https://creation.test${path}`));
	return answer.ok ? answer.value.text() : `${answer.error.type} ${answer.error.detail ?? ''}`;
}

test('a runtime keeps bytes with the host and reads them again after its worker was restarted', async () => {
	const bytes = memoryBytes();
	const session = await started(sandbox, { kind: 'api', ports: { bytes }, files: { 'main.ts': KEEPER } });
	expect(await ask(session, '/write')).toBe('kept');
	expect([...bytes.rows]).toEqual([['page', new Uint8Array([1, 2, 3])]]);
	expect(await ask(session, '/read')).toBe('[["page",[1,2,3]]]');
	session.stop();
	await expect.poll(() => bytes.closed).toBe(1);
});

test('bytes that the host refuses fail with its words, and without the port there are none', async () => {
	const full = await started(sandbox, {
		kind: 'api',
		ports: { bytes: memoryBytes(1) },
		files: { 'main.ts': KEEPER },
	});
	expect(await ask(full, '/many')).toBe('request-failed Error: No room left.');
	full.stop();
	const none = await started(sandbox, { kind: 'api', files: { 'main.ts': KEEPER } });
	expect(await ask(none, '/write')).toBe('request-failed Error: This creation keeps no bytes.');
	none.stop();
});

test('only named files of the product are lent, whatever is asked for', async () => {
	const session = await started(sandbox, { kind: 'api', files: { 'main.ts': KEEPER } });
	expect(await ask(session, '/asset')).toContain('There is no');
	session.stop();
});

test('output reaches the host while the answer is still being made', async () => {
	const session = await started(sandbox, { kind: 'api', files: { 'main.ts': KEEPER } });
	const seen: Output[] = [];
	session.on('output', (output) => seen.push(output));
	expect(await ask(session, '/emit')).toBe('whole');
	expect(seen).toEqual([{ channel: 'run-1', text: 'half' }]);
	session.stop();
});

test('what a kind prepares is built instead of the plain files, at the start and at each update', async () => {
	const prepare: NonNullable<Parameters<Sandbox['start']>[0]['prepare']> = (files) =>
		Promise.resolve({
			files: new Map([
				...files,
				[
					'.aether/run.ts',
					`import say from '../main.ts'; export default { fetch: () => new Response(say()) };`,
				],
			]),
			entry: '.aether/run.ts',
		});
	const session = await sandbox.start({
		...optionsFor({ kind: 'cli', files: { 'main.ts': `export default () => 'one'` } }),
		prepare,
	});
	if (!session.ok) throw new Error(session.error.message);
	expect(await ask(session.value, '/')).toBe('one');
	await session.value.update(new Map([['main.ts', `export default () => 'two'`]]));
	expect(await ask(session.value, '/')).toBe('two');
	session.value.stop();
});
