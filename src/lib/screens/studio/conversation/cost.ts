import type { Usage } from '#lib/model/llm.ts';

/** "$0.0042"; small amounts keep two figures that say something. Null is unknown, never nothing. */
export function costWords(nanoUsd: number | null): string {
	if (nanoUsd === null) return 'cost unknown';
	if (nanoUsd === 0) return 'free';
	const usd = nanoUsd / 1e9;
	return `$${usd.toLocaleString('en', usd < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 })}`;
}

/** "1,204 in (800 from cache), 310 out". */
export function tokenWords({ input, cacheRead, cacheWrite, output, reasoning, isEstimated }: Usage): string {
	const all = input + cacheRead + cacheWrite;
	const cached = cacheRead > 0 ? ` (${cacheRead.toLocaleString()} from cache)` : '';
	const thought = reasoning > 0 ? ` (${reasoning.toLocaleString()} of it thinking)` : '';
	return `${isEstimated ? 'about ' : ''}${all.toLocaleString()} in${cached}, ${output.toLocaleString()} out${thought}`;
}
