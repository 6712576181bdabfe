import type { LlmError, LlmErrorKind, ModelInfo, StreamPart } from '#lib/model/llm.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Access, Provider } from '../provider.ts';
import { Burst } from './burst.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { redactError, redactModel, redactor, redactPart } from './redact.ts';
import { requestSchema } from './request.ts';

/** A provider's key and the only origin that may see it; what the vault's ring gives. */
interface BoundKey {
	readonly origin: string;
	readonly baseUrl: string;
	readonly key: string | null;
}

export interface DeskParts {
	/** By id; loads its SDK at the first call. Undefined for an id that nobody knows. */
	readonly providers: (id: string) => Promise<Provider | undefined>;
	readonly find: (provider: string) => Promise<Result<BoundKey, Problem>>;
	readonly fetch: typeof fetch;
	readonly burst?: Burst;
}

/** Hands requests to vendors, each with its own key and nothing else. Trusts neither who asks nor who answers. */
export interface Desk {
	generate(request: unknown, signal: AbortSignal): AsyncIterable<StreamPart>;
	models(provider: string, signal: AbortSignal): Promise<Result<readonly ModelInfo[], LlmError>>;
}

export function createDesk({ providers, find, fetch, burst = new Burst() }: DeskParts): Desk {
	const admit = async (id: string, signal: AbortSignal): Promise<Result<Admission, LlmError>> => {
		const waitMs = burst.spend();
		if (waitMs > 0) return err(paused(waitMs));
		const bound = await find(id);
		if (!bound.ok) return err(errorFrom(bound.error));
		const provider = await providers(id);
		if (!provider) return err(UNKNOWN);
		const { origin, baseUrl, key } = bound.value;
		return ok({ provider, access: { key, baseUrl, signal, fetch: guardedFetch(origin, fetch) } });
	};
	return {
		async *generate(raw, signal) {
			const request = requestSchema.safeParse(raw);
			if (!request.success) {
				yield failure(INVALID);
				return;
			}
			const admitted = await admit(request.data.model.provider, signal);
			if (!admitted.ok) {
				yield failure(admitted.error);
				return;
			}
			const { provider, access } = admitted.value;
			try {
				for await (const part of provider.stream(request.data, access)) yield redactPart(part, access.key);
			} catch (cause) {
				yield failure(broken(cause, access.key));
			}
		},
		async models(id, signal) {
			const admitted = await admit(id, signal);
			if (!admitted.ok) return admitted;
			const { provider, access } = admitted.value;
			const redact = redactor(access.key);
			try {
				const listed = await provider.models(access);
				if (!listed.ok) return err(redactError(listed.error, redact));
				return ok(listed.value.map((model) => redactModel(model, redact)));
			} catch (cause) {
				return err(broken(cause, access.key));
			}
		},
	};
}

interface Admission {
	readonly provider: Provider;
	readonly access: Access;
}

const failure = (error: LlmError): StreamPart => ({ type: 'error', error });

const KIND_OF: Readonly<Record<string, LlmErrorKind>> = {
	'vault-locked': 'vault-locked',
	'key-missing': 'key-missing',
	'provider-unknown': 'model-unknown',
};

const errorFrom = ({ type, message, action }: Problem): LlmError => ({
	kind: KIND_OF[type] ?? 'unavailable',
	message,
	action: action ?? 'Open Settings',
	isRetryable: false,
});

const paused = (waitMs: number): LlmError => ({
	kind: 'rate-limited',
	message: 'Too many calls to models in one minute, so AetherOS pauses them.',
	action: 'Wait a minute, and stop what makes so many calls',
	retryAfterMs: waitMs,
	isRetryable: true,
});

const broken = (cause: unknown, key: string | null): LlmError => ({
	kind: 'protocol',
	message: 'The answer of the provider could not be read.',
	action: 'Try again',
	isRetryable: true,
	detail: redactor(key)(String(cause)).slice(0, 500),
});

const INVALID: LlmError = {
	kind: 'request-invalid',
	message: 'AetherOS asked a model for something in a form that is not allowed.',
	action: 'Report this as a bug',
	isRetryable: false,
};
const UNKNOWN: LlmError = {
	kind: 'model-unknown',
	message: 'AetherOS does not know this provider.',
	action: 'Choose another model',
	isRetryable: false,
};
