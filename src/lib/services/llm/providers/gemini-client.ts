import { GoogleGenAI } from '@google/genai/web';
import type { GeminiRequest } from '../dialects/gemini-request.ts';
import type { Access } from '../provider.ts';

export interface GeminiCall {
	readonly access: Access;
	readonly baseUrl: string;
	readonly outer: typeof fetch;
	readonly call: GeminiRequest;
}

/** The SDK asks `/v1` by itself, which lacks the preview models. Its `timeout` would span the whole stream: left unset. */
export function geminiStream({ access, baseUrl, outer, call }: GeminiCall): Promise<AsyncIterable<unknown>> {
	const client = new GoogleGenAI({
		apiKey: access.key ?? '',
		vertexai: false,
		httpOptions: { apiVersion: 'v1beta', baseUrl, fetch: outer },
	});
	return client.models.generateContentStream({
		model: call.model,
		contents: [...call.contents],
		config: { ...call.config, abortSignal: access.signal },
	});
}
