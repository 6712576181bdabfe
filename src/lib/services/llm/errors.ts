import type { LlmError, LlmErrorKind } from '#lib/model/llm.ts';
import { failure } from './failures.ts';
import { parseJson } from '#lib/model/json.ts';
import { at, countOf, isObject, listOf, textOf } from './json.ts';
import { retryAfterMs } from './retry-after.ts';

/** An answer that refuses. `status` 200 stands for an error inside a stream that began well. */
export interface Refusal {
	readonly status: number;
	readonly body: string;
	readonly headers?: Headers;
}

/** What a refusal says, before a kind is chosen. */
interface Facts {
	readonly status: number;
	/** Codes and types that the body names, lower case, joined by spaces. */
	readonly codes: string;
	/** The vendor's sentence. */
	readonly words: string;
	readonly waitMs: number | undefined;
	readonly isHtml: boolean;
}

interface Rule {
	readonly kind: LlmErrorKind;
	readonly applies: (facts: Facts) => boolean;
	readonly message?: string;
	readonly action?: string;
}

/** The error of an answer by status, code and body; never by the name of a class, which a minifier changes. */
export function errorFromRefusal(refusal: Refusal, vendor: string): LlmError {
	const facts = factsOf(refusal);
	const rule = RULES.find(({ applies }) => applies(facts));
	const kind = rule?.kind ?? kindOfStatus(facts.status);
	return failure(kind, vendor, {
		...(rule?.message === undefined ? {} : { message: rule.message }),
		...(rule?.action === undefined ? {} : { action: rule.action }),
		status: facts.status === 200 ? undefined : facts.status,
		retryAfterMs: facts.waitMs,
		detail: facts.isHtml ? undefined : facts.words,
	});
}

/** The error of what `fetch` threw: no answer came. A page cannot tell a blocked request from a failed one; `probe` can. */
export function errorFromNetwork(thrown: unknown, vendor: string): LlmError {
	const isOffline = globalThis.navigator?.onLine === false;
	return failure(isOffline ? 'offline' : 'network', vendor, { detail: wordsOfThrown(thrown) });
}

export const wordsOfThrown = (thrown: unknown): string =>
	thrown instanceof Error ? thrown.message : String(thrown);

const isRefusedRequest = ({ status }: Facts): boolean =>
	status === 200 || (status >= 400 && status < 500 && status !== 429);

