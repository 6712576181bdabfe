import * as z from 'zod/mini';
import type { LlmError, LlmErrorKind } from '#lib/model/llm.ts';
import { parseJson } from '#lib/model/json.ts';
import type { Provider } from '#lib/services/llm/provider.ts';
import { anthropic } from '#lib/services/llm/providers/anthropic.ts';
import { compatibleProvider } from '#lib/services/llm/providers/compatible.ts';
import { gemini } from '#lib/services/llm/providers/gemini.ts';
import { openai } from '#lib/services/llm/providers/openai.ts';
import type { CaseResult } from './area.ts';
import { replay } from './llm-streams.ts';

/** One entry of `llm/errors.json`: a refusal as a vendor sent it. */
const errorCase = z.object({ host: z.string(), uri: z.string(), status: z.number(), body: z.string() });
type ErrorCase = z.infer<typeof errorCase>;

/** Kinds that a status may stand for; the body decides among them. */
const KINDS: Readonly<Record<number, readonly LlmErrorKind[]>> = {
	400: [
		'request-invalid',
		'context-too-long',
		'content-filtered',
		'key-invalid',
		'key-missing',
		'model-unknown',
		'credit-empty',
		'not-allowed',
	],
	401: ['key-invalid', 'key-missing', 'not-allowed'],
	402: ['credit-empty'],
	403: ['not-allowed', 'key-invalid', 'key-missing', 'credit-empty', 'content-filtered', 'model-unknown'],
	404: ['model-unknown'],
	408: ['server'],
	413: ['context-too-long'],
	429: ['rate-limited', 'credit-empty'],
	503: ['overloaded'],
	529: ['overloaded'],
};

/** What words of a refused request must lead to. */
const WORDS: readonly (readonly [RegExp, readonly LlmErrorKind[]])[] = [
	[/(invalid|incorrect).{0,20}api[ -]?key|api[ -]?key.{0,20}(invalid|not valid)/i, ['key-invalid']],
	[/missing authentication|didn't provide an api key/i, ['key-missing']],
	[
		/maximum context length|prompt is too long|exceeds the context window|too many tokens/i,
		['context-too-long'],
	],
	[/insufficient (balance|credits|quota)|credit balance is too low/i, ['credit-empty']],
];

export async function judgeErrors(text: string, place: string): Promise<readonly CaseResult[]> {
	const cases = z.array(z.unknown()).safeParse(parseJson(text));
	if (!cases.success) return [{ id: place, differences: ['the file is not a list of cases'] }];
	const results: CaseResult[] = [];
	for (const [index, value] of cases.data.entries())
		results.push(await judgeError(value, `${place}:${index}`));
	return results;
}

async function judgeError(value: unknown, place: string): Promise<CaseResult> {
	const one = errorCase.safeParse(value);
	if (!one.success) return { id: place, differences: ['the entry is not a case of this area'] };
	const { host, status, body } = one.data;
	const parts = await replay(providerFor(one.data), new Response(body, { status }));
	const errors = parts.flatMap((part) => (part.type === 'error' ? [part.error] : []));
	const differences =
		errors.length === 1 && parts.length === 1
			? errors.flatMap((error) => differencesOf(one.data, error))
			: [`gave ${parts.length} parts, ${errors.length} of them errors`];
	return { id: `${place} ${host} ${status}`, differences };
}

function providerFor({ host, uri }: ErrorCase): Provider {
	if (/\/responses\b/.test(uri)) return openai;
	if (/\/messages\b/.test(uri)) return anthropic;
	if (/generateContent/i.test(uri)) return gemini;
	return compatibleProvider({
		id: 'recorded',
		title: host,
		baseUrl: 'https://endpoint.example/v1',
		needsKey: true,
	});
}

function differencesOf({ status, body }: ErrorCase, error: LlmError): readonly string[] {
	const words = status < 429 ? WORDS.find(([pattern]) => pattern.test(body)) : undefined;
	const wanted = words?.[1] ?? KINDS[status] ?? (status >= 500 ? ['server', 'overloaded'] : KINDS[400]) ?? [];
	return [
		...(wanted.includes(error.kind) ? [] : [`is ${error.kind} instead of ${wanted.join(' or ')}`]),
		...(error.status === status ? [] : [`status is ${error.status} instead of ${status}`]),
		...(error.action === '' ? ['tells no action'] : []),
		...(/[{}<>]/.test(error.message + error.action) ? ['shows raw text of the vendor'] : []),
	];
}
