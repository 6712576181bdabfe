import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { answer } from '../answer.ts';
import { ChatReader } from '../dialects/chat-reader.ts';
import { chatRequest, type Dialect } from '../dialects/chat-request.ts';
import { listModels, readModelList } from '../models.ts';
import type { Access, Provider } from '../provider.ts';

/** What makes one OpenAI-compatible endpoint. */
export interface Endpoint extends Pick<
	Provider,
	'id' | 'title' | 'needsKey' | 'keyUrl' | 'keyPattern' | 'corsAction'
> {
	/** With the version: `https://api.groq.com/openai/v1`. */
	readonly baseUrl: string;
	/** What tells whether a key is valid, below `baseUrl`, where the list of models is open to everyone. */
	readonly keyPath?: string;
	/** Where it differs from what most take. */
	readonly dialect?: Partial<Dialect>;
}

/** What most compatible servers take; the careful choice for an unknown one. */
export const usualDialect: Dialect = {
	maxTokensField: 'max_tokens',
	output: 'schema',
	hasStreamOptions: true,
	hasCacheKey: false,
};

/** A provider for any endpoint that speaks OpenAI's Chat Completions. */
export function compatibleProvider(endpoint: Endpoint): Provider {
	const { dialect: _, keyPath: __, ...facts } = endpoint;
	const dialect = { ...usualDialect, ...endpoint.dialect };
	return {
		...facts,
		stream: (request, access) => streamChat(endpoint, dialect, request, access),
		models: (access) => modelsOf(endpoint, dialect, access),
	};
}

async function modelsOf(
	{ title, baseUrl, keyPath }: Endpoint,
	dialect: Dialect,
	access: Access,
): ReturnType<Provider['models']> {
	const listAt = (path: string): ReturnType<Provider['models']> =>
		listModels(
			{
				vendor: title,
				url: `${access.baseUrl ?? baseUrl}${path}`,
				headers: { ...bearer(access), ...dialect.headers },
				read: readModelList,
			},
			access,
		);
	const key = keyPath === undefined ? null : await listAt(keyPath);
	return key?.ok === false ? key : listAt('/models');
}

/** The header that most vendors take a key in. */
export const bearer = ({ key }: Access): Readonly<Record<string, string>> =>
	key === null ? {} : { authorization: `Bearer ${key}` };

function streamChat(
	endpoint: Endpoint,
	dialect: Dialect,
	request: LlmRequest,
	access: Access,
): AsyncIterable<StreamPart> {
	return answer({
		vendor: endpoint.title,
		request,
		access,
		reader: (wire) => new ChatReader(endpoint.id, () => wire.isDone),
		open: async (outer) => {
			const { openAiClient } = await import('./openai-client.ts');
			const client = openAiClient(access, endpoint.baseUrl, outer, dialect.headers);
			const body = chatRequest(request, dialect, endpoint.id);
			return client.chat.completions.create(asParams(body), { signal: access.signal });
		},
	});
}

/** Dialects send fields that the SDK's types do not know. */
function asParams(body: Readonly<Record<string, unknown>>): ChatCompletionCreateParamsStreaming {
	return { model: '', messages: [], ...body, stream: true };
}
