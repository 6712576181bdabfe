import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runOpenApiCases } from './openapi.ts';

const folder = join(process.env['AETHER_FIXTURES'] ?? '../shared/fixtures', 'openapi');
const hasFixtures = existsSync(folder);
if (!hasFixtures) console.warn(`skipped: no fixtures at ${folder}`);

test.skipIf(!hasFixtures)(
	'every operation of every document of the fixtures becomes a callable tool',
	async () => {
		const files = Object.fromEntries(
			readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
		);
		const results = await runOpenApiCases(files);
		expect(results.filter(({ differences }) => differences.length > 0)).toEqual([]);
		expect(results.length).toBeGreaterThan(0);
	},
);

test('a document that cannot be read is a failure with its name', async () => {
	const [result] = await runOpenApiCases({ 'a.json': '{"paths": {}}', 'README.md': 'no document' });
	expect(result?.id).toBe('a.json');
	expect(result?.differences).toHaveLength(1);
});

test('an operation that no sample can call is named', async () => {
	const document = {
		openapi: '3.1.0',
		info: { title: 'a', version: '1' },
		paths: {
			'/a': {
				post: {
					operationId: 'impossible',
					requestBody: { required: true, content: { 'application/json': { schema: false } } },
				},
			},
		},
	};
	const results = await runOpenApiCases({ 'a.json': JSON.stringify(document) });
	expect(results).toMatchObject([{ id: 'a.json impossible' }]);
	expect(results[0]?.differences).toHaveLength(1);
});
