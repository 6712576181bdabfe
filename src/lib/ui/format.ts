/** Bytes as a person reads them: "12.4 MB". */
export function sizeText(bytes: number): string {
	const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
	const value = bytes / 1000 ** power;
	const digits = value < 100 && power > 0 ? 1 : 0;
	return `${countText(Number(value.toFixed(digits)))} ${UNITS[power] ?? 'B'}`;
}

// The first use of `Intl` costs a frame, so what needs none of it goes without.
/** A number as a person reads it: "12,345". */
export const countText = (count: number): string =>
	count < 1000 ? String(count) : count.toLocaleString('en');

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** How long ago `at` was, in words: "just now", "5 min ago", "yesterday", then the date. ms since the epoch. */
export function agoText(at: number, now = Date.now()): string {
	const minutes = Math.floor((now - at) / 60_000);
	if (minutes < 1) return 'just now';
	if (minutes < 60) return `${minutes} min ago`;
	if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
	if (minutes < 48 * 60) return 'yesterday';
	return new Date(at).toLocaleDateString('en', { dateStyle: 'medium' });
}

/** A sentence with its full stop, whether it came with one or not. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
