import { BOOT_HASH, BROKER_HASH, BROKER_SCRIPT } from './locked.ts';

/**
 * The page between the host and a running creation, answered by the service worker. It gives the creation's document
 * a policy of its own (a `srcdoc` inherits the one of its embedder), keeps the host's address and its fragment out of
 * `document.baseURI`, and by `frame-src 'none'` stops the creation from navigating itself away with data.
 */
export const BROKER_PATH = '/__sandbox';

export type EmbedderPolicy = 'require-corp' | 'credentialless' | 'unsafe-none';

const CONTENT_SECURITY_POLICY = [
	"default-src 'none'",
	`script-src ${BROKER_HASH} ${BOOT_HASH} 'unsafe-eval' 'wasm-unsafe-eval' blob: data:`,
	'worker-src blob:',
	"style-src 'unsafe-inline'",
	'img-src data: blob:',
	'font-src data:',
	'media-src data: blob:',
	"connect-src 'none'",
	"frame-src 'none'",
	"form-action 'none'",
	"base-uri 'none'",
].join('; ');

const BROKER_PAGE =
	'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">' +
	'<title>Sandbox</title><style>html,body{margin:0;height:100%;overflow:hidden}' +
	'iframe{display:block;width:100%;height:100%;border:0}</style></head>' +
	`<body><script>${BROKER_SCRIPT}</script></body></html>`;

/** All headers of the broker page, lower case. They are the lock: serve them exactly or not at all. */
export function brokerHeaders(embedderPolicy: EmbedderPolicy): Readonly<Record<string, string>> {
	return {
		'content-type': 'text/html; charset=utf-8',
		'content-security-policy': CONTENT_SECURITY_POLICY,
		// Chromium only: no network at all, WebRTC and navigation included; inherited by the opaque frame and its workers.
		'connection-allowlist': '()',
		'cross-origin-embedder-policy': embedderPolicy,
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'referrer-policy': 'no-referrer',
		'x-dns-prefetch-control': 'off',
		'x-content-type-options': 'nosniff',
		'cache-control': 'no-store',
	};
}

/** What the service worker answers for `BROKER_PATH`, to navigations and to `fetch` alike. */
export function brokerResponse(embedderPolicy: EmbedderPolicy): Response {
	return new Response(BROKER_PAGE, { headers: brokerHeaders(embedderPolicy) });
}

/** Whether an answer for `BROKER_PATH` really is the locked page, and not a fallback of some web server. */
export function isBrokerResponse(response: Response): boolean {
	return response.ok && response.headers.get('content-security-policy') === CONTENT_SECURITY_POLICY;
}
