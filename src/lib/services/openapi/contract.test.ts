import { expect, test } from 'vitest';
import { contractDigest, contractOf } from './contract.ts';
import { readDocument } from './read.ts';

function operationOf(schema: unknown) {
	const read = readDocument(
		JSON.stringify({
			openapi: '3.1.0',
			paths: {
				'/x': {
					post: {
						operationId: 'x',
						requestBody: { content: { 'application/json': { schema } } },
						responses: {},
					},
				},
			},
		}),
	);
	const operation = read.ok ? read.value.operations[0] : undefined;
	if (!operation) throw new Error('none');
	return operation;
}

test('the digest of a contract does not know order or words, and knows everything else', async () => {
	const digestOf = (schema: unknown) => contractDigest(contractOf(operationOf(schema)));
	const plain = {
		type: 'object',
		required: ['a', 'title'],
		properties: { a: { enum: [1, 2] }, title: { type: 'string' } },
	};
	const same = {
		description: 'words',
		properties: { title: { type: 'string', title: 'T', description: 'D' }, a: { enum: [2, 1] } },
		required: ['title', 'a'],
		type: 'object',
	};
	expect(await digestOf(same)).toBe(await digestOf(plain));
	expect(await digestOf(plain)).toMatch(/^sha256-[0-9a-f]{64}$/);
	const { title: _, ...rest } = plain.properties;
	expect(await digestOf({ ...plain, properties: rest })).not.toBe(await digestOf(plain));
	expect(await digestOf({ ...plain, required: ['a'] })).not.toBe(await digestOf(plain));
});
