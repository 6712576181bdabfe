import type { ModelInfo } from '#lib/model/llm.ts';
import { factsOf } from '#lib/model/providers.ts';
import { answer } from '../answer.ts';
import { GeminiReader } from '../dialects/gemini-reader.ts';
import { geminiRequest } from '../dialects/gemini-request.ts';
import { at, countOf, listOf, textOf } from '../json.ts';
import { listModels } from '../models.ts';
import type { Provider } from '../provider.ts';

const FACTS = factsOf('gemini');
const { id: ID, title: TITLE, baseUrl: BASE_URL } = FACTS;

export const gemini: Provider = {
	...FACTS,
	stream: (request, access) =>
		answer({
			vendor: TITLE,
			request,
			access,
			reader: () => new GeminiReader(ID),
			open: async (outer) => {
				const { geminiStream } = await import('./gemini-client.ts');
				const call = geminiRequest(request, ID);
				return geminiStream({ access, baseUrl: access.baseUrl ?? BASE_URL, outer, call });
			},
		}),
	models: (access) =>
		listModels(
			{
				vendor: TITLE,
				url: `${access.baseUrl ?? BASE_URL}/v1beta/models?pageSize=1000`,
				headers: access.key === null ? {} : { 'x-goog-api-key': access.key },
				read: readModels,
			},
			access,
		),
};

const readModels = (body: unknown): readonly ModelInfo[] =>
	listOf(at(body, 'models'))
		.filter((model) => listOf(at(model, 'supportedGenerationMethods')).includes('generateContent'))
		.map((model) => ({
			id: textOf(at(model, 'name')).replace(/^models\//, ''),
			title: textOf(at(model, 'displayName')),
			...count('contextTokens', at(model, 'inputTokenLimit')),
			...count('maxOutputTokens', at(model, 'outputTokenLimit')),
			...(at(model, 'thinking') === true ? { canReason: true } : {}),
		}))
		.filter(({ id }) => !/embed|tts|image|audio|live|veo|imagen|aqa/.test(id))
		.toReversed();

function count(name: 'contextTokens' | 'maxOutputTokens', value: unknown): Partial<ModelInfo> {
	const tokens = countOf(value);
	return tokens === undefined ? {} : { [name]: tokens };
}
