import { createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';

/** What was taken away so far, by whichever test. */
const burnt = /** @type {string[]} */ ([]);

const { fetch: answerMcp } = createMcpHandler(() => {
	const server = new McpServer({ name: 'books', title: 'Book server', version: '1.0.0' });
	const titled = fromJsonSchema({
		type: 'object',
		properties: { title: { type: 'string' } },
		required: ['title'],
	});
	server.registerTool(
		'find_book',
		{
			title: 'Find book',
			description: 'Looks a book up.',
			inputSchema: titled,
			annotations: { readOnlyHint: true },
		},
		(input) => ({ content: [{ type: 'text', text: `found ${JSON.stringify(input)}` }] }),
	);
	server.registerTool(
		'burn_book',
		{ title: 'Burn book', description: 'Takes a book away.', inputSchema: titled },
		(input) => {
			burnt.push(JSON.stringify(input));
			return { content: [{ type: 'text', text: `burnt ${burnt.length}` }] };
		},
	);
	return server;
});

/**
 * A real MCP server over streamable HTTP, at `/mcp` for all and at `/mcp-locked` for who brings `Bearer hush-hush-4711`.
 * @param {string} pathname
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export async function serveMcp(pathname, request, response) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	const { authorization } = request.headers;
	if (pathname === '/mcp-locked' && authorization !== 'Bearer hush-hush-4711')
		return response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
	const answer = await answerMcp(
		new Request(`http://localhost${request.url}`, {
			method: request.method ?? 'GET',
			headers: Object.fromEntries(
				Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
			),
			...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
		}),
	);
	response.writeHead(answer.status, Object.fromEntries(answer.headers));
	return response.end(Buffer.from(await answer.arrayBuffer()));
}
