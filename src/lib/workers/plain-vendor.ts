import type { LlmError, LlmRequest, StreamPart } from '#lib/model/llm.ts';
import * as z from 'zod/mini';
import { providerFacts } from '#lib/model/providers.ts';
import { err, ok } from '#lib/model/result.ts';
import type { Access, Provider } from '#lib/services/llm/provider.ts';

const modelsSchema = z.union([
	z.object({ data: z.array(z.object({ id: z.string() })) }),
	z.object({ models: z.array(z.object({ name: z.string() })) }),
]);
const chunkSchema = z.object({
	choices: z.array(z.object({ delta: z.optional(z.object({ content: z.nullish(z.string()) })) })),
});

/** Any vendor by its plain HTTP interface, without an SDK: lists models, and speaks Chat Completions. */
export async function plainVendor(id: string): Promise<Provider | undefined> {
	const facts = providerFacts(id);
	if (!facts) return undefined;
	return {
		...facts,
		async models(access) {
			const answer = await ask(access, `${access.baseUrl ?? ''}${modelsPath(id)}`);
			if (!answer.ok) return answer;
			const listed = modelsSchema.safeParse(await answer.value.json());
			if (!listed.success) return err(NOT_A_LIST);
			return ok(
				'data' in listed.data ? listed.data.data : listed.data.models.map(({ name }) => ({ id: name })),
			);
		},
		stream: (request, access) => stream(request, access),
	};
}

const modelsPath = (id: string): string =>
	id === 'gemini' ? '/v1beta/models' : id === 'anthropic' ? '/v1/models' : '/models';

async function* stream(request: LlmRequest, access: Access): AsyncGenerator<StreamPart> {
	const answer = await ask(access, `${access.baseUrl ?? ''}/chat/completions`, bodyOf(request));
	if (!answer.ok) {
		yield { type: 'error', error: answer.error };
		return;
	}
	let rest = '';
	const reader = (answer.value.body ?? new Blob().stream()).pipeThrough(new TextDecoderStream());
	for await (const text of reader) {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			if (line.trim() === 'data: [DONE]') {
				yield { type: 'finish', reason: 'stop', vendorReason: 'stop' };
				return;
			}
			const delta = deltaOf(line);
			if (delta) yield { type: 'text-delta', text: delta };
		}
	}
	yield { type: 'error', error: CUT };
}

function deltaOf(line: string): string | undefined {
	if (!line.startsWith('data: ')) return undefined;
	const chunk = chunkSchema.safeParse(JSON.parse(line.slice(6)));
	return chunk.data?.choices[0]?.delta?.content ?? undefined;
}

const bodyOf = (request: LlmRequest): string =>
	JSON.stringify({
		model: request.model.model,
		stream: true,
		max_tokens: request.maxOutputTokens,
		messages: [
			...(request.system ? [{ role: 'system', content: request.system }] : []),
			...request.messages.map(({ role, parts }) => ({
				role,
				content: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
			})),
		],
	});

async function ask({ key, fetch, signal }: Access, url: string, body?: string) {
	const headers: Record<string, string> = {
		...(body ? { 'Content-Type': 'application/json' } : {}),
		...(key ? headersFor(new URL(url).hostname, key) : {}),
	};
	try {
		const answer = await fetch(url, { headers, signal, ...(body ? { method: 'POST', body } : {}) });
		return answer.ok ? ok(answer) : err(refused(answer.status, await answer.text()));
	} catch (cause) {
		return err(signal.aborted ? ABORTED : unreachable(String(cause)));
	}
}

function headersFor(host: string, key: string): Record<string, string> {
	if (host === 'api.anthropic.com')
		return {
			'x-api-key': key,
			'anthropic-version': '2023-06-01',
			'anthropic-dangerous-direct-browser-access': 'true',
		};
	return host === 'generativelanguage.googleapis.com'
		? { 'x-goog-api-key': key }
		: { Authorization: `Bearer ${key}` };
}

const refused = (status: number, detail: string): LlmError => ({
	kind: status === 401 || status === 403 ? 'key-invalid' : status === 429 ? 'rate-limited' : 'server',
	message:
		status === 401 || status === 403
			? 'The provider does not accept this key.'
			: `The provider answered with an error (${status}).`,
	action: status === 401 || status === 403 ? 'Check the key' : 'Try again later',
	status,
	isRetryable: status === 429 || status >= 500,
	detail: detail.slice(0, 500),
});

const unreachable = (detail: string): LlmError => ({
	kind: 'network',
	message: 'The provider could not be reached, or does not answer web pages.',
	action: 'Check the network, and for a program on this machine that it allows web pages (CORS)',
	isRetryable: true,
	detail,
});

const ABORTED: LlmError = { kind: 'aborted', message: 'Stopped.', action: 'Ask again', isRetryable: true };
const CUT: LlmError = {
	kind: 'truncated',
	message: 'The answer broke off.',
	action: 'Try again',
	isRetryable: true,
};
const NOT_A_LIST: LlmError = {
	kind: 'protocol',
	message: 'The provider answered, but not with a list of models.',
	action: 'Check the address',
	isRetryable: false,
};
