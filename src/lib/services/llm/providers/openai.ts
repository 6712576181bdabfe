import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import type { StreamPart } from '#lib/model/llm.ts';
import { factsOf } from '#lib/model/providers.ts';
import { answer } from '../answer.ts';
import { ResponsesReader } from '../dialects/responses-reader.ts';
import { type ResponsesDialect, responsesRequest } from '../dialects/responses-request.ts';
import { listModels, readModelList } from '../models.ts';
import type { Provider } from '../provider.ts';
import { bearer, type Endpoint } from './compatible.ts';

/** A provider for any endpoint that speaks OpenAI's Responses. */
export function responsesProvider(endpoint: Omit<Endpoint, 'dialect'>, dialect: ResponsesDialect): Provider {
	return {
		...endpoint,
		stream: (request, access): AsyncIterable<StreamPart> =>
			answer({
				vendor: endpoint.title,
				request,
				access,
				reader: () => new ResponsesReader(endpoint.id),
				open: async (outer) => {
					const { openAiClient } = await import('./openai-client.ts');
					const client = openAiClient(access, endpoint.baseUrl, outer);
					const body = responsesRequest(request, dialect, endpoint.id);
					return client.responses.create(asParams(body), { signal: access.signal });
				},
			}),
		models: (access) =>
			listModels(
				{
					vendor: endpoint.title,
					url: `${access.baseUrl ?? endpoint.baseUrl}/models`,
					headers: bearer(access),
					read: readModelList,
				},
				access,
			),
	};
}

const asParams = (body: Readonly<Record<string, unknown>>): ResponseCreateParamsStreaming => ({
	...body,
	stream: true,
});

/** The first model line that thinks has no "none"; the o-series knows only three words. */
function effortWord(effort: 'off' | 'low' | 'medium' | 'high', model: string): string | null {
	if (!reasons(model)) return null;
	if (effort !== 'off') return effort;
	if (/^o\d/.test(model)) return 'low';
	return /^gpt-5(-|$)/.test(model) ? 'minimal' : 'none';
}

const reasons = (model: string): boolean =>
	/^(o\d|gpt-([5-9]|\d{2})|codex)/.test(model) && !/chat/.test(model);

export const openai = responsesProvider(
	{
		...factsOf('openai'),
	},
	{ reasons, effort: effortWord, hasCacheKey: true },
);
