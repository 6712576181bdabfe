import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const HEADERS = {
	'cross-origin-resource-policy': 'cross-origin',
	'cross-origin-embedder-policy': 'require-corp',
	'access-control-allow-origin': '*',
	'access-control-allow-headers': '*',
	'access-control-allow-methods': '*',
};
const TYPES = { html: 'text/html', js: 'text/javascript', json: 'application/json' };

/**
 * The vendor's frame as the real client meets it, on this machine: `/headless` speaks the same Comlink that the client
 * carries, over a file system and a "Node" of a few commands (fake-container.html). Its projects are
 * shown under `/preview/`. A control server opens and closes it: `POST /open`, `POST /close`.
 */
export async function startContainerHost() {
	/** @type {import('node:http').Server | undefined} */
	let server;
	const port = await freePort();
	/** What the running project answers, by path. @type {Map<string, { type: string, body: string }>} */
	const routes = new Map();
	const control = createServer((request, response) => {
		const done = (/** @type {string} */ text) => response.writeHead(200, HEADERS).end(text);
		if (request.url === '/open') {
			server = createServer((asked, answer) => void serve(asked, answer, routes));
			server.listen(port, 'localhost', () => done(`http://localhost:${port}`));
		} else if (request.url === '/close' && server) {
			server.closeAllConnections();
			server.close(() => done('closed'));
		} else done(`http://localhost:${port}`);
	});
	await new Promise((resolve) => control.listen(0, 'localhost', () => resolve(undefined)));
	return {
		control: `http://localhost:${portOf(control)}`,
		close: () => {
			for (const each of [control, server]) {
				each?.closeAllConnections();
				each?.close();
			}
		},
	};
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {Map<string, { type: string, body: string }>} routes
 */
async function serve(request, response, routes) {
	const { pathname } = new URL(request.url ?? '/', 'http://localhost');
	const send = (/** @type {number} */ status, /** @type {string} */ type, /** @type {string} */ body) =>
		response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body);
	if (request.method === 'OPTIONS') return send(204, 'text/plain', '');
	if (pathname === '/headless')
		return send(200, TYPES.html, await readFile('tests/support/fake-container.html', 'utf8'));
	if (pathname === '/comlink.js')
		return send(200, TYPES.js, await readFile('node_modules/@webcontainer/api/dist/vendor/index.js', 'utf8'));
	const body = await bodyOf(request);
	if (pathname === '/routes') {
		routes.clear();
		for (const [path, route] of Object.entries(JSON.parse(body))) routes.set(path, route);
		return send(200, TYPES.json, '{}');
	}
	const path = pathname.replace(/^\/preview/, '') || '/';
	const route = routes.get(path);
	if (path === '/echo') return send(201, TYPES.json, JSON.stringify({ method: request.method, body }));
	return route ? send(200, route.type, route.body) : send(404, 'text/plain', 'nothing here');
}

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
	const parts = [];
	for await (const part of request) parts.push(part);
	return Buffer.concat(parts).toString('utf8');
}

/** @param {import('node:http').Server} server */
function portOf(server) {
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

/** A port that nobody listens at. */
async function freePort() {
	const server = createServer();
	await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
	const port = portOf(server);
	await new Promise((resolve) => server.close(resolve));
	return port;
}
