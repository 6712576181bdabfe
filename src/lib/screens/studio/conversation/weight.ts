import type { TokenShares } from '#lib/commands/generate/context.ts';

/** A share of the bar, in the order in which it is drawn and told. */
export interface Share {
	readonly id: 'files' | 'history' | 'instructions' | 'wish';
	readonly label: string;
	readonly tokens: number;
	/** Of the whole window, 0 to 100. */
	readonly percent: number;
}

export function sharesOf(shares: TokenShares): readonly Share[] {
	const parts = [
		{ id: 'files', label: 'files', tokens: shares.files },
		{ id: 'history', label: 'conversation', tokens: shares.history },
		{ id: 'instructions', label: 'instructions', tokens: shares.instructions },
		{ id: 'wish', label: 'your words', tokens: shares.wish },
	] as const;
	const whole = Math.max(shares.limit, totalOf(shares), 1);
	return parts.map((part) => ({ ...part, percent: (part.tokens / whole) * 100 }));
}

/** "12k of 200k tokens". */
export const weightSummary = (shares: TokenShares): string =>
	`${short(totalOf(shares))} of ${short(shares.limit)} tokens`;

/** "12k of 200k tokens: files 9k, conversation 2k, instructions 1k, your words 40". */
export const weightWords = (shares: TokenShares): string =>
	`${weightSummary(shares)}: ${sharesOf(shares)
		.map(({ label, tokens }) => `${label} ${short(tokens)}`)
		.join(', ')}`;

const totalOf = ({ files, history, instructions, wish }: TokenShares): number =>
	files + history + instructions + wish;

function short(tokens: number): string {
	if (tokens < 1_000) return String(tokens);
	return `${(tokens / 1_000).toFixed(tokens < 9_950 ? 1 : 0).replace(/\.0$/, '')}k`;
}
