/** W3C Trace Context, version 00: https://www.w3.org/TR/trace-context/ */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The trace that a call belongs to; a new one where the header is absent or nonsense. */
export const traceIdOf = (header: string | null): string => TRACEPARENT.exec(header ?? '')?.[1] ?? hex(16);

/** The span that a header names. */
export const spanOf = (header: string | null): string | undefined => TRACEPARENT.exec(header ?? '')?.[2];

/** The header for a call made on behalf of `header`: the same trace, a span of its own. */
export const childOf = (header: string | null): string => `00-${traceIdOf(header)}-${hex(8)}-01`;

/** Random bytes in stock: to ask for a few at each call would be a good part of what the call costs. */
const stock = new Uint8Array(4_096);
let used = stock.length;

function hex(bytes: number): string {
	if (used + bytes > stock.length) {
		crypto.getRandomValues(stock);
		used = 0;
	}
	return hexOf(stock.subarray(used, (used += bytes)));
}
import { hexOf } from '#lib/model/digest.ts';
