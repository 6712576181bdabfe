import { at, listOf, textOf } from './json.ts';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** How long the vendor asks to wait, from a header or, since browsers hide most headers, from its words. ms. */
export function retryAfterMs(headers: Headers, body: unknown, words: string): number | undefined {
	return fromHeaders(headers) ?? fromDetails(body) ?? fromWords(words);
}

function fromHeaders(headers: Headers): number | undefined {
	const milliseconds = headers.get('retry-after-ms');
	if (milliseconds !== null && Number(milliseconds) >= 0) return Number(milliseconds);
	const value = headers.get('retry-after');
	if (value === null || value.trim() === '') return undefined;
	if (Number(value) >= 0) return Number(value) * 1000;
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** Google's `RetryInfo`. */
function fromDetails(body: unknown): number | undefined {
	const delays = listOf(at(body, 'error', 'details')).map((detail) => textOf(at(detail, 'retryDelay')));
	const delay = delays.find((each) => each !== '');
	return delay === undefined ? undefined : durationMs(delay);
}

function fromWords(words: string): number | undefined {
	const match =
		/(?:try again|retry|wait)\s+(?:in|after|for)?\s*((?:\d+(?:\.\d+)?\s*(?:ms|s|m|h)[a-z]*\s*)+)/i.exec(
			words,
		);
	return match?.[1] === undefined ? undefined : durationMs(match[1]);
}

/** `48.9s`, `1m30s`, `20 seconds`. */
function durationMs(text: string): number | undefined {
	const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|m|h)/gi)];
	if (parts.length === 0) return undefined;
	const total = parts.reduce(
		(sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit?.toLowerCase() ?? ''] ?? 0),
		0,
	);
	return Math.ceil(total);
}
