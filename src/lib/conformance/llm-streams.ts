import * as z from 'zod/mini';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { collect } from '#lib/services/llm/collect.ts';
import { parseJson } from '#lib/model/json.ts';
import { at, listOf } from '#lib/services/llm/json.ts';
import type { Access, Provider } from '#lib/services/llm/provider.ts';
import { anthropic } from '#lib/services/llm/providers/anthropic.ts';
import { compatibleProvider } from '#lib/services/llm/providers/compatible.ts';
import { gemini } from '#lib/services/llm/providers/gemini.ts';
import { providers } from '#lib/services/llm/providers/index.ts';
import { openai } from '#lib/services/llm/providers/openai.ts';
import { xai } from '#lib/services/llm/providers/xai.ts';
import type { CaseResult } from './area.ts';
import { answerOf, deliveries } from './byte-chunks.ts';

/** One line of `llm/streams.jsonl`: a recorded answer and what it must come to. */
const streamCase = z.object({
	id: z.union([z.string(), z.number()]),
	dialect: z.enum(['chat', 'responses', 'anthropic', 'gemini']),
	host: z.optional(z.string()),
	body: z.string(),
	expected: z.object({
		text: z.string(),
		reason: z.string(),
		/** Index → name and arguments as text. */
		tools: z.record(z.string(), z.array(z.string())),
		/** The vendor's own input and output tokens. */
		usage: z.nullable(z.array(z.nullable(z.number()))),
		fin: z.nullable(z.string()),
		err: z.nullable(z.string()),
		tail: z.optional(z.nullable(z.boolean())),
	}),
});
export type StreamCase = z.infer<typeof streamCase>;

/** What a stream of ours came to, in the words of the cases. */
interface Outcome {
	readonly text: string;
	readonly reason: string;
	readonly tools: readonly (readonly [string, string])[];
	readonly usage: readonly unknown[] | null;
	readonly fin: string | null;
	readonly error: string | null;
	readonly terminals: number;
}

export async function judgeStream(line: string, place: string): Promise<CaseResult> {
	const one = streamCase.safeParse(parseJson(line));
	if (!one.success) return { id: place, differences: ['the line is not a case of this area'] };
	const differences: string[] = [];
	for (const { name, chunks } of deliveries(one.data.body)) {
		const outcome = outcomeOf(await replay(providerFor(one.data), answerOf(chunks)), one.data.dialect);
		differences.push(...differencesOf(one.data, outcome).map((line) => `${line} (${name})`));
	}
	return { id: `${one.data.id} ${one.data.dialect} ${one.data.host ?? ''}`.trim(), differences };
}

/** Everything that a provider yields when that is the answer it gets. */
export async function replay(provider: Provider, answer: Response): Promise<readonly StreamPart[]> {
	const access: Access = {
		key: 'a-key-of-nobody',
		fetch: () => Promise.resolve(answer),
		signal: new AbortController().signal,
	};
	return collect(provider.stream(requestTo(provider), access));
}

const requestTo = ({ id }: Provider): LlmRequest => ({
	model: { provider: id, model: 'recorded' },
	messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
	maxOutputTokens: 1000,
});

const unknownEndpoint = compatibleProvider({
	id: 'recorded',
	title: 'The endpoint',
	baseUrl: 'https://endpoint.example/v1',
	needsKey: true,
});

function providerFor({ dialect, host = '' }: StreamCase): Provider {
	if (dialect === 'anthropic') return anthropic;
	if (dialect === 'gemini') return gemini;
	if (dialect === 'responses') return host === 'api.x.ai' ? xai : openai;
	const others: readonly Provider[] = [openai, anthropic, gemini, xai];
	const known = providers.filter((provider) => !others.includes(provider));
	return known.find(({ baseUrl }) => baseUrl !== null && new URL(baseUrl).host === host) ?? unknownEndpoint;
}

