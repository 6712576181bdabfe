import type { Client } from '@modelcontextprotocol/client';

/** How requests to a server leave: by a creation's grants, never by the page itself. */
export type McpSend = (request: Request) => Promise<Response>;

/**
 * Works with the MCP server at `endpoint` (streamable HTTP) and closes the connection. Throws as `work` does, and where
 * the server does not speak the protocol.
 */
export async function withMcp<T>(
	endpoint: string,
	send: McpSend,
	work: (client: Client) => Promise<T>,
): Promise<T> {
	const client = await connectMcp(endpoint, send);
	try {
		return await work(client);
	} finally {
		await client.close();
	}
}

/** A connection that its caller closes. Throws where the server does not speak the protocol. */
export async function connectMcp(endpoint: string, send: McpSend): Promise<Client> {
	const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
	const client = new Client(
		{ name: 'AetherOS', version: '1.0.0' },
		// Both ages of the protocol are spoken: the stateless one first, else the one that begins with `initialize`.
		{ versionNegotiation: { mode: 'auto' } },
	);
	const transport = new StreamableHTTPClientTransport(new URL(endpoint), {
		fetch: (url, init) => sent(new Request(url, init), send),
	});
	await client.connect(transport, { timeout: WITHIN_MS });
	return client;
}

/** Answers come whole, so the stream that a server may push on is not opened: it says nothing that was asked for. */
function sent(request: Request, send: McpSend): Promise<Response> {
	return request.method === 'GET' ? Promise.resolve(new Response(null, { status: 405 })) : send(request);
}

/** Longest wait for one answer. ms. */
export const WITHIN_MS = 30_000;
