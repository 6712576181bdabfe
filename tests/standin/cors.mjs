/**
 * How vendors answer web pages: which request headers they allow and which of their headers a page may read. Strict
 * where a vendor was seen to be strict, so that a header too many fails here as it fails there.
 * @typedef {{ allow: string[] | '*', expose: string[] | '*', needs?: string }} Profile
 * @type {Record<string, Profile>}
 */
const PROFILES = {
	openai: { allow: ['authorization', 'content-type'], expose: ['x-request-id', 'cf-ray'] },
	anthropic: { allow: '*', expose: '*', needs: 'anthropic-dangerous-direct-browser-access' },
	gemini: { allow: ['content-type', 'x-goog-api-key', 'x-goog-api-client'], expose: [] },
	mistral: { allow: ['authorization', 'content-type'], expose: [] },
	xai: { allow: '*', expose: '*' },
	openrouter: { allow: ['authorization', 'content-type'], expose: ['x-generation-id'] },
	groq: { allow: ['authorization', 'content-type'], expose: [] },
	deepseek: { allow: ['authorization', 'content-type'], expose: [] },
	ollama: { allow: ['authorization', 'content-type'], expose: [] },
};

const STRICTEST = { allow: ['authorization', 'content-type'], expose: [] };

/**
 * Headers of a vendor's answer to a request from a page; none where it would refuse.
 * @param {string} vendor
 * @param {import('node:http').IncomingMessage} request
 * @returns {Record<string, string>}
 */
export function corsHeaders(vendor, request) {
	const { allow, expose, needs } = { needs: undefined, ...(PROFILES[vendor] ?? STRICTEST) };
	const asked = String(request.headers['access-control-request-headers'] ?? '');
	const names = [...asked.split(/\s*,\s*/).filter(Boolean), ...Object.keys(request.headers)];
	if (needs && !names.includes(needs)) return {};
	const allowed = allow === '*' ? asked : allow.join(', ');
	const exposed = expose === '*' ? 'retry-after, request-id' : expose.join(', ');
	return {
		'access-control-allow-origin': '*',
		'access-control-allow-methods': 'GET, POST, OPTIONS',
		...(allowed ? { 'access-control-allow-headers': allowed } : {}),
		...(exposed ? { 'access-control-expose-headers': exposed } : {}),
	};
}
