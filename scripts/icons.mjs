import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { launchOptions } from '../tests/support/browser.mjs';

/**
 * Draws the mark, a calm disc whose colour turns once from teal over blue to green with a small opening of light, as
 * `static/icon.svg`, and renders the sizes that the manifest names.
 */
const SLICES = 120;
/** Hue stops of the turn in OKLCH, as on the page: teal, blue, green, teal. */
const STOPS = [
	[0.78, 0.12, 200],
	[0.7, 0.13, 255],
	[0.78, 0.1, 160],
	[0.78, 0.12, 200],
];
const START_DEGREES = 200;

const disc = (/** @type {number} */ radius) =>
	`<clipPath id="disc"><circle cx="256" cy="256" r="${radius}"/></clipPath>` +
	`<g clip-path="url(#disc)">${slices(radius * 1.1)}</g>`;

/** A ring with an opening: the orbit around the thing that was asked for. */
const orbit = (/** @type {number} */ scale, /** @type {string} */ colour) =>
	`<g fill="none" stroke="${colour}" stroke-linecap="round" transform="translate(256 256) scale(${scale}) rotate(-52)">` +
	`<path d="M 104 0 A 104 104 0 1 1 73.5 -73.5" stroke-width="30"/></g>` +
	`<circle cx="256" cy="256" r="${34 * scale}" fill="${colour}"/>`;

const svg = (/** @type {string} */ body) =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-label="AetherOS">${body}</svg>\n`;

const mark = svg(disc(248) + orbit(1.12, '#fff'));
const maskable = svg(`${slices(400)}${orbit(0.9, '#fff')}`);
const monochrome = svg(orbit(1.9, '#000'));
const onWhite = svg(`<rect width="512" height="512" fill="#f9fbfc"/>${disc(200)}${orbit(0.92, '#fff')}`);

await mkdir('static/icons', { recursive: true });
await writeFile('static/icon.svg', mark);
const browser = await chromium.launch(await launchOptions());
const page = await browser.newPage();
await render('192', mark, 192);
await render('512', mark, 512);
await render('maskable-512', maskable, 512);
await render('monochrome-512', monochrome, 512);
await render('apple-180', onWhite, 180);
await browser.close();

/** @param {string} name @param {string} picture @param {number} size in pixels */
async function render(name, picture, size) {
	await page.setViewportSize({ width: size, height: size });
	await page.setContent(
		`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${picture}`,
	);
	await page.screenshot({ path: `static/icons/${name}.png`, omitBackground: true });
}

/** SVG has no conic gradient: many thin slices, each a little wider than its share so that no seam shows. */
function slices(/** @type {number} */ radius) {
	return Array.from({ length: SLICES }, (_, index) => {
		const from = (index / SLICES) * 360 + START_DEGREES - 90;
		const to = from + 360 / SLICES + 0.6;
		return `<path d="M256 256L${point(from, radius)}A${radius} ${radius} 0 0 1 ${point(to, radius)}Z" fill="${colourAt((index + 0.5) / SLICES)}"/>`;
	}).join('');
}

/** @param {number} degrees @param {number} radius */
function point(degrees, radius) {
	const angle = (degrees * Math.PI) / 180;
	return `${(256 + radius * Math.cos(angle)).toFixed(1)} ${(256 + radius * Math.sin(angle)).toFixed(1)}`;
}

/** @param {number} turn 0–1 */
function colourAt(turn) {
	const at = turn * (STOPS.length - 1);
	const from = STOPS[Math.floor(at)] ?? [0, 0, 0];
	const to = STOPS[Math.floor(at) + 1] ?? from;
	const [l = 0, a = 0, b = 0] = labOf(from).map((value, index) => {
		const target = labOf(to)[index] ?? value;
		return value + (target - value) * (at % 1);
	});
	return hexOf(l, a, b);
}

/** @param {number[]} lch */
function labOf([l = 0, c = 0, h = 0]) {
	return [l, c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
}

/** OKLab to sRGB, https://bottosson.github.io/posts/oklab/. @param {number} l @param {number} a @param {number} b */
function hexOf(l, a, b) {
	const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const linear = [
		4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
		-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
		-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
	];
	const bytes = linear.map((value) => {
		const inside = Math.min(Math.max(value, 0), 1);
		return Math.round(255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055));
	});
	return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
