import type { Client } from '@modelcontextprotocol/client';
import * as z from 'zod/mini';
import { problemResponse } from '../mesh/answers.ts';
import { connectMcp, WITHIN_MS, type McpSend } from './client.ts';
import { pathOf, pinnedTools, toolDigest } from './document.ts';
import { listRemoteTools, readable, type RemoteTool } from './tools.ts';

/** Most characters of what a server says went wrong. */
const MAX_WORDS = 2_000;

const resultSchema = z.looseObject({
	content: z.optional(z.array(z.looseObject({ type: z.string(), text: z.optional(z.string()) }))),
	structuredContent: z.optional(z.json()),
	isError: z.optional(z.boolean()),
});
const inputSchema = z.record(z.string(), z.json());

interface Line {
	readonly client: Client;
	/** What the server lists now, by path. */
	readonly tools: ReadonlyMap<string, RemoteTool>;
}

/** An MCP server as the program of a creation: a request to `/call/NAME` or `/read/NAME` calls the tool of that name. */
export class ToolServer {
	readonly #send: McpSend;
	#endpoint = '';
	#line: Promise<Line> | undefined;

	constructor(send: McpSend) {
		this.#send = send;
	}

	/** Calls a tool that `document` names. Always an answer: what goes wrong is a problem document. */
	async answer(endpoint: string, document: string, request: Request): Promise<Response> {
		const path = new URL(request.url).pathname;
		const pinned = pinnedTools(document).get(path);
		if (pinned === undefined || request.method !== 'POST')
			return problemResponse(404, 'tool-missing', 'The document of this service names no such tool.');
		const input = await inputOf(request);
		if (!input) return problemResponse(400, 'request-invalid', 'A tool takes a JSON object.');
		try {
			const { client, tools } = await this.#open(endpoint);
			const tool = tools.get(path);
			if (!tool || (await toolDigest(tool)) !== pinned) return problemResponse(409, 'tool-changed', CHANGED);
			const params = { name: tool.name, arguments: input };
			return resultResponse(await client.request({ method: 'tools/call', params }, { timeout: WITHIN_MS }));
		} catch (error) {
			// The next call begins anew: a server may have forgotten the connection.
			this.close();
			return failed(error);
		}
	}

	/** Lets go of the connection. */
	close(): void {
		void this.#line?.then(({ client }) => client.close()).catch(() => undefined);
		this.#line = undefined;
	}

	#open(endpoint: string): Promise<Line> {
		if (endpoint !== this.#endpoint) this.close();
		this.#endpoint = endpoint;
		this.#line ??= connectMcp(endpoint, this.#send).then(async (client) => {
			const { tools } = await listRemoteTools(client);
			return { client, tools: new Map(tools.map((tool) => [pathOf(tool), tool])) };
		});
		return this.#line;
	}
}

async function inputOf(request: Request): Promise<Record<string, z.core.util.JSONType> | undefined> {
	const text = await request.text();
	try {
		return inputSchema.safeParse(text.trim() === '' ? {} : JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

/** What has a shape comes in it; else the texts, and beside them what is no text. */
function resultResponse(raw: unknown): Response {
	const read = resultSchema.safeParse(raw);
	if (!read.success)
		return problemResponse(502, 'tool-unreadable', 'The server answered in no shape that can be read.');
	const { content = [], structuredContent, isError } = read.data;
	const text = content.flatMap((part) => (part.type === 'text' ? [part.text ?? ''] : [])).join('\n');
	if (isError)
		return problemResponse(422, 'tool-failed', readable(text, MAX_WORDS) || 'The tool says it failed.');
	if (structuredContent !== undefined) return Response.json(structuredContent);
	const other = content.filter(({ type }) => type !== 'text');
	return Response.json({ text, ...(other.length > 0 ? { other } : {}) });
}

const failed = (error: unknown): Response =>
	problemResponse(502, 'tool-failed', `The MCP server gave no answer: ${wordsOf(error)}`);

/** What the protocol's own errors say is the server's text: for people, and short. */
export const wordsOf = (error: unknown): string =>
	readable(error instanceof Error ? error.message : String(error), 300);

const CHANGED =
	'The server describes this tool otherwise than when you added it, so it is not called. Press “Read tools again” on the Services screen, and look at what changed.';
