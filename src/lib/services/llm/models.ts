import type { LlmError, ModelInfo } from '#lib/model/llm.ts';
import { err, ok, type Result } from '#lib/model/result.ts';
import { errorFromNetwork, errorFromRefusal, type Refusal } from './errors.ts';
import { failure, withoutKey } from './failures.ts';
import { parseJson } from '#lib/model/json.ts';
import { at, countOf, listOf, textOf } from './json.ts';
import type { Access } from './provider.ts';

/** Where one vendor lists its models, and how. */
export interface ModelList {
	readonly vendor: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly read: (body: unknown) => readonly ModelInfo[];
}

/** The models a key may use. Without an SDK, since this is also the test of a connection. */
export async function listModels(
	list: ModelList,
	access: Access,
): Promise<Result<readonly ModelInfo[], LlmError>> {
	const { vendor } = list;
	try {
		const headers = { accept: 'application/json', ...list.headers };
		const { signal } = access;
		const answer = await access.fetch(list.url, { headers, signal, credentials: 'omit', cache: 'no-store' });
		const body = await answer.text();
		if (!answer.ok)
			return err(refused({ status: answer.status, body, headers: answer.headers }, vendor, access));
		const value = parseJson(body);
		return value === undefined ? err(failure('protocol', vendor)) : ok(list.read(value));
	} catch (thrown) {
		return err(access.signal.aborted ? failure('aborted', vendor) : errorFromNetwork(thrown, vendor));
	}
}

const refused = (refusal: Refusal, vendor: string, { key }: Access): LlmError =>
	withoutKey(errorFromRefusal(refusal, vendor), key);

/** Models that cannot write text: their names tell where the vendor's list does not. */
const OTHER_TRADES =
	/embed|whisper|tts|speech|dall-e|image|audio|realtime|moderation|transcri|sora|babbage|davinci|rerank|ocr|guard|veo|imagen/i;

/** Reads `GET /models` of OpenAI and everyone compatible, with what OpenRouter, Groq, Mistral and vLLM add to it. */
export function readModelList(body: unknown): readonly ModelInfo[] {
	const models = listOf(at(body, 'data') ?? at(body, 'models') ?? body);
	return models
		.filter(
			(model) => at(model, 'active') !== false && at(model, 'capabilities', 'completion_chat') !== false,
		)
		.toSorted((first, second) => createdOf(second) - createdOf(first))
		.map(modelInfo)
		.filter(({ id }) => id !== '' && !OTHER_TRADES.test(id));
}

const createdOf = (model: unknown): number => countOf(at(model, 'created')) ?? 0;

function modelInfo(model: unknown): ModelInfo {
	const title = textOf(at(model, 'display_name')) || textOf(at(model, 'name'));
	const contextTokens = firstCount(model, CONTEXT_PLACES);
	const maxOutputTokens = firstCount(model, OUTPUT_PLACES);
	const supported = at(model, 'supported_parameters');
	const modalities = at(model, 'architecture', 'input_modalities');
	return {
		id: textOf(at(model, 'id')) || textOf(at(model, 'name')),
		...(title ? { title } : {}),
		...(contextTokens === undefined ? {} : { contextTokens }),
		...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
		...flag('canSeeImages', at(model, 'capabilities', 'vision') ?? includes(modalities, 'image')),
		...flag('canCallTools', at(model, 'capabilities', 'function_calling') ?? includes(supported, 'tools')),
		...flag('canReason', at(model, 'capabilities', 'reasoning') ?? includes(supported, 'reasoning')),
	};
}

const CONTEXT_PLACES = [
	['context_length'],
	['context_window'],
	['max_context_length'],
	['max_model_len'],
	['max_input_tokens'],
];
const OUTPUT_PLACES = [
	['top_provider', 'max_completion_tokens'],
	['max_completion_tokens'],
	['max_output_tokens'],
	['max_tokens'],
];

const firstCount = (model: unknown, places: readonly (readonly string[])[]): number | undefined =>
	places.map((place) => countOf(at(model, ...place))).find((count) => count !== undefined && count > 0);

const includes = (list: unknown, word: string): boolean | undefined =>
	Array.isArray(list) ? list.includes(word) : undefined;

const flag = <Name extends 'canSeeImages' | 'canCallTools' | 'canReason'>(
	name: Name,
	value: unknown,
): Partial<Record<Name, boolean>> | undefined => {
	const result: Partial<Record<Name, boolean>> = {};
	if (typeof value === 'boolean') result[name] = value;
	return result;
};
