import { createMcpHandler, fromJsonSchema, McpServer, Server } from '@modelcontextprotocol/server';
import type { McpSend } from './client.ts';

/** What a server was asked, in the order it came. */
export interface Told {
	readonly send: McpSend;
	readonly requests: Request[];
}

/** The real server of the protocol's own kit, reached without a network. */
export function bookServer(extra: (server: McpServer) => void = () => undefined): Told {
	const { fetch } = createMcpHandler(() => {
		const server = new McpServer({ name: 'books', title: 'Book server', version: '1.0.0' });
		server.registerTool(
			'find_book',
			{
				title: 'Find book',
				description: 'Looks a book up by its title.',
				inputSchema: fromJsonSchema<{ title: string }>({
					type: 'object',
					properties: { title: { $ref: '#/$defs/words' } },
					required: ['title'],
					$defs: { words: { type: 'string', minLength: 2 } },
				}),
				outputSchema: fromJsonSchema<{ title: string; pages: number }>({
					type: 'object',
					properties: { title: { type: 'string' }, pages: { type: 'integer' } },
					required: ['title', 'pages'],
				}),
				annotations: { readOnlyHint: true },
			},
			({ title }) => {
				const structuredContent = { title, pages: 300 };
				return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
			},
		);
		server.registerTool('burn_book', { description: 'Takes a book away.' }, () => ({
			content: [
				{ type: 'text', text: 'burnt' },
				{ type: 'image', data: 'aaaa', mimeType: 'image/png' },
			],
		}));
		server.registerTool('fail', {}, () => ({
			content: [{ type: 'text', text: 'No such shelf.' }],
			isError: true,
		}));
		extra(server);
		return server;
	});
	return recorded(fetch);
}

interface ListPage {
	readonly tools: readonly { readonly name: string; readonly inputSchema: { readonly type: 'object' } }[];
	readonly nextCursor?: string;
}

/** A server that answers `tools/list` with whatever a test says, page by page. */
export function listServer(pages: readonly ListPage[]): Told {
	const { fetch } = createMcpHandler(() => {
		const server = new Server({ name: 'lists', version: '1' }, { capabilities: { tools: {} } });
		server.setRequestHandler('tools/list', ({ params }) => {
			const { tools, ...rest } = pages[Number(params?.cursor ?? 0)] ?? { tools: [] };
			return { tools: [...tools], ...rest };
		});
		return server;
	});
	return recorded(fetch);
}

function recorded(answer: McpSend): Told {
	const requests: Request[] = [];
	return {
		requests,
		send: async (request) => {
			requests.push(request.clone());
			return answer(request);
		},
	};
}
