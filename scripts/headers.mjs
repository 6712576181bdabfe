/**
 * The response headers of the product, said once: the local server, the service worker and every file in `deploy/`
 * and `static/_headers` follow this table.
 */

/** Policy of worker scripts. A page's meta policy does not bind a worker that is loaded by URL; its own header does. */
const WORKER_POLICY =
	"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'";

/** Where the host must answer 404 for a missing file instead of handing out the shell. */
export const NO_FALLBACK = ['/_app/', '/vendor/', '/__sandbox'];

/**
 * Later rules win over earlier ones. `*` stands at the end only.
 * @type {{ path: string, headers: Record<string, string> }[]}
 */
export const HEADER_RULES = [
	{
		path: '/*',
		headers: {
			'Cross-Origin-Opener-Policy': 'same-origin',
			'Cross-Origin-Embedder-Policy': 'require-corp',
			'Cross-Origin-Resource-Policy': 'same-origin',
			'Content-Security-Policy': "frame-ancestors 'none'",
			'Referrer-Policy': 'no-referrer',
			'X-Content-Type-Options': 'nosniff',
		},
	},
	{ path: '/service-worker.js', headers: { 'Content-Security-Policy': WORKER_POLICY } },
	{ path: '/_app/immutable/*', headers: { 'Content-Security-Policy': WORKER_POLICY } },
];

/** Files named by their content; everything else is asked for again each time. */
export const IMMUTABLE_PATH = '/_app/immutable/*';
export const IMMUTABLE_CACHE = 'public, max-age=31536000, immutable';

/** @param {string} pattern @param {string} pathname */
const matches = (pattern, pathname) =>
	pattern.endsWith('*') ? pathname.startsWith(pattern.slice(0, -1)) : pattern === pathname;

/**
 * Headers of a file that exists, caching aside.
 * @param {string} pathname
 * @returns {Record<string, string>}
 */
export function headersFor(pathname) {
	const found = HEADER_RULES.filter((rule) => matches(rule.path, pathname));
	return Object.assign({}, ...found.map((rule) => rule.headers));
}

/** @param {string} pathname */
export const cacheControlFor = (pathname) =>
	matches(IMMUTABLE_PATH, pathname) ? IMMUTABLE_CACHE : 'no-cache';

/**
 * Whether a missing path gets the shell, so that a deep link opens.
 * @param {string} pathname
 */
export const hasFallback = (pathname) => !NO_FALLBACK.some((prefix) => pathname.startsWith(prefix));
