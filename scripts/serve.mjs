import { createServer } from 'node:http';
import sirv from 'sirv';
import { cacheControlFor, hasFallback, headersFor } from './headers.mjs';

/** @typedef {import('node:http').Server} Server */

/**
 * Serves a built folder on this machine only, as a well-set static host would.
 * @param {{ directory: string, port?: number, live?: boolean, bare?: boolean }} options `port` 0 takes any free one;
 * for tests: `live` reads the folder on every request, so that it can be exchanged, `bare` sends no headers of ours.
 * @returns {Promise<{ origin: string, port: number, close: () => Promise<void> }>}
 */
export async function serve({ directory, port = 0, live = false, bare = false }) {
	const files = sirv(directory, {
		dev: live,
		etag: true,
		setHeaders: (response, pathname) => {
			if (!bare) response.setHeader('Cache-Control', cacheControlFor(pathname));
		},
	});
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		for (const [name, value] of Object.entries(bare ? {} : headersFor(pathname)))
			response.setHeader(name, value);
		files(request, response, () => {
			if (!hasFallback(pathname)) return notFound(response);
			request.url = '/index.html';
			files(request, response, () => notFound(response));
		});
	});
	const taken = await listen(server, port);
	return { origin: `http://localhost:${taken}`, port: taken, close: () => close(server) };
}

/** @param {import('node:http').ServerResponse} response */
function notFound(response) {
	response.statusCode = 404;
	response.setHeader('Content-Type', 'text/plain; charset=utf-8');
	response.setHeader('Cache-Control', 'no-cache');
	response.end('Not found\n');
}

/** @param {Server} server @param {number} port @returns {Promise<number>} the port it got */
function listen(server, port) {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			resolve(address === null || typeof address === 'string' ? port : address.port);
		});
	});
}

/** @param {Server} server @returns {Promise<void>} */
function close(server) {
	return new Promise((resolve) => {
		server.close(() => {
			resolve();
		});
		server.closeAllConnections();
	});
}
