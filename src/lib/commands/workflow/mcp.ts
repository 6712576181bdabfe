import { recordOf } from '#lib/services/workflow/data.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import type { McpCall, WorkflowHost } from '#lib/services/workflow/workflow.ts';
import { withMcp } from '../mcp/client.ts';

type Send = WorkflowHost['http'];

/** One request to an MCP server by streamable HTTP, over the creation's own network. */
export function callMcp(call: McpCall, http: Send, signal: AbortSignal): Promise<unknown> {
	return withMcp(
		call.endpoint,
		(request) => sendBy(http, request, call, signal),
		(client) => ask(client, call),
	);
}

async function sendBy(http: Send, request: Request, call: McpCall, signal: AbortSignal): Promise<Response> {
	const body = request.body === null ? undefined : await request.text();
	const { method, url } = request;
	const headers = { ...Object.fromEntries(request.headers), ...call.headers };
	return http(
		{ method, url, headers, keepsRedirect: false, ...(body === undefined ? {} : { body }) },
		signal,
	);
}

/** What is used of the client. */
interface Asked {
	callTool(parameters: { name: string; arguments?: Record<string, unknown> }): Promise<unknown>;
	listTools(): Promise<unknown>;
	listResources(): Promise<unknown>;
	readResource(parameters: { uri: string }): Promise<unknown>;
	listPrompts(): Promise<unknown>;
	getPrompt(parameters: { name: string; arguments?: Record<string, string> }): Promise<unknown>;
}

function ask(client: Asked, { method, parameters }: McpCall): Promise<unknown> {
	const name = String(parameters['name']);
	const given = Object.entries(recordOf(parameters['arguments']));
	if (method === 'tools/call') return client.callTool({ name, arguments: Object.fromEntries(given) });
	if (method === 'tools/list') return client.listTools();
	if (method === 'resources/list') return client.listResources();
	if (method === 'resources/read') return client.readResource({ uri: String(parameters['uri']) });
	if (method === 'prompts/list') return client.listPrompts();
	if (method === 'prompts/get')
		return client.getPrompt({
			name,
			arguments: Object.fromEntries(given.map(([key, value]) => [key, String(value)])),
		});
	throw standardFault('configuration', `The MCP method "${method}" is not known here.`);
}
