import { dialectOf } from './recordings.mjs';

/**
 * Refusals by name, in the shape of each dialect: status, type or code, words, and further headers.
 * @type {Record<string, { status: number, code: string, words: string, headers?: Record<string, string> }>}
 */
export const REFUSALS = {
	'http-401': {
		status: 401,
		code: 'authentication_error',
		words: 'Incorrect API key provided: sk-standin-0123456789.',
	},
	'http-402': { status: 402, code: 'billing_error', words: 'Insufficient Balance' },
	'http-403-cors': {
		status: 403,
		code: 'permission_error',
		words: 'CORS requests are not allowed for this Organization',
	},
	'http-404-model': { status: 404, code: 'not_found_error', words: 'The model small-9 does not exist.' },
	'http-400-context': {
		status: 400,
		code: 'context_length_exceeded',
		words: 'This model has a maximum context length of 1000 tokens.',
	},
	'http-400-filter': {
		status: 400,
		code: 'content_filter',
		words: 'The prompt was stopped by our content management policy.',
	},
	'http-429': { status: 429, code: 'rate_limit_error', words: 'Rate limit reached.' },
	'http-429-header': {
		status: 429,
		code: 'rate_limit_error',
		words: 'Rate limit reached.',
		headers: { 'retry-after': '7' },
	},
	'http-429-words': {
		status: 429,
		code: 'rate_limit_error',
		words: 'Rate limit reached. Please try again in 7s.',
	},
	'http-500': { status: 500, code: 'api_error', words: 'Internal server error' },
	'http-529': { status: 529, code: 'overloaded_error', words: 'Overloaded' },
};

/**
 * @param {string} vendor
 * @param {keyof typeof REFUSALS} name
 */
export function refusalBody(vendor, name) {
	const { status, code, words } = REFUSALS[name] ?? { status: 500, code: '', words: '' };
	const dialect = dialectOf(vendor);
	if (dialect === 'anthropic')
		return JSON.stringify({ type: 'error', error: { type: code, message: words }, request_id: 'req_1' });
	if (dialect === 'gemini')
		return JSON.stringify({ error: { code: status, message: words, status: code.toUpperCase() } });
	return JSON.stringify({ error: { message: words, type: code, param: null, code } });
}

/**
 * An error that stands inside a stream which began well.
 * @param {string} vendor
 */
export function streamError(vendor) {
	const error = { type: 'overloaded_error', code: 'overloaded_error', message: 'Overloaded' };
	const dialect = dialectOf(vendor);
	if (dialect === 'anthropic') return `event: error\ndata: ${JSON.stringify({ type: 'error', error })}\n\n`;
	if (dialect === 'responses')
		return `event: error\ndata: ${JSON.stringify({ ...error, type: 'error', sequence_number: 9 })}\n\n`;
	return `data: ${JSON.stringify({ error: { ...error, code: 503 } })}\n\n`;
}
