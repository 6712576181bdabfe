/** At most two letters that stand for a name: of its first and last word. "?" where there are none. */
export function initialsOf(name: string): string {
	const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
	const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => firstOf(word));
	return letters.join('').toLocaleUpperCase() || '?';
}

const firstOf = (word: string | undefined): string => [...(word ?? '')][0] ?? '';
