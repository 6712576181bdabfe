/** What everybody tries first. */
const COMMON =
	/^(?:password|passwort|qwert[yz]\w*|letmein|welcome|admin|iloveyou|monkey|dragon|abc\w*|123\w*)\W*\d*$/i;

/** Guesses that are needed, as a power of two, and what would make it better. A rough estimate. */
export function strengthOf(password: string): { readonly bits: number; readonly hints: readonly string[] } {
	const sizes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].map((set, index) =>
		set.test(password) ? ([26, 26, 10, 33][index] ?? 0) : 0,
	);
	const alphabet = sizes.reduce((sum, size) => sum + size, 0);
	// A sign that repeats or follows the one before adds next to nothing.
	const fresh = [...password].filter(
		(sign, index) => Math.abs(sign.charCodeAt(0) - password.charCodeAt(index - 1)) > 1 || index === 0,
	);
	const isCommon = COMMON.test(password);
	const bits = isCommon ? 4 : fresh.length * Math.log2(Math.max(2, alphabet));
	return {
		bits,
		hints: [
			...(isCommon ? ['This is among the first that anybody tries.'] : []),
			...(password.length < 12 ? ['Make it at least 12 letters long.'] : []),
			...(fresh.length < password.length * 0.7 ? ['Avoid sequences and repetitions.'] : []),
			...(sizes.filter((size) => size > 0).length < 2 ? ['Mix letters with digits or signs.'] : []),
		],
	};
}

/** "99 bits: strong". */
export function bitsText(bits: number): string {
	const word = bits < 40 ? 'weak' : bits < 60 ? 'fair' : bits < 80 ? 'good' : 'strong';
	return `${Math.floor(bits)} bits: ${word}`;
}
