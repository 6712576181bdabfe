import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A vendor of models that notes who asked for what, and with which key. */
export interface VendorServer {
	readonly origin: string;
	readonly requests: readonly { readonly path: string; readonly authorization: string }[];
	/** Where `/redirect/models` sends whoever asks. */
	redirectTo: string;
	close(): Promise<void>;
}

export async function startVendor(): Promise<VendorServer> {
	const requests: { path: string; authorization: string }[] = [];
	const vendor = { origin: '', redirectTo: '', requests, close: () => Promise.resolve() };
	const server = createServer((request, response) => {
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Access-Control-Allow-Headers', '*, authorization, content-type');
		if (request.method === 'OPTIONS') return void response.end();
		const authorization = request.headers.authorization ?? '';
		requests.push({ path: request.url ?? '', authorization });
		answer(request, response, { authorization, redirectTo: vendor.redirectTo });
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	vendor.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	vendor.close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return vendor;
}

function answer(
	request: IncomingMessage,
	response: ServerResponse,
	{ authorization, redirectTo }: { authorization: string; redirectTo: string },
): void {
	const path = request.url ?? '';
	if (path.startsWith('/redirect')) {
		response.writeHead(307, { Location: `${redirectTo}/redirected` });
		return void response.end();
	}
	if (path.startsWith('/echo')) {
		response.writeHead(401, { 'Content-Type': 'application/json' });
		return void response.end(JSON.stringify({ error: `Incorrect API key provided: ${authorization}` }));
	}
	if (path.endsWith('/models')) return void response.end(JSON.stringify({ data: [{ id: 'small' }] }));
	response.setHeader('Content-Type', 'text/event-stream');
	const delta = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
	response.end(`${delta('You said: ')}${delta(authorization)}data: [DONE]\n\n`);
}
