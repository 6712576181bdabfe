import { MAX_THUMBNAIL } from './protocol.ts';

const SVG = 'http://www.w3.org/2000/svg';
const FORBIDDEN =
	/^(script|iframe|frame|object|embed|link|meta|base|audio|video|source|track|feimage|animate|animatemotion|animatetransform|set|handler|listener|portal|applet)$/i;
const ADDRESSES = /^(src|srcset|href|xlink:href|action|formaction|poster|data|ping|background|srcdoc)$/i;
const PICTURE = /^data:image\/(png|jpeg|webp|gif);base64,[a-z0-9+/=]+$/i;

/**
 * Whether a picture that a creation drew of itself may be kept and shown in an `<img>`, where browsers load nothing
 * and run nothing anyway: small, well-formed, no program, and no address that leads outside of it.
 */
export function isSafePicture(svg: string): boolean {
	if (svg.length > MAX_THUMBNAIL || /<[!?]/.test(svg)) return false;
	const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
	const root = document.documentElement;
	if (root.namespaceURI !== SVG || root.localName !== 'svg') return false;
	if (document.querySelector('parsererror')) return false;
	return [root, ...root.querySelectorAll('*')].every(isSafeElement);
}

function isSafeElement(element: Element): boolean {
	if (FORBIDDEN.test(element.localName)) return false;
	if (element.localName.toLowerCase() === 'style' && !isSafeCss(element.textContent)) return false;
	return [...element.attributes].every(({ name, value }) => isSafeAttribute(name, value));
}

function isSafeAttribute(name: string, value: string): boolean {
	if (/^on/i.test(name)) return false;
	if (name.startsWith('xmlns')) return true;
	if (ADDRESSES.test(name)) return PICTURE.test(value) || /^#[\w-]*$/.test(value);
	return isSafeCss(value);
}

/** No address in a style, also not one written with CSS escapes; pictures in base64 are fine. */
function isSafeCss(css: string): boolean {
	const plain = css
		.replaceAll(/\/\*.*?\*\//gs, '')
		.replaceAll(/\\([0-9a-f]{1,6})\s?/gi, (_match, code: string) => characterOf(parseInt(code, 16)))
		.replaceAll('\\', '');
	if (/@import|expression\s*\(|javascript:|image-set\s*\(|\bsrc\s*\(/i.test(plain)) return false;
	return [...plain.matchAll(/url\s*\(\s*["']?([^"')]*)/gi)].every(([, address = '']) =>
		/^(#[\w-]*$|data:image\/(png|jpeg|webp|gif|svg\+xml)[;,])/i.test(address.trim()),
	);
}

const characterOf = (code: number): string => (code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '');
