import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import type { Access } from '#lib/services/llm/provider.ts';
import type { ModelChoice } from './models.ts';

/** Chrome's own model lives in the window: no key, no worker, and nothing leaves the device. */
export const BUILT_IN = 'chrome';

const accessOf = (signal: AbortSignal): Access => ({
	key: null,
	signal,
	fetch: () => Promise.reject(new Error('The built-in model asks no network.')),
});

/** The built-in model, where this browser has one that is ready. */
export async function builtInChoices(): Promise<readonly ModelChoice[]> {
	if (!('LanguageModel' in globalThis)) return [];
	const { chromeProvider } = await import('#lib/services/llm/providers/chrome.ts');
	const provider = chromeProvider();
	const models = await provider.models(accessOf(new AbortController().signal));
	if (!models.ok) return [];
	return models.value.map((info) => ({
		ref: { provider: BUILT_IN, model: info.id },
		info,
		providerTitle: provider.title,
		isLocal: true,
	}));
}

/** The answer of the built-in model, held to the same contract as every other. */
export async function* askBuiltIn(request: LlmRequest, signal: AbortSignal): AsyncGenerator<StreamPart> {
	const [{ chromeProvider }, { guarded }] = await Promise.all([
		import('#lib/services/llm/providers/chrome.ts'),
		import('#lib/services/llm/guard.ts'),
	]);
	yield* guarded(chromeProvider(), request, accessOf(signal));
}
