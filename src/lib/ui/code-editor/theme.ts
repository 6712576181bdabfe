import type { editor } from 'monaco-editor/editor';

export type Appearance = 'light' | 'dark';

/** The tokens of `app.css` as they are now, as Monaco's theme. Returns its name for `setTheme`. */
export function defineTheme(define: typeof editor.defineTheme, appearance: Appearance): string {
	const isContrast = matchMedia('(prefers-contrast: more), (forced-colors: active)').matches;
	const name = `aether-${appearance}${isContrast ? '-contrast' : ''}`;
	const color = colorReader(appearance);
	define(name, {
		base: isContrast
			? appearance === 'dark'
				? 'hc-black'
				: 'hc-light'
			: appearance === 'dark'
				? 'vs-dark'
				: 'vs',
		inherit: true,
		rules: isContrast ? [] : rulesFor(appearance),
		colors: isContrast ? {} : colorsFrom(color),
	});
	return name;
}

export const SYNTAX: Readonly<Record<Appearance, Readonly<Record<string, string>>>> = {
	light: {
		keyword: '6a2fb0',
		string: '136332',
		comment: '4f5a69',
		number: '7d4900',
		type: '17508f',
		tag: '17508f',
		attribute: '7d4900',
		delimiter: '4a5463',
	},
	dark: {
		keyword: 'c9a2f7',
		string: '8fd6a3',
		comment: '8a94a3',
		number: 'e8b36b',
		type: '8ebcf5',
		tag: '8ebcf5',
		attribute: 'e8b36b',
		delimiter: 'a9b3c0',
	},
};

function rulesFor(appearance: Appearance): editor.ITokenThemeRule[] {
	const syntax = SYNTAX[appearance];
	const rule = (token: string, name: string): editor.ITokenThemeRule => ({
		token,
		foreground: syntax[name] ?? '',
	});
	return [
		rule('keyword', 'keyword'),
		rule('string', 'string'),
		rule('string.key.json', 'type'),
		rule('string.value.json', 'string'),
		rule('comment', 'comment'),
		rule('number', 'number'),
		rule('regexp', 'number'),
		rule('type', 'type'),
		rule('tag', 'tag'),
		rule('metatag', 'comment'),
		rule('attribute.name', 'attribute'),
		rule('attribute.value', 'string'),
		rule('delimiter', 'delimiter'),
	];
}

type ReadColor = (token: string, alpha?: number) => string;

function colorsFrom(color: ReadColor): editor.IColors {
	return {
		'editor.background': color('--bg'),
		'editor.foreground': color('--ink'),
		'editorGutter.background': color('--bg'),
		'editorLineNumber.foreground': color('--ink-3'),
		'editorLineNumber.activeForeground': color('--ink-2'),
		'editorCursor.foreground': color('--accent'),
		'editor.selectionBackground': color('--accent', 0.25),
		'editor.inactiveSelectionBackground': color('--accent', 0.14),
		'editor.lineHighlightBackground': color('--sunken'),
		'editor.lineHighlightBorder': color('--sunken', 0),
		'editorIndentGuide.background1': color('--line'),
		'editorWidget.background': color('--raised'),
		'editorWidget.border': color('--line'),
		'editorHoverWidget.background': color('--raised'),
		'editorSuggestWidget.background': color('--raised'),
		'editorSuggestWidget.border': color('--line'),
		'input.background': color('--surface'),
		'input.border': color('--line'),
		focusBorder: color('--accent'),
		'editorOverviewRuler.border': color('--line', 0),
		'diffEditor.insertedTextBackground': color('--ok', 0.12),
		'diffEditor.insertedLineBackground': color('--ok', 0.07),
		'diffEditor.removedTextBackground': color('--bad', 0.12),
		'diffEditor.removedLineBackground': color('--bad', 0.07),
		'diffEditor.diagonalFill': color('--line'),
		'scrollbar.shadow': color('--line', 0),
	};
}

/** Reads a token as `#rrggbbaa`: editor and terminal take only hexadecimal; a canvas turns any CSS colour into sRGB bytes. */
export function colorReader(appearance: Appearance): ReadColor {
	const probe = document.createElement('span');
	probe.style.colorScheme = appearance;
	// Under reduced motion every change is a very short transition, in which the colour read is still the one before.
	probe.style.setProperty('transition', 'none', 'important');
	document.body.append(probe);
	const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
	const read: ReadColor = (token, alpha = 1) => {
		probe.style.color = `var(${token})`;
		if (!context) return '#808080';
		context.clearRect(0, 0, 1, 1);
		context.fillStyle = getComputedStyle(probe).color;
		context.fillRect(0, 0, 1, 1);
		const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
		return `#${[red, green, blue, Math.round(alpha * 255)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
	};
	queueMicrotask(() => probe.remove());
	return read;
}
