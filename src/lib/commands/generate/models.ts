import type { ModelInfo, ModelRef } from '#lib/model/llm.ts';
import { providerFacts } from '#lib/model/providers.ts';
import { builtInChoices } from './built-in.ts';
import type { Keys } from '#lib/services/llm/keys.ts';

/** A model that the person's keys and connections reach. */
export interface ModelChoice {
	readonly ref: ModelRef;
	readonly info: ModelInfo;
	/** "Anthropic". */
	readonly providerTitle: string;
	/** Nothing that is asked leaves this device. */
	readonly isLocal: boolean;
	/** What is to be known before it is chosen: whose it is, and how much of it is left. */
	readonly note?: string;
}

/** Kinds of models that write no code, by the names vendors give them. */
const OTHER_TRADES =
	/embed|whisper|tts|audio|realtime|transcri|moderation|dall-e|image|imagen|veo|sora|rerank|guard|ocr|babbage|davinci|aqa|learnlm/i;

/**
 * What can be asked now, provider by provider; those that do not answer are left out. `connected` need no key;
 * without `keys` only the browser's own model is asked.
 */
export async function listModels(
	keys: Pick<Keys, 'listKeys' | 'models'> | undefined,
	connected: readonly string[],
): Promise<readonly ModelChoice[]> {
	const reached = keys ? reachedBy(keys, connected) : [];
	return (await Promise.all([reached, builtInChoices()])).flat();
}

async function reachedBy(
	keys: Pick<Keys, 'listKeys' | 'models'>,
	connected: readonly string[],
): Promise<readonly ModelChoice[]> {
	const withKey = (await keys.listKeys()).map(({ provider }) => provider);
	const ids = [...new Set([...withKey, ...connected])];
	return (await Promise.all(ids.map((id) => modelsOf(keys, id)))).flat();
}

async function modelsOf(keys: Pick<Keys, 'models'>, provider: string): Promise<readonly ModelChoice[]> {
	const models = await keys.models(provider);
	if (!models.ok) return [];
	const facts = providerFacts(provider);
	return models.value
		.filter(({ id }) => !OTHER_TRADES.test(id))
		.map((info) => ({
			ref: { provider, model: info.id },
			info,
			providerTitle: facts?.title ?? provider,
			isLocal: facts?.isLocal ?? false,
		}));
}
