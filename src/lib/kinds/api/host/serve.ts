import type { createServer } from 'node:http';
import { exchange } from './exchange.ts';
import type { Settings } from './settings.ts';

interface ServeParts {
	readonly name: string;
	readonly settings: Settings;
	readonly createServer: typeof createServer;
}

/** Serves the default export of an API until the process is ended, and says where. Fails where the port is taken. */
export function serveInNode(program: unknown, { name, settings, createServer: create }: ServeParts): void {
	const fetch = fetcherOf(program);
	reachLinks(settings.links);
	const server = create((incoming, outgoing) => {
		exchange(fetch, incoming, outgoing).catch((error: unknown) => {
			console.error(error);
			outgoing.destroy();
		});
	});
	server.on('error', (error: Error & { code?: string }) => {
		const isTaken = error.code === 'EADDRINUSE';
		console.error(isTaken ? `Port ${settings.port} is taken: choose another with --port.` : error.message);
		process.exitCode = 1;
	});
	server.listen(settings.port, settings.host, () => {
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : settings.port;
		const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
		console.log(`${name} listens at http://${host}:${port} and keeps its data in ${settings.data}`);
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => {
			server.close();
			server.closeAllConnections();
		});
}

function fetcherOf(program: unknown): (request: Request) => unknown {
	const owner: object = typeof program === 'object' || typeof program === 'function' ? (program ?? {}) : {};
	const fetch: unknown = Reflect.get(owner, 'fetch') ?? program;
	if (typeof fetch !== 'function') throw new TypeError('The API exports no fetch.');
	return (request): unknown => Reflect.apply(fetch, owner, [request]);
}

/** A link is an address that exists nowhere; here it is the one that the person gave. */
function reachLinks(links: Settings['links']): void {
	const outside = globalThis.fetch;
	globalThis.fetch = async (input, init) => {
		const request = new Request(input, init);
		const url = new URL(request.url);
		const [, name] = /^(.+)\.link\.invalid$/.exec(url.hostname) ?? [];
		if (name === undefined) return outside(request);
		const base = links.get(name);
		if (base === undefined) throw new TypeError(`Say where "${name}" answers: --link ${name}=URL.`);
		return outside(new Request(`${base.replace(/\/$/, '')}${url.pathname}${url.search}`, request));
	};
}
