import { expect, test, vi } from 'vitest';
import { fuzz } from './fuzz.ts';
import { readDocument } from './read.ts';

// Hundreds of requests: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const ITEM = {
	type: 'object',
	required: ['n'],
	properties: { n: { type: 'integer', minimum: 0, maximum: 9 } },
};
const DOCUMENT = JSON.stringify({
	openapi: '3.1.0',
	paths: {
		'/item': {
			get: { responses: { 200: { description: 'It' }, 404: { description: 'None' } } },
			put: {
				requestBody: { required: true, content: { 'application/json': { schema: ITEM } } },
				responses: {
					200: { description: 'Kept' },
					400: { description: 'No' },
					409: { description: 'Not now' },
				},
			},
			delete: {
				responses: { 204: { description: 'Gone' }, 404: { description: 'None' }, 409: { description: 'No' } },
			},
		},
	},
});

/** One item that is put, read and deleted; `fault` is how it breaks what HTTP promises. */
function api(fault?: 'sums' | 'refuses' | 'delete-refuses') {
	let item: { n: number; at: string } | undefined;
	let puts = 0;
	return async (request: Request): Promise<Response> => {
		if (request.method === 'GET') return item ? Response.json(item) : new Response(null, { status: 404 });
		if (request.method === 'DELETE') {
			const status = item ? 204 : fault === 'delete-refuses' ? 409 : 404;
			item = undefined;
			return new Response(null, { status });
		}
		const body = Object(await request.json().catch(() => null)) as { n?: unknown };
		if (typeof body.n !== 'number' || !Number.isInteger(body.n) || body.n < 0 || body.n > 9)
			return new Response(null, { status: 400 });
		if (fault === 'refuses' && ++puts % 2 === 0) return new Response(null, { status: 409 });
		const sum = fault === 'sums' ? (item?.n ?? 0) + body.n : body.n;
		item = { n: sum, at: new Date(1_700_000_000_000 + Math.random() * 1e9).toISOString() };
		return Response.json(item);
	};
}

async function failures(fault?: Parameters<typeof api>[0]) {
	const document = readDocument(DOCUMENT);
	if (!document.ok) throw new Error(document.error.message);
	const report = await fuzz(document.value, api(fault), { runs: 10, seed: 3 });
	return report.failures.map(({ check, message, request }) => [check, request.method, message]);
}

test('PUT and DELETE that can be repeated pass, although the stamp of the last change moves', async () => {
	expect(await failures()).toEqual([]);
});

test('a PUT that adds to what is there is found', async () => {
	expect(await failures('sums')).toEqual([
		['repeat', 'PUT', 'The same PUT once more changed what GET answers.'],
	]);
});

test('what refuses a repetition is found', async () => {
	expect(await failures('refuses')).toEqual([
		['repeat', 'PUT', 'The same PUT once more was answered with 409.'],
	]);
	expect(await failures('delete-refuses')).toEqual([
		['repeat', 'DELETE', 'The same DELETE once more was answered with 409.'],
	]);
});
