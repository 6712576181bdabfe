import type { Provider } from '../provider.ts';
import { anthropic } from './anthropic.ts';
import { deepseek } from './deepseek.ts';
import { gemini } from './gemini.ts';
import { groq } from './groq.ts';
import { lmStudio } from './lm-studio.ts';
import { mistral } from './mistral.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { openrouter } from './openrouter.ts';
import { vllm } from './vllm.ts';
import { xai } from './xai.ts';

/**
 * Every vendor the product knows, in the order they are offered. A new one is one file and one line here; endpoints that
 * a person adds are made with `compatibleProvider`. Two kinds live in the window: Chrome's own model (`chromeProvider`),
 * and models that others lend (`lentProvider`).
 */
export const providers: readonly Provider[] = [
	openai,
	anthropic,
	gemini,
	openrouter,
	mistral,
	groq,
	deepseek,
	xai,
	ollama,
	lmStudio,
	vllm,
];

/** The provider of this id, or undefined. */
export const providerOf = (id: string): Provider | undefined =>
	providers.find((provider) => provider.id === id);
