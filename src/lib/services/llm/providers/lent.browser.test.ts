import { expect, inject, test } from 'vitest';
import { err, ok } from '#lib/model/result.ts';
import { collect } from '../collect.ts';
import { readLentRequest, writeLentParts, writeLentRequest } from '../lent-wire.ts';
import { never, providerSuite, requestTo } from '../provider.suite.ts';
import type { Access } from '../provider.ts';
import { lentProvider, type LentLine } from './lent.ts';
import { openai } from './openai.ts';

const model = { provider: 'openai', model: 'small-1' };

/** A lender that asks with a key of its own, without the way between two devices. */
const line: LentLine = async (bytes, access, onPiece) => {
	const request = readLentRequest(bytes, model);
	if (!request) return err({ type: 'request-broken', message: 'No request.' });
	for await (const part of openai.stream(request, { ...access, key: 'sk-of-the-lender-0123' }))
		onPiece(writeLentParts([part]));
	return ok(undefined);
};
const lent = (by: LentLine) =>
	lentProvider({ id: 'lent:ana', title: 'Ana’s device', models: [{ id: 'small-1' }], line: by });
const access = (scenario: string, mode = 'whole'): Omit<Access, 'signal'> => ({
	key: null,
	baseUrl: `${inject('standin')}/openai/${scenario}/${mode}`,
	fetch: (input, init) => fetch(input, init),
});

providerSuite({ provider: lent(line), access });

test('a request arrives as it was sent, pictures too, and names no model', () => {
	const request = requestTo(lent(line), {
		messages: [
			{
				role: 'user',
				parts: [
					{ type: 'text', text: 'Köln 🌍' },
					{ type: 'image', mediaType: 'image/png', data: Uint8Array.of(0, 255, 7) },
				],
			},
		],
	});
	const bytes = writeLentRequest(request);
	expect(new TextDecoder().decode(bytes)).not.toContain('small-1');
	expect(readLentRequest(bytes, model)).toEqual({ ...request, model });
});

test('whatever a request brings along besides, it is refused', () => {
	const text = new TextDecoder().decode(writeLentRequest(requestTo(lent(line))));
	const more = { ...(JSON.parse(text) as object), baseUrl: 'https://evil.example' };
	const bytes = new TextEncoder().encode(JSON.stringify(more));
	expect(readLentRequest(bytes, model)).toBeUndefined();
	expect(readLentRequest(new TextEncoder().encode('no JSON'), model)).toBeUndefined();
});

test.each([
	['quota-spent', 'budget-spent'],
	['peer-away', 'network'],
	['something-else', 'unavailable'],
])('a lender who fails with %s ends the answer in %s, in the words of the lender', async (type, kind) => {
	const provider = lent(async () => err({ type, message: 'All is used up.', action: 'Ask Ana.' }));
	const parts = await collect(provider.stream(requestTo(provider), { ...access('text'), signal: never() }));
	const error = { kind, message: 'All is used up.', action: 'Ask Ana.' };
	expect(parts).toMatchObject([{ type: 'error', error }]);
});

test('bytes that are no parts end the answer, and an end without a last part too', async () => {
	const ask = (by: LentLine) =>
		collect(lent(by).stream(requestTo(lent(by)), { ...access('text'), signal: never() }));
	const garbage: LentLine = async (_bytes, _access, onPiece) => {
		onPiece(Uint8Array.of(1, 2, 3));
		return ok(undefined);
	};
	expect(await ask(garbage)).toMatchObject([{ type: 'error', error: { kind: 'protocol' } }]);
	expect(await ask(async () => ok(undefined))).toMatchObject([
		{ type: 'error', error: { kind: 'truncated' } },
	]);
});
