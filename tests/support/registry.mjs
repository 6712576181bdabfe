import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { gzip, tarOf } from '../../src/lib/services/packages/make-tar.test-data.js';

const CORS = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

/**
 * A registry that serves the packages of this project's own `node_modules`, packed when they are first asked for. Tests in the
 * browser open one by `POST /open` at the control address and close it by `POST /close?port=…`.
 */
export async function startRegistries() {
	/** @type {Map<number, import('node:http').Server>} */
	const open = new Map();
	const control = await listen(async (request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		if (url.pathname === '/open') {
			const server = await listen(serve);
			open.set(portOf(server), server);
			response.writeHead(200, CORS).end(`http://localhost:${portOf(server)}`);
		} else {
			const server = open.get(Number(url.searchParams.get('port')));
			server?.closeAllConnections();
			server?.close(() => response.writeHead(200, CORS).end('closed'));
		}
	});
	return {
		control: `http://localhost:${portOf(control)}`,
		close: () => {
			for (const server of [control, ...open.values()]) {
				server.closeAllConnections();
				server.close();
			}
		},
	};
}

/**
 * @param {import('node:http').RequestListener} listener
 * @returns {Promise<import('node:http').Server>}
 */
function listen(listener) {
	const server = createServer(listener);
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** @param {import('node:http').Server} server */
function portOf(server) {
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

/** @type {import('node:http').RequestListener} */
function serve(request, response) {
	answer(request)
		.then(([status, body]) => response.writeHead(status, CORS).end(body))
		.catch(() => response.writeHead(404, CORS).end('{}'));
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<[number, string | Uint8Array]>}
 */
async function answer(request) {
	const parts = decodeURIComponent((request.url ?? '/').slice(1)).split('/');
	const name = parts[0]?.startsWith('@') ? parts.splice(0, 2).join('/') : (parts.shift() ?? '');
	if (!/^(@[\w-]+\/)?[\w.-]+$/.test(name)) return [404, '{}'];
	const manifest = JSON.parse(await readFile(path.join('node_modules', name, 'package.json'), 'utf8'));
	const tarball = await tarballOf(name);
	if (parts[0] === '-') return [200, tarball];
	const version = entryOf(manifest, tarball, `http://${request.headers.host}/${name}/-/package.tgz`);
	if (parts.length > 0) return [200, JSON.stringify(version)];
	return [
		200,
		JSON.stringify({ 'dist-tags': { latest: manifest.version }, versions: { [manifest.version]: version } }),
	];
}

/**
 * @param {Record<string, unknown>} manifest
 * @param {Uint8Array} tarball
 * @param {string} address
 */
function entryOf({ name, version, dependencies, license, homepage, os, cpu }, tarball, address) {
	const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
	return {
		name,
		version,
		dependencies,
		license,
		homepage,
		os,
		cpu,
		dist: { tarball: address, integrity, unpackedSize: tarball.length * 3 },
	};
}

/** Each is packed once, as in a real registry. @type {Map<string, Promise<Uint8Array>>} */
const tarballs = new Map();

/** @param {string} name */
function tarballOf(name) {
	const tarball = tarballs.get(name) ?? pack(name);
	tarballs.set(name, tarball);
	return tarball;
}

/** @param {string} name @returns {Promise<Uint8Array>} */
async function pack(name) {
	const folder = path.join('node_modules', name);
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = found
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.filter((file) => !file.startsWith('node_modules'));
	const entries = await Promise.all(
		files.map(async (file) => ({ path: `package/${file}`, text: await readFile(path.join(folder, file)) })),
	);
	return gzip(tarOf(entries));
}
