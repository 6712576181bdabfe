import { expect, test } from 'vitest';
import kitStyle from './files/kit.css?raw';
import { hueOf, HUES } from './theme.ts';

type Colour = readonly [lightness: number, chroma: number, hue: number];

/** Relative luminance of an OKLCH colour, clipped to sRGB as browsers do. */
function luminance([lightness, chroma, hue]: Colour): number {
	const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const clip = (value: number): number => Math.min(1, Math.max(0, value));
	const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
	const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
	const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Colour, b: Colour): number {
	const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

/** Both values of a `--name: light-dark(oklch(…), oklch(…))` of kit.css. */
function token(name: string, hue: number): readonly [light: Colour, dark: Colour] {
	const text = new RegExp(`--${name}: light-dark\\(([^;]+)\\);`).exec(kitStyle)?.[1] ?? '';
	const colours = [...text.matchAll(/oklch\(([\d.]+)% ([\d.]+) (?:var\(--hue\)|([\d.]+))/g)].map(
		([, l, c, h]): Colour => [Number(l) / 100, Number(c), h === undefined ? hue : Number(h)],
	);
	const [light, dark] = colours;
	if (!light || !dark) throw new Error(`kit.css has no --${name}`);
	return [light, dark];
}

test.each(HUES)('the accent of hue %i can be read in light and dark', (hue) => {
	for (const [text, ground] of [
		['accent-ink', 'accent'],
		['accent', 'surface'],
		['accent', 'bg'],
		['ink', 'accent-soft'],
		['ink-2', 'accent-soft'],
		['ink-2', 'sunken'],
		['ink-3', 'surface'],
		['ink-3', 'bg'],
		['bad', 'surface'],
		['ok', 'bg'],
		['warn', 'surface'],
	] as const)
		for (const mode of [0, 1] as const)
			expect(
				contrast(token(text, hue)[mode], token(ground, hue)[mode]),
				`${text} on ${ground}`,
			).toBeGreaterThan(4.5);
});

test('a title keeps its hue, and different titles get different ones', () => {
	expect(hueOf('Recipes')).toBe(hueOf('Recipes'));
	const titles = ['Recipes', 'Expenses', 'Habits', 'Notes', 'Team board', 'Birthdays', 'Quiz', 'Timer'];
	expect(new Set(titles.map(hueOf)).size).toBeGreaterThan(4);
});
