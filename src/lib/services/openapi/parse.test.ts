import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJson, toYaml } from './parse.ts';
import { readDocument } from './read.ts';

test.each([
	['{"openapi": "3.1.0",\n"paths": {,}}', 'line 2'],
	['openapi: 3.1.0\npaths:\n  - a: [', 'line'],
	['', 'empty'],
	['hello', 'line 1'],
	['{"name": "x"}', 'which version'],
	['{"openapi": "1.2"}', '1.2'],
	['[]', 'not an OpenAPI'],
])('garbage is refused in plain words: %j', (garbage, words) => {
	const result = readDocument(garbage);
	expect(!result.ok && result.error).toMatchObject({
		type: 'openapi-invalid',
		message: expect.stringContaining(words) as string,
	});
});

test('no JSON whatever makes the reader throw', () => {
	fc.assert(
		fc.property(
			fc.json(),
			fc.json(),
			(paths, components) =>
				void readDocument(
					`{"openapi": "3.1.0", "paths": {"/a": {"get": ${paths}, "post": {"parameters": ${components}, "requestBody": ${paths}, "responses": ${components}}}}, "components": ${components}}`,
				),
		),
		{ numRuns: 200 },
	);
});

test('YAML and JSON turn into each other without loss', () => {
	const json = JSON.stringify({ openapi: '3.0.3', paths: { '/a': { get: { summary: 'yes: no' } } } });
	expect(JSON.parse(toJson(toYaml(json)))).toEqual(JSON.parse(json));
	expect(readDocument(toYaml(json))).toEqual(readDocument(json));
});
