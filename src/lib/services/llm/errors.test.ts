import { describe, expect, test } from 'vitest';
import type { LlmErrorKind } from '#lib/model/llm.ts';
import { errorFromRefusal } from './errors.ts';

const kindOf = (status: number, body: unknown): LlmErrorKind =>
	errorFromRefusal({ status, body: typeof body === 'string' ? body : JSON.stringify(body) }, 'Vendor').kind;

const openAi = (message: string, code: string | null = null, type = 'invalid_request_error') => ({
	error: { message, type, param: null, code },
});
const anthropic = (type: string, message: string) => ({ type: 'error', error: { type, message } });
const google = (code: number, status: string, message: string) => ({ error: { code, status, message } });

describe('a refusal is told apart by status and body', () => {
	test.each<[LlmErrorKind, number, unknown]>([
		['key-invalid', 401, openAi('Incorrect API key provided: sk-1.', 'invalid_api_key')],
		['key-invalid', 401, anthropic('authentication_error', 'invalid x-api-key')],
		['key-invalid', 400, google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.')],
		['key-invalid', 400, google(400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.')],
		['key-invalid', 403, { message: 'The security token included in the request is invalid.' }],
		['key-invalid', 401, '<html><body>401 Authorization Required</body></html>'],
		['key-missing', 401, openAi("You didn't provide an API key.")],
		[
			'key-missing',
			403,
			google(
				403,
				'PERMISSION_DENIED',
				"Method doesn't allow unregistered callers (callers without established identity).",
			),
		],
		[
			'credit-empty',
			429,
			openAi(
				'You exceeded your current quota, please check your plan and billing details.',
				'insufficient_quota',
				'insufficient_quota',
			),
		],
		['credit-empty', 402, openAi('Insufficient Balance', null, 'unknown_error')],
		[
			'credit-empty',
			400,
			anthropic('invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
		],
		[
			'credit-empty',
			429,
			google(
				429,
				'RESOURCE_EXHAUSTED',
				'Quota exceeded for metric: requests, limit: 0, model: gemini-2.5-pro',
			),
		],
		['credit-empty', 403, { code: 'permission-denied', error: 'Your team has used all available credits.' }],
		[
			'rate-limited',
			429,
			google(
				429,
				'RESOURCE_EXHAUSTED',
				'Quota exceeded for metric: requests, limit: 15. Please retry in 3s.',
			),
		],
		['rate-limited', 429, anthropic('rate_limit_error', 'This request would exceed your rate limit.')],
		['overloaded', 529, anthropic('overloaded_error', 'Overloaded')],
		['overloaded', 503, google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.')],
		[
			'context-too-long',
			413,
			openAi(
				'Request too large for model `x` on tokens per minute (TPM): Limit 6000',
				'rate_limit_exceeded',
				'tokens',
			),
		],
		['context-too-long', 400, openAi('maximum context length is 128000 tokens', 'context_length_exceeded')],
		[
			'context-too-long',
			400,
			google(
				400,
				'INVALID_ARGUMENT',
				'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
			),
		],
		[
			'content-filtered',
			400,
			openAi(
				'The response was filtered due to the prompt triggering our content management policy',
				'content_filter',
			),
		],
		['content-filtered', 400, openAi('Content Exists Risk')],
		[
			'content-filtered',
			403,
			{
				error: {
					code: 403,
					message: 'Your chosen model requires moderation and your input was flagged for "violence".',
				},
			},
		],
		[
			'model-unknown',
			404,
			openAi('The model `gpt-9` does not exist or you do not have access to it.', 'model_not_found'),
		],
		['model-unknown', 404, anthropic('not_found_error', 'model: claude-9')],
		['model-unknown', 400, { error: { message: 'small-9 is not a valid model ID', code: 400 } }],
		['model-unknown', 404, { error: "model 'llama9' not found" }],
		[
			'not-allowed',
			403,
			anthropic('permission_error', 'Your API key does not have permission to use the specified resource.'),
		],
		[
			'not-allowed',
			400,
			google(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
		],
		[
			'not-allowed',
			403,
			openAi('Country, region, or territory not supported', 'unsupported_country_region_territory'),
		],
		['request-invalid', 400, openAi("Unsupported value: 'temperature'", 'unsupported_value')],
		['request-invalid', 422, '{"detail": [{"loc": ["body"], "msg": "Extra inputs are not permitted"}]}'],
		['server', 500, openAi('The server had an error', null, 'server_error')],
		['server', 502, '<html>Bad gateway</html>'],
		['server', 408, ''],
	])('%s for %i %j', (kind, status, body) => {
		expect(kindOf(status, body)).toBe(kind);
	});
});

test('a list of one, as Vertex sends it, is read like the error in it', () => {
	expect(kindOf(429, [google(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted')])).toBe(
		'rate-limited',
	);
});

test('an error inside a stream takes its true status from the body', () => {
	expect(kindOf(200, { error: { code: 402, message: 'This request requires more credits' } })).toBe(
		'credit-empty',
	);
	expect(kindOf(200, { error: { code: 502, message: 'Provider returned error' } })).toBe('server');
	expect(kindOf(200, anthropic('overloaded_error', 'Overloaded'))).toBe('overloaded');
});

test.each([
	['Please try again in 1m30s.', 90_000],
	['Please retry in 48.5s.', 48_500],
	['Try again in 20 seconds', 20_000],
	['Please try again in 350ms', 350],
])('"%s" is a wait of %i ms', (words, waitMs) => {
	const error = errorFromRefusal({ status: 429, body: JSON.stringify(openAi(words)) }, 'Vendor');
	expect(error.retryAfterMs).toBe(waitMs);
});

test('a wait in a header or in Google’s details counts as well', () => {
	const headers = new Headers({ 'retry-after': '12' });
	expect(errorFromRefusal({ status: 429, body: '', headers }, 'Vendor').retryAfterMs).toBe(12_000);
	const body = JSON.stringify({
		error: { code: 429, message: 'Slow down', details: [{ retryDelay: '7s' }] },
	});
	expect(errorFromRefusal({ status: 429, body }, 'Vendor').retryAfterMs).toBe(7000);
});

test('neither message nor detail ever shows a key', () => {
	const keys = [
		'sk-proj-abcdefgh1234',
		'sk-ant-api03-abcdefgh',
		'AIzaSyA1234567890abcdefghij',
		'gsk_abcdefgh12345678',
		'xai-abcdefgh12345678',
	];
	for (const key of keys) {
		const error = errorFromRefusal(
			{ status: 401, body: JSON.stringify(openAi(`Wrong key ${key} here`)) },
			'Vendor',
		);
		expect(JSON.stringify(error)).not.toContain(key);
		expect(error.detail).toContain('[key]');
	}
});

test('every failure names one thing to do and no raw JSON', () => {
	const error = errorFromRefusal({ status: 418, body: '{"odd": {"shape": true}}' }, 'Vendor');
	expect(error.action).toMatch(/^[A-Z].*\.$/);
	expect(error.message).toContain('Vendor');
	expect(error.detail).toBeUndefined();
});
