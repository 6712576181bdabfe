import OpenAI from 'openai';
import type { Access } from '../provider.ts';

/** The SDK without its own retries, log and waiting: those are ours. Imported only when it is used. */
export function openAiClient(
	{ key, signal: _, ...access }: Access,
	baseUrl: string,
	outer: typeof fetch,
	headers: Readonly<Record<string, string>> = {},
): OpenAI {
	return new OpenAI({
		apiKey: key ?? 'none',
		baseURL: access.baseUrl ?? baseUrl,
		fetch: outer,
		maxRetries: 0,
		logLevel: 'off',
		// The key worker is the one place that holds a key; nothing else of the page can reach it.
		dangerouslyAllowBrowser: true,
		defaultHeaders: { ...headers, ...(key === null ? { authorization: null } : {}) },
	});
}
