import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from './serve.mjs';

const directory = mkdtempSync(join(tmpdir(), 'aether-serve-'));
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
	mkdirSync(join(directory, '_app/immutable'), { recursive: true });
	writeFileSync(join(directory, 'index.html'), 'the shell');
	writeFileSync(join(directory, '_app/immutable/a.js'), 'export {}');
	writeFileSync(join(directory, '.fingerprint'), 'secret');
	server = await serve({ directory });
});
afterAll(async () => {
	await server.close();
	rmSync(directory, { recursive: true });
});

const get = (path: string) => fetch(server.origin + path);

test('a deep link answers with the shell, isolated', async () => {
	const response = await get('/c/01ABC');
	expect(response.status).toBe(200);
	expect(await response.text()).toBe('the shell');
	expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
	expect(response.headers.get('cache-control')).toBe('no-cache');
});

test('a file named by its content is kept for a year', async () => {
	const response = await get('/_app/immutable/a.js');
	expect(await response.text()).toBe('export {}');
	expect(response.headers.get('cache-control')).toContain('immutable');
});

test.each(['/_app/immutable/gone.js', '/vendor/gone.js', '/__sandbox'])(
	'%s is missing, and nobody keeps that',
	async (path) => {
		const response = await get(path);
		expect(response.status).toBe(404);
		expect(response.headers.get('cache-control')).toBe('no-cache');
	},
);

test('no dot file and nothing outside the folder is handed out', async () => {
	expect(await (await get('/.fingerprint')).text()).not.toContain('secret');
	expect(await (await get('/..%2f..%2fetc/passwd')).text()).not.toContain('root:');
});

test('a taken port is an error that the caller can see', async () => {
	await expect(serve({ directory, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
