import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Xterm, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { colorReader, type Appearance } from '#lib/ui/code-editor/theme.ts';

/** The terminal's own screen. It is large, so it is imported when first shown. */
export class Screen {
	readonly #term: Xterm;
	readonly #fit = new FitAddon();
	readonly #resize: ResizeObserver;

	constructor(element: HTMLElement, appearance: Appearance, onData: (data: string) => void) {
		const style = getComputedStyle(element);
		this.#term = new Xterm({
			convertEol: true,
			cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
			fontFamily: style.fontFamily,
			fontSize: parseFloat(style.fontSize) || 13,
			lineHeight: 1.35,
			screenReaderMode: true,
			scrollback: 5_000,
			theme: themeOf(appearance),
			minimumContrastRatio: 4.5,
			// What a tool prints must not open pages.
			linkHandler: { activate: () => undefined },
		});
		this.#term.loadAddon(this.#fit);
		this.#term.open(element);
		this.#term.onData(onData);
		this.#fit.fit();
		this.#resize = new ResizeObserver(() => this.#fit.fit());
		this.#resize.observe(element);
	}

	get columns(): number {
		return this.#term.cols;
	}

	write(text: string): void {
		this.#term.write(text);
	}

	/** Back to plain letters, a cursor and the normal screen, whatever a program left. */
	restore(): void {
		const isOther = this.#term.buffer.active.type === 'alternate';
		this.#term.write(`\u001b[0m\u001b[?25h${isOther ? '\u001b[?1049l' : ''}`);
	}

	clear(): void {
		this.#term.clear();
	}

	focus(): void {
		this.#term.focus();
	}

	onResize(listener: () => void): void {
		this.#term.onResize(listener);
	}

	setAppearance(appearance: Appearance): void {
		this.#term.options.theme = themeOf(appearance);
	}

	/** What stands on the screen and above it, as text. */
	text(): string {
		const { active } = this.#term.buffer;
		const lines = Array.from(
			{ length: active.length },
			(_, row) => active.getLine(row)?.translateToString(true) ?? '',
		);
		return lines.join('\n').trimEnd();
	}

	close(): void {
		this.#resize.disconnect();
		this.#term.dispose();
	}
}

/** The tokens of `app.css` as colours of a terminal. */
function themeOf(appearance: Appearance): ITheme {
	const color = colorReader(appearance);
	const [ink, quiet] = [color('--ink'), color('--ink-3')];
	const [good, warn, bad, accent] = [color('--ok'), color('--warn'), color('--bad'), color('--accent')];
	return {
		background: color('--bg'),
		foreground: ink,
		cursor: accent,
		cursorAccent: color('--bg'),
		selectionBackground: color('--accent', 0.25),
		black: appearance === 'dark' ? color('--sunken') : ink,
		brightBlack: quiet,
		red: bad,
		brightRed: bad,
		green: good,
		brightGreen: good,
		yellow: warn,
		brightYellow: warn,
		blue: accent,
		brightBlue: accent,
		cyan: accent,
		brightCyan: accent,
		white: appearance === 'dark' ? ink : color('--ink-2'),
		brightWhite: ink,
	};
}