/** From special to general; the first that applies. */
const RULES: readonly Rule[] = [
	{
		kind: 'not-allowed',
		applies: ({ words }) => /CORS requests are not allowed/i.test(words),
		message: 'The organization of this key at {vendor} does not allow calls from a web page.',
		action: 'Ask an owner of the organization to allow browser access, or use a key of another one.',
	},
	{
		kind: 'not-allowed',
		applies: ({ words }) => /(country|region|territory|location).{0,40}not supported/i.test(words),
		message: '{vendor} does not serve the country this request comes from.',
		action: 'Choose another provider.',
	},
	{
		kind: 'credit-empty',
		applies: ({ status, codes, words }) =>
			status === 402 ||
			/insufficient_quota|billing|payment_required|insufficient_balance|credits?_exhausted/.test(codes) ||
			/insufficient (balance|credit|funds|quota)|credit balance is too low|(out of|no|used all.*) (available )?credits|requires more credits|spending limit|limit: 0\b/i.test(
				words,
			),
	},
	{
		kind: 'context-too-long',
		applies: (facts) =>
			facts.status === 413 ||
			(isRefusedRequest(facts) &&
				(/context_length|too_many_tokens|request_too_large|context_window/.test(facts.codes) ||
					/context (length|window|size|limit)|maximum context|too many (input )?tokens|(prompt|input|request|message)s? (is|are) too (long|large)|maximum (number of tokens|prompt length|input length)|token count.*exceeds|exceeds? the (maximum|max|model'?s?).{0,30}(token|context|length)|too large for model|exceeds? (the )?available context/i.test(
						facts.words,
					))),
	},
	{
		kind: 'content-filtered',
		applies: ({ status, codes, words }) =>
			status !== 429 &&
			status < 500 &&
			(/content_?filter|content_policy|moderation|responsibleai|prohibited_content|safety_violation/.test(
				codes,
			) ||
				/content (management )?policy|content exists risk|safety system|usage policies|was flagged|flagged (as|by|for)|data_inspection_failed|content[_ ]filter/i.test(
					words,
				)),
	},
	{
		kind: 'key-missing',
		applies: ({ status, words }) =>
			status >= 400 &&
			status < 500 &&
			/missing (authentication|authorization|api key|bearer)|no (auth|api key|cookie auth)|did(n't| not) provide an api key|api[- ]?key (is )?(required|missing|not provided)|provide (an|your) api[- ]?key|header is required|unregistered callers|without established identity/i.test(
				words,
			),
	},
	{
		kind: 'key-invalid',
		applies: ({ status, codes, words }) =>
			status === 401 ||
			((status === 400 || status === 403 || status === 200) &&
				(/invalid_api_key|api_key_invalid|authentication_error|unauthenticated|unrecognizedclient|invalid_authentication|expiredtoken/.test(
					codes,
				) ||
					/(incorrect|invalid|expired|revoked|wrong|malformed|bad) (x-)?(api|subscription|access|bearer|security)?[-_ ]?(key|token|credential)|api[-_ ]?key (is )?(not valid|not found|invalid|expired|incorrect)|(key|token).{0,40}(is invalid|not valid|expired)/i.test(
						words,
					))),
	},
	{
		kind: 'model-unknown',
		applies: ({ status, codes, words }) =>
			(status === 200 || (status >= 400 && status < 500 && status !== 429)) &&
			(/model_?not_?(found|exist)|unknown_model|invalid_model|model_decommissioned|deploymentnotfound/.test(
				codes,
			) ||
				/\bmodels?\b.{0,120}(does(n't| not) exist|not found|not available|is not supported|not a valid|unknown|invalid|decommissioned|deprecated|no longer)|(unknown|invalid|no such|unsupported|not a valid) model|no (endpoints|allowed providers|healthy deployments)|on-demand throughput isn/i.test(
					words,
				)),
	},
	{
		kind: 'overloaded',
		applies: ({ status, codes, words }) =>
			[498, 503, 529].includes(status) ||
			/overloaded|unavailable|capacity/.test(codes) ||
			(status !== 429 && /overloaded|at capacity|no capacity|temporarily unavailable/i.test(words)),
	},
	{
		kind: 'rate-limited',
		applies: ({ status, codes, words }) =>
			status === 429 ||
			/rate_?limit|resource_exhausted|too_many_requests|throttl/.test(codes) ||
			(status === 200 && /rate limit|too many requests/i.test(words)),
	},
	{
		kind: 'not-allowed',
		applies: ({ status, codes }) =>
			status === 403 || status === 451 || /permission_?(error|denied)|forbidden|access_?denied/.test(codes),
	},
	{
		kind: 'model-unknown',
		applies: ({ status, codes }) => status === 404 || /not_found/.test(codes),
		message: '{vendor} does not know this model, or its address is not right.',
		action: 'Choose another model, or check the address of the provider.',
	},
	{
		kind: 'request-invalid',
		applies: ({ status, codes }) =>
			status === 200 && /invalid_request|invalid_argument|bad_request|validation/.test(codes),
	},
];

/** The kind where the body says nothing: 408 and everything from 500 are the vendor's own trouble. */
function kindOfStatus(status: number): LlmErrorKind {
	if (status === 408 || status === 200 || status >= 500) return 'server';
	return 'request-invalid';
}

function factsOf({ status, body, headers = new Headers() }: Refusal): Facts {
	const value = unwrapped(parseJson(body));
	const isHtml = value === undefined && /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);
	const words = value === undefined ? body.trim() : wordsOf(value);
	const inner = countOf(at(value, 'error', 'code')) ?? countOf(at(value, 'code'));
	return {
		// An error inside a stream, and some gateways, carry the true status in the body.
		status: status === 200 && inner !== undefined && inner >= 400 && inner < 600 ? inner : status,
		codes: codesOf(value).join(' ').toLowerCase(),
		words,
		waitMs: retryAfterMs(headers, value, words),
		isHtml,
	};
}

/** Vertex answers with a list of one. */
const unwrapped = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** The sentences of a body in any of the vendors' shapes. */
function wordsOf(value: unknown): string {
	const raw = textOf(at(value, 'error', 'metadata', 'raw'));
	const places = [
		at(value, 'error', 'message'),
		at(value, 'error'),
		at(value, 'message'),
		at(value, 'Message'),
		at(value, 'detail'),
		at(value, 'error_description'),
		at(value, 'msg'),
		...listOf(at(value, 'detail')).map((each) => at(each, 'msg')),
		...listOf(at(value, 'errors')).flatMap((each) => [each, at(each, 'message')]),
		value,
		raw,
	];
	const words = places.map(textOf).filter((each) => each !== '');
	return [...new Set(words)].join(' ');
}

/** Codes, types and reasons that the body names. */
function codesOf(value: unknown): readonly string[] {
	const error = isObject(at(value, 'error')) ? at(value, 'error') : value;
	const named = ['code', 'type', 'status', 'reason', 'error_type', '__type', 'innererror'].flatMap((name) => [
		textOf(at(error, name)),
		textOf(at(value, name)),
	]);
	const details = listOf(at(error, 'details')).map((detail) => textOf(at(detail, 'reason')));
	return [
		...named,
		textOf(at(error, 'innererror', 'code')),
		textOf(at(error, 'metadata', 'error_type')),
		...details,
	];
}
