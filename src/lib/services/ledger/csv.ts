import type { LlmCall } from '#lib/model/call.ts';

/** The ledger as a table for spreadsheets (RFC 4180), one attempt a line. `titles` names creations by id. */
export function csvOf(calls: readonly LlmCall[], titles: ReadonlyMap<string, string>): string {
	const head = COLUMNS.map(([name]) => name);
	const rows = calls.map((call) => COLUMNS.map(([, read]) => read(call, titles)));
	return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

type Cell = string | number | undefined;
type Column = readonly [string, (call: LlmCall, titles: ReadonlyMap<string, string>) => Cell];

const COLUMNS: readonly Column[] = [
	['time', (call) => new Date(call.at).toISOString()],
	['day', (call) => call.day],
	['creation', (call, titles) => call.creationId && (titles.get(call.creationId) ?? call.creationId)],
	['task', (call) => call.taskClass],
	['provider', (call) => call.provider],
	['model', (call) => call.model],
	['attempt', (call) => call.attempt],
	['input_tokens', (call) => call.usage.input],
	['cache_read_tokens', (call) => call.usage.cacheRead],
	['cache_write_tokens', (call) => call.usage.cacheWrite],
	['output_tokens', (call) => call.usage.output],
	['reasoning_tokens', (call) => call.usage.reasoning],
	['tokens_estimated', (call) => (call.usage.isEstimated ? 'yes' : 'no')],
	['cost_usd', (call) => (call.costNanoUsd === null ? 'unknown' : exactDollars(call.costNanoUsd))],
	['cost_source', (call) => call.costSource],
	['first_token_ms', (call) => call.firstTokenMs],
	['duration_ms', (call) => call.durationMs],
	['end', (call) => call.error ?? call.finish],
	['check_score', (call) => call.checkScore],
	['feedback', (call) => call.feedback],
	['lent_to', (call) => call.lentTo],
	['because', (call) => call.routedBecause],
];

/** All nine digits, without the detour over a fraction that no computer can hold. */
const exactDollars = (nanoUsd: number): string =>
	`${Math.floor(nanoUsd / 1e9)}.${String(nanoUsd % 1e9).padStart(9, '0')}`;

function cell(value: Cell): string {
	if (typeof value === 'number') return String(Math.round(value * 1_000) / 1_000);
	const text = harmless(value ?? '');
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run what begins like this; titles and model names come from outside. */
const harmless = (text: string): string => (/^\s*[=+\-@|%]|^[\t\r\n]/.test(text) ? `'${text}` : text);
