import { expect, test, vi } from 'vitest';
import { booksApi, BOOKS, type Fault } from './books.test-data.ts';
import { fuzz, type FuzzCheck } from './fuzz.ts';
import { readDocument } from './read.ts';

// Hundreds of requests, or a whole compiler: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const BASE = 'https://api.invalid/';

function books() {
	const document = readDocument(BOOKS);
	if (!document.ok) throw new Error(document.error.message);
	return document.value;
}

const run = (fault?: Fault, options: { runs?: number; signal?: AbortSignal } = {}) =>
	fuzz(books(), booksApi(BASE, fault), { runs: 60, seed: 7, ...options });

test('an API that does what its document says passes', async () => {
	const report = await run();
	expect(report.failures).toEqual([]);
	expect(report.requests).toBeGreaterThan(200);
	expect(report.operations).toBe(4);
});

test.each([
	['crash', 'createBook', 'server-error'],
	['status', 'createBook', 'status'],
	['type', 'createBook', 'content-type'],
	['body', 'createBook', 'body'],
	['accepts', 'createBook', 'accepted-broken'],
	['length', 'createBook', 'accepted-broken'],
	['text', 'listBooks', 'accepted-broken'],
	['missing', 'getBook', 'status'],
] as const satisfies readonly (readonly [Fault, string, FuzzCheck])[])(
	'the fault "%s" is found in %s as %s',
	async (fault, operation, check) => {
		const { failures } = await run(fault);
		expect(failures).toContainEqual(expect.objectContaining({ operation, check }));
	},
);

test('the request of a failure shows it again and is as small as it can be', async () => {
	const { failures } = await run('crash');
	const [failure] = failures;
	expect(JSON.parse(failure!.request.body!)).toMatchObject({ pages: 5000 });
	expect(failure!.request.body!.length).toBeLessThan(60);
	const { method, target, headers, body } = failure!.request;
	const response = await booksApi(
		BASE,
		'crash',
	)(new Request(`https://api.invalid${target}`, { method, headers, body }));
	expect(response.status).toBe(500);
});

test('equal seeds send equal requests', async () => {
	expect(await run('body')).toEqual(await run('body'));
});

test('an API that throws is a failure, and stopping stops', async () => {
	const controller = new AbortController();
	const document = books();
	const seen: string[] = [];
	const report = await fuzz(document, () => Promise.reject(new Error('down')), {
		runs: 5,
		seed: 1,
		signal: controller.signal,
		onProgress: ({ operation, done }) => {
			seen.push(operation);
			if (done === 1) controller.abort();
		},
	});
	expect(report).toMatchObject({ isStopped: true, failures: [{ check: 'threw', status: null }] });
	expect(seen).toHaveLength(2);
});