function outcomeOf(parts: readonly StreamPart[], dialect: StreamCase['dialect']): Outcome {
	const finish = parts.find((part) => part.type === 'finish');
	const failed = parts.find((part) => part.type === 'error');
	const usage = parts.find((part) => part.type === 'usage');
	return {
		text: parts.flatMap((part) => (part.type === 'text-delta' ? [part.text] : [])).join(''),
		reason: parts.flatMap((part) => (part.type === 'reasoning-delta' ? [part.text] : [])).join(''),
		tools: parts.flatMap((part) => (part.type === 'tool-call' ? [[part.name, part.arguments] as const] : [])),
		usage: usage?.vendor ? vendorTokens(usage.vendor, dialect) : null,
		fin: finish?.vendorReason ?? null,
		error: failed?.error.kind ?? null,
		terminals: parts.filter((part) => part.type === 'finish' || part.type === 'error').length,
	};
}

/** Where each dialect tells input and output; Anthropic tells input first and output last. */
function vendorTokens(vendor: readonly unknown[], dialect: StreamCase['dialect']): readonly unknown[] {
	const names = {
		chat: ['prompt_tokens', 'completion_tokens'],
		responses: ['input_tokens', 'output_tokens'],
		anthropic: ['input_tokens', 'output_tokens'],
		gemini: ['promptTokenCount', 'candidatesTokenCount'],
	}[dialect];
	return [at(vendor[0], names[0] ?? '') ?? null, at(vendor.at(-1), names[1] ?? '') ?? null];
}

function differencesOf({ dialect, expected }: StreamCase, got: Outcome): readonly string[] {
	const same = (name: string, wanted: unknown, had: unknown): readonly string[] =>
		JSON.stringify(wanted) === JSON.stringify(had)
			? []
			: [`${name} is ${show(had)} instead of ${show(wanted)}`];
	const isWhole =
		expected.err === null && !(expected.tail && expected.fin === null) && expected.fin !== 'failed';
	return [
		...same('text', expected.text, got.text),
		...same('reasoning', expected.reason, got.reason),
		...same('number of terminal parts', 1, got.terminals),
		...(isWhole
			? [
					...same('tools', toolsOf(expected.tools, dialect), got.tools.map(canonical(dialect))),
					...same('usage', expected.usage, got.usage),
					...endDifferences(expected.fin, got),
				]
			: errorDifferences(expected.err, got)),
	];
}

/** Without a reason of the vendor the answer is cut, blocked, or ended by `[DONE]` alone; it never names one. */
function endDifferences(fin: string | null, got: Outcome): readonly string[] {
	if (got.error !== null && !(fin === null && ['truncated', 'content-filtered'].includes(got.error)))
		return [`ended in the error ${got.error} instead of ${show(fin)}`];
	return got.fin === fin ? [] : [`reason is ${show(got.fin)} instead of ${show(fin)}`];
}

function errorDifferences(err: string | null, got: Outcome): readonly string[] {
	if (got.error === null) return [`ended in ${show(got.fin)} instead of an error`];
	if (err === 'badjson' && got.error !== 'protocol')
		return [`ended in the error ${got.error} instead of protocol`];
	return [];
}

function toolsOf(tools: StreamCase['expected']['tools'], dialect: StreamCase['dialect']): readonly unknown[] {
	return Object.entries(tools)
		.toSorted(([first], [second]) => Number(first) - Number(second))
		.map(([, [name = '', written = '']]) => canonical(dialect)([name, written]));
}

/** Gemini sends values, not text: keys are compared in order of the alphabet. */
const canonical =
	(dialect: StreamCase['dialect']) =>
	([name, written]: readonly [string, string]): readonly [string, string] =>
		dialect === 'gemini' ? [name, JSON.stringify(sorted(parseJson(written)))] : [name, written];

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return listOf(value).map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).toSorted(([first], [second]) => (first < second ? -1 : 1));
	return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

function show(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 200 ? `${text.slice(0, 100)} … ${text.slice(-80)}` : text;
}
