import { err, ok } from '#lib/model/result.ts';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import type { Keys } from '#lib/services/llm/keys.ts';

/** What a played model says to a request. */
export type Says = (request: LlmRequest) => string | Promise<string>;

const refused = async () => err({ type: 'not-here', message: 'Not part of this test.' });

/** Keys behind which two models of one vendor answer as the test says. */
export function fakeKeys(says: Says, models: readonly string[] = ['gpt-5-mini', 'gpt-4o']): Keys {
	return {
		status: () => Promise.reject(new Error('not part of this test')),
		watch: () => () => undefined,
		createVault: refused,
		unlock: refused,
		lock: refused,
		changePassphrase: refused,
		addPasskey: refused,
		setAutoLock: refused,
		eraseVault: refused,
		setKey: refused,
		removeKey: refused,
		listKeys: async () => [{ provider: 'openai', origin: 'https://api.openai.com', isKept: false }],
		exchangeCode: refused,
		endpoints: () => [],
		addEndpoint: refused,
		removeEndpoint: refused,
		probe: async () => ok({ models: models.length }),
		models: async () => ok(models.map((id) => ({ id }))),
		async *generate(request): AsyncGenerator<StreamPart> {
			yield { type: 'start' };
			const text = await says(request);
			yield { type: 'text-delta', text };
			yield {
				type: 'usage',
				usage: { input: 1_000, cacheRead: 0, cacheWrite: 0, output: text.length, reasoning: 0 },
			};
			yield { type: 'finish', reason: 'stop', vendorReason: 'stop' };
		},
	};
}
