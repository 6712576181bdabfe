import { stylesOf } from './thumbnail-styles.ts';

const WIDTH = 640;
const HEIGHT = 400;
/** Most characters; the host refuses more. */
const MAX_CHARACTERS = 150_000;
const EVERY_MS = 10_000;
/** Lets lists fill and fonts settle before the first picture. */
const SETTLE_MS = 400;
/** Most elements looked at: a page of a hundred thousand rows must not hold the creation up. */
const MAX_ELEMENTS = 4_000;

const DROPPED = new Set(
	'SCRIPT STYLE LINK META BASE TITLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SOURCE TRACK ANIMATE ANIMATEMOTION ANIMATETRANSFORM SET'.split(
		' ',
	),
);
const LOADING = new Set([
	'src',
	'srcset',
	'href',
	'xlink:href',
	'action',
	'formaction',
	'poster',
	'data',
	'ping',
	'background',
	'srcdoc',
]);
const PICTURE = /^data:image\/(png|jpeg|webp|gif);base64,[a-z0-9+/=]+$/i;

/** Draws what the creation shows as one self-contained SVG, now and then. */
export class Thumbnails {
	readonly #send: (svg: string) => void;
	readonly #later = self.setTimeout.bind(self);
	#last = -EVERY_MS;
	#isWaiting = false;
	#isWatching = false;
	#isChanged = true;

	constructor(send: (svg: string) => void) {
		this.#send = send;
	}

	watch(): void {
		this.#isWatching = true;
		const changed = (): void => {
			this.soon();
		};
		new MutationObserver(changed).observe(document.documentElement, {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true,
		});
		addEventListener('input', changed, true);
		changed();
	}

	soon(): void {
		this.#isChanged = true;
		if (!this.#isWatching || this.#isWaiting) return;
		this.#isWaiting = true;
		const wait = Math.max(SETTLE_MS, this.#last + EVERY_MS - performance.now());
		this.#later(() => {
			this.#isWaiting = false;
			whenIdle(() => {
				this.now();
			});
		}, wait);
	}

	now(): void {
		if (!this.#isWatching || !this.#isChanged || innerWidth === 0) return;
		this.#isChanged = false;
		this.#last = performance.now();
		try {
			const svg = draw();
			if (svg.length <= MAX_CHARACTERS) this.#send(svg);
		} catch {
			// A picture is never worth an error in somebody's creation.
		}
	}
}

function whenIdle(run: () => void): void {
	if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 1_000 });
	else run();
}

/** The visible part of the document, scaled from its real width to the picture's. */
function draw(): string {
	const width = Math.max(innerWidth, 320);
	const height = Math.round((width * HEIGHT) / WIDTH);
	const svg = document.implementation.createDocument('http://www.w3.org/2000/svg', 'svg', null);
	const root = svg.documentElement;
	for (const [name, value] of Object.entries({
		width: WIDTH,
		height: HEIGHT,
		viewBox: `0 0 ${width} ${height}`,
	}))
		root.setAttribute(name, String(value));
	const foreign = svg.createElementNS('http://www.w3.org/2000/svg', 'foreignObject');
	foreign.setAttribute('width', String(width));
	foreign.setAttribute('height', String(height));
	const page = copyElement(document.documentElement, height, { left: MAX_ELEMENTS });
	if (!page) return '';
	// The picture follows the shell that shows it, not the appearance of the moment it was drawn.
	page.removeAttribute('data-appearance');
	if (page instanceof HTMLElement) page.style.removeProperty('color-scheme');
	const style = document.createElement('style');
	style.textContent = stylesOf(width, height);
	page.prepend(style);
	foreign.append(svg.importNode(page, true));
	root.append(foreign);
	return withoutControls(new XMLSerializer().serializeToString(svg));
}

function copyElement(element: Element, height: number, budget: { left: number }): Element | null {
	if (budget.left-- <= 0 || isDropped(element)) return null;
	if (element instanceof HTMLCanvasElement) return canvasPicture(element);
	if (element instanceof HTMLVideoElement || element instanceof HTMLAudioElement) return null;
	const copy = element.cloneNode(false);
	if (!(copy instanceof Element)) return null;
	cleanAttributes(element, copy);
	keepFormState(element, copy);
	const children = element instanceof HTMLTextAreaElement ? [] : element.childNodes;
	for (const child of children) {
		if (child instanceof Text) copy.append(child.data);
		else if (child instanceof Element && isVisible(child, height)) {
			const part = copyElement(child, height, budget);
			if (part) copy.append(part);
		}
	}
	return copy;
}

const isDropped = (element: Element): boolean =>
	DROPPED.has(element.tagName.toUpperCase()) || element instanceof HTMLHeadElement;

/** Below the picture's edge nothing is drawn, so it need not be carried. */
function isVisible(element: Element, height: number): boolean {
	if (element === document.body) return true;
	const box = element.getBoundingClientRect();
	return box.top < height && box.bottom > -height;
}

function canvasPicture(canvas: HTMLCanvasElement): Element {
	const image = document.createElement('img');
	const box = canvas.getBoundingClientRect();
	try {
		image.setAttribute('src', canvas.toDataURL('image/webp', 0.7));
	} catch {
		/* A tainted canvas has no picture; its place stays empty. */
	}
	image.setAttribute('style', `width:${box.width}px;height:${box.height}px`);
	image.setAttribute('class', canvas.className);
	return image;
}

function cleanAttributes(element: Element, copy: Element): void {
	for (const { name, value } of [...copy.attributes]) {
		const key = name.toLowerCase();
		const isHandler = key.startsWith('on');
		const isAddress = LOADING.has(key) && !PICTURE.test(value) && !(key === 'href' && value.startsWith('#'));
		const hasUrl = /url\(|image-set\(/i.test(value) && key !== 'd';
		if (isHandler || isAddress || hasUrl || !/^[a-z_][\w.:-]*$/i.test(name)) copy.removeAttribute(name);
	}
	if (copy instanceof HTMLAnchorElement || copy instanceof SVGAElement) {
		copy.removeAttribute('href');
		copy.removeAttribute('download');
	}
	const picture = element instanceof HTMLImageElement ? imagePicture(element) : null;
	if (picture) copy.setAttribute('src', picture);
}

function imagePicture(image: HTMLImageElement): string | null {
	if (PICTURE.test(image.src) || !image.complete || image.naturalWidth === 0) return null;
	const box = image.getBoundingClientRect();
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [Math.min(box.width, WIDTH), Math.min(box.height, HEIGHT)];
	try {
		canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
		return canvas.toDataURL('image/webp', 0.7);
	} catch {
		return null;
	}
}

function keepFormState(element: Element, copy: Element): void {
	if (element instanceof HTMLInputElement && element.type !== 'password') {
		if (element.checked) copy.setAttribute('checked', '');
		else copy.removeAttribute('checked');
		if (element.type !== 'file') copy.setAttribute('value', element.value);
	} else if (element instanceof HTMLTextAreaElement) copy.append(element.value);
	else if (element instanceof HTMLOptionElement && element.selected) copy.setAttribute('selected', '');
}

/** Characters that XML cannot carry. */
const withoutControls = (text: string): string =>
	// eslint-disable-next-line no-control-regex -- these are what XML forbids
	text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
