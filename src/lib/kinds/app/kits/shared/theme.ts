/** Hues of the OKLCH circle that look good as an accent at one lightness; olive and mustard do not. */
export const HUES = [15, 32, 148, 165, 190, 215, 240, 258, 275, 295, 320, 345] as const;

/** The same title always has the same hue, in degrees. */
export function hueOf(title: string): number {
	let hash = 2166136261;
	for (const character of title) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
	// The low bits of this hash alone are uneven.
	hash ^= hash >>> 15;
	return HUES[(hash >>> 0) % HUES.length] ?? HUES[0];
}

export const themeSource = (title: string): string =>
	`/* The hue of the accent colour, 0 to 360: 25 red, 45 orange, 145 green, 240 blue, 310 violet. */\n:root {\n\t--hue: ${hueOf(title)};\n}\n`;
