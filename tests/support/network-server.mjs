import { createServer } from 'node:http';
import { serveMcp } from './mcp-server.mjs';

/**
 * A service on the network for tests in the browser: `/echo` says what came, `/big` sends more than anybody takes,
 * `/slow` never answers, `/redirect?to=` sends on, `/closed` answers no page of another site, `/mcp` is an MCP server. Reached by two origins,
 * `localhost` and `127.0.0.1`.
 */
export async function startNetworkServer() {
	const server = createServer((request, response) => {
		void answer(request, response);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		port: String(port),
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(request, response) {
	const url = new URL(request.url ?? '/', 'http://localhost');
	response.setHeader('cross-origin-resource-policy', 'cross-origin');
	if (url.pathname === '/closed') return response.end('not for pages');
	response.setHeader('access-control-allow-origin', '*');
	response.setHeader('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
	response.setHeader(
		'access-control-allow-headers',
		request.headers['access-control-request-headers'] ?? '*',
	);
	response.setHeader('access-control-expose-headers', '*');
	if (request.method === 'OPTIONS') return response.end();
	if (url.pathname === '/slow') return;
	if (/^\/mcp(-locked)?$/.test(url.pathname)) return serveMcp(url.pathname, request, response);
	if (url.pathname === '/redirect')
		return response.writeHead(307, { location: url.searchParams.get('to') ?? '/' }).end();
	if (url.pathname === '/big') return response.end(Buffer.alloc(33 * 1024 * 1024, 'a'));
	if (url.pathname === '/wrong') return json(response, { unexpected: true });
	if (url.pathname === '/document') return response.end(url.searchParams.get('text') ?? '');
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	const { method, headers } = request;
	response.setHeader('x-repeated', headers.authorization ?? '');
	response.setHeader('set-cookie', 'a=b');
	return json(response, { method, path: request.url, headers, body: Buffer.concat(chunks).toString() });
}

/** @param {import('node:http').ServerResponse} response @param {unknown} value */
function json(response, value) {
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(value));
}
