/** All style rules of the document in one text, without anything that loads. */
export function stylesOf(width: number, height: number): string {
	const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
	const rules = sheets.map((sheet) => rulesOf(sheet)).join('\n');
	return `${frozen(width, height)}\n${rooted(rules)}\n${STILL}`;
}

/** Inside an SVG `:root` is the SVG, and a picture has no viewport of its own. */
const rooted = (css: string): string => css.replaceAll(/:root\b/g, 'html');

const frozen = (width: number, height: number): string =>
	`html{display:block;width:${width}px;height:${height}px;overflow:hidden;background:${pageBackground()}}` +
	`body{display:block;margin:8px;min-height:100%}`;

/** Nothing moves or blinks in a picture. */
const STILL =
	'*,*::before,*::after{animation:none!important;transition:none!important;caret-color:transparent!important}';

/**
 * The frame is transparent, a picture must not be. A body that fills the page brings its own colour, which may follow
 * light and dark; the colour of a narrow body reaches beyond it in a page, but not in a picture.
 */
function pageBackground(): string {
	const color = getComputedStyle(document.body).backgroundColor;
	const isWide = document.body.getBoundingClientRect().width >= innerWidth - 1;
	const isClear = color === 'rgba(0, 0, 0, 0)' || color === 'transparent';
	return isWide || isClear ? 'light-dark(#fff, #16191e)' : color;
}

function rulesOf(sheet: CSSStyleSheet): string {
	try {
		const rules = [...sheet.cssRules].filter((rule) => !isLoading(rule));
		return withoutUrls(writtenOf(sheet, rules.length) ?? rules.map(({ cssText }) => cssText).join('\n'));
	} catch {
		return '';
	}
}

/**
 * The rules as they were written, where no program changed them since: what a browser gives back of a `font: … var(--x)` before
 * a single `font-…` is empty.
 */
function writtenOf({ ownerNode }: CSSStyleSheet, count: number): string | undefined {
	if (!(ownerNode instanceof HTMLStyleElement)) return undefined;
	const text = ownerNode.textContent
		.replaceAll(/\/\*.*?\*\//gs, '')
		.replaceAll(/@font-face\s*\{[^}]*\}/gi, '');
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(text);
	return sheet.cssRules.length === count ? text : undefined;
}

const isLoading = (rule: CSSRule): boolean =>
	rule instanceof CSSImportRule || rule instanceof CSSFontFaceRule;

/** Pictures inside the style sheet may stay, addresses may not. */
function withoutUrls(css: string): string {
	return css
		.replaceAll(/@import[^;]*;?/gi, '')
		.replaceAll(/url\(\s*(["']?)(.*?)\1\s*\)/gis, (match, _quote, address: string) =>
			/^data:image\/(png|jpeg|webp|gif|svg\+xml)[;,]/i.test(address) && address.length < 20_000
				? match
				: 'none',
		);
}
