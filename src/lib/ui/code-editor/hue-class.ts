const sheet = new CSSStyleSheet();
const known = new Set<number>();

/** A class that sets `--hue`, for where an editor takes class names only. Degrees on the colour wheel. */
export function hueClass(hue: number): string {
	const degrees = Math.round(hue) % 360;
	if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
	if (!known.has(degrees)) sheet.insertRule(`.peer-hue-${degrees} { --hue: ${degrees} }`);
	known.add(degrees);
	return `peer-hue-${degrees}`;
}
