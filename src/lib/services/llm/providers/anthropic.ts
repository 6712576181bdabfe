import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { ModelInfo } from '#lib/model/llm.ts';
import { factsOf } from '#lib/model/providers.ts';
import { answer } from '../answer.ts';
import { AnthropicReader } from '../dialects/anthropic-reader.ts';
import { anthropicRequest } from '../dialects/anthropic-request.ts';
import { at, listOf, textOf } from '../json.ts';
import { listModels, readModelList } from '../models.ts';
import type { Access, Provider } from '../provider.ts';

const FACTS = factsOf('anthropic');
const { id: ID, title: TITLE, baseUrl: BASE_URL } = FACTS;

export const anthropic: Provider = {
	...FACTS,
	stream: (request, access) =>
		answer({
			vendor: TITLE,
			request,
			access,
			reader: () => new AnthropicReader(ID),
			open: async (outer) => {
				const { anthropicMessages } = await import('./anthropic-client.ts');
				const messages = anthropicMessages(access, BASE_URL, outer);
				return messages.create(asParams(anthropicRequest(request, ID)), { signal: access.signal });
			},
		}),
	models: (access) =>
		listModels(
			{
				vendor: TITLE,
				url: `${access.baseUrl ?? BASE_URL}/v1/models?limit=1000`,
				headers: headersOf(access),
				read: readModels,
			},
			access,
		),
};

const headersOf = ({ key }: Access): Readonly<Record<string, string>> => ({
	'anthropic-version': '2023-06-01',
	'anthropic-dangerous-direct-browser-access': 'true',
	...(key === null ? {} : { 'x-api-key': key }),
});

/** The vendor tells them newest first; every one of them sees images and calls tools. */
const readModels = (body: unknown): readonly ModelInfo[] =>
	listOf(at(body, 'data')).flatMap((model) =>
		readModelList([model]).map((info) => ({
			...info,
			title: textOf(at(model, 'display_name')) || info.id,
			canSeeImages: true,
			canCallTools: true,
		})),
	);

const asParams = (body: Readonly<Record<string, unknown>>): MessageCreateParamsStreaming => ({
	model: '',
	max_tokens: 0,
	messages: [],
	...body,
	stream: true,
});
