import type { Usage } from '#lib/model/llm.ts';
import { dollarText } from '#lib/model/spending.ts';

/** "$0.0042". Null is unknown, never nothing. */
export function costWords(nanoUsd: number | null): string {
	if (nanoUsd === null) return 'cost unknown';
	if (nanoUsd === 0) return 'free';
	return dollarText(nanoUsd);
}

/** "1,204 in (800 from cache), 310 out". */
export function tokenWords({ input, cacheRead, cacheWrite, output, reasoning, isEstimated }: Usage): string {
	const all = input + cacheRead + cacheWrite;
	const cached = cacheRead > 0 ? ` (${cacheRead.toLocaleString()} from cache)` : '';
	const thought = reasoning > 0 ? ` (${reasoning.toLocaleString()} of it thinking)` : '';
	return `${isEstimated ? 'about ' : ''}${all.toLocaleString()} in${cached}, ${output.toLocaleString()} out${thought}`;
}
