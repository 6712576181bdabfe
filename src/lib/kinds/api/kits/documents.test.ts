import { describe, expect, test } from 'vitest';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { fuzz } from '#lib/services/openapi/fuzz.ts';
import type { ApiDocument } from '#lib/services/openapi/openapi.ts';
import { FIELD_TYPES, type Spec } from '#lib/model/spec.ts';
import { API_KIT_IDS } from '../cues.ts';
import { start } from '../program.fixture.ts';
import { entity, sampleSpecs, specOf } from '../specs.fixture.ts';

const openapi = createOpenApi();

function documentOf(text: unknown): ApiDocument {
	const read = openapi.read(String(text));
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
}

const everything = entity(
	'thing',
	'Things',
	...FIELD_TYPES.map((type) => ({
		name: `${type}Field`,
		label: `A ${type}`,
		type,
		...(type === 'enum' ? { options: ['a', 'b'] } : {}),
	})),
);

const specs: readonly (readonly [name: string, spec: Spec])[] = [
	...API_KIT_IDS.map((id) => [id, sampleSpecs[id]] as const),
	['records of every field type', specOf('records', 'Things', { entities: [everything] })],
	['inbox with a form', specOf('inbox', 'Contact', { sentence: 'an endpoint for my contact form' })],
	['tools with an echo', specOf('tools', 'Echo', { sentence: 'an echo server' })],
	[
		'tools of many sorts',
		specOf('tools', 'Tools', { sentence: 'dice, uuid, prime, vat, base64, age, leap year and slugify' }),
	],
];

describe.each(specs)('%s', (_, spec) => {
	test('the document is read without a note, and every operation has its own id, a summary and a tag', async () => {
		const { files } = await start(spec);
		const document = documentOf(files.get('openapi.yaml'));
		expect(document.notes).toEqual([]);
		expect(document.operations.map(({ operationId }) => operationId)).not.toContain('');
		for (const operation of document.operations) {
			expect(operation.summary).not.toBe('');
			expect(operation.tags).toHaveLength(1);
		}
	});

	test(
		'a fuzzer that knows the document finds no answer that it does not allow',
		{ timeout: 60_000 },
		async () => {
			const { files, call } = await start(spec);
			const document = documentOf(files.get('openapi.yaml'));
			const send = async (request: Request): Promise<Response> => {
				const { pathname, search } = new URL(request.url);
				const body = await request.arrayBuffer();
				const text = new TextDecoder().decode(body);
				return call(request.method, pathname + search, text === '' ? undefined : text, request.headers);
			};
			const report = await fuzz(document, send, { runs: 12, seed: 7 });
			// An echo takes whatever comes, also JSON that is broken.
			const failures = report.failures.filter(
				({ operation, check }) => !(operation.startsWith('echo') && check === 'accepted-broken'),
			);
			expect(
				failures.map(
					({ operation, check, message, request }) =>
						`${operation} ${check}: ${message} ${JSON.stringify(request)}`,
				),
			).toEqual([]);
			expect(report.requests).toBeGreaterThan(document.operations.length);
		},
	);
});
