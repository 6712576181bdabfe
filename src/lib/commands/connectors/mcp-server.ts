import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { AuthOption } from '#lib/services/connectors/connector.ts';
import { defineCommand } from '../command.ts';
import { readManifest } from '../creation/assemble.ts';
import { withMcp, type McpSend } from '../mcp/client.ts';
import { toolsDocument } from '../mcp/document.ts';
import { listRemoteTools, type RemoteTools } from '../mcp/tools.ts';
import { wordsOf } from '../mcp/tool-server.ts';
import { applied, passGate } from '../mesh/gate.ts';
import { headersIn } from '../network/headers.ts';
import { reach } from '../network/reach.ts';
import type { Services } from '../services.ts';
import { PERSON } from '../version/person.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { MAX_DOCUMENT_BYTES, readBase, type ConnectorFacts } from './document.ts';

/**
 * What an MCP server says of itself to anybody, before anything is kept: one that wants a key first lists no tools yet.
 * Fails with `base-refused` and `mcp-missing`.
 */
export async function readMcpServer(
	address: string,
	services: Services,
): Promise<Result<ConnectorFacts, Problem>> {
	const base = readBase(address);
	if (!base.ok) return base;
	const listed = await listTools(base.value, await openSend(base.value, services));
	if (!listed.ok && listed.error.type !== 'mcp-key-missing') return listed;
	const wantsKey = !listed.ok;
	const found = listed.ok ? listed.value : { title: new URL(base.value).host, tools: [], leftOut: 0 };
	return ok({
		title: found.title,
		text: await toolsDocument(found),
		bases: [base.value],
		operations: found.tools.length,
		options: wantsKey ? [...KEYS, NO_KEY] : [NO_KEY, ...KEYS],
		mcp: { wantsKey, reads: found.tools.filter(({ isRead }) => isRead).length, leftOut: found.leftOut },
	});
}

/**
 * Reads the tools of an MCP server again, with its key, as one version; asks where that would break creations that use
 * them. Gives their number. Fails with `mcp-missing`, `mcp-key-missing` and `change-cancelled`.
 */
export const readTools = defineCommand({
	id: 'connector.tools',
	title: 'Read tools again',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema }),
	run: ({ creationId }, services) =>
		services.workspaces.with(creationId, async (workspace): Promise<Result<number, Problem>> => {
			const manifest = readManifest(workspace.files);
			if (!manifest.ok) return manifest;
			const { service, openapi, title } = manifest.value;
			if (service?.protocol !== 'mcp' || !openapi) return err(NO_SERVER);
			const traveller = { id: creationId, title, onAsk: () => undefined };
			const listed = await listTools(
				service.base,
				noting((request) => reach(traveller, request, services)),
			);
			if (!listed.ok) return listed;
			const kept = await keepDocument(workspace, openapi, await toolsDocument(listed.value), services);
			return kept.ok ? ok(listed.value.tools.length) : kept;
		}),
});

async function keepDocument(
	workspace: Workspace,
	path: string,
	text: string,
	services: Services,
): Promise<Result<unknown, Problem>> {
	const { id, files: before } = workspace;
	if (before.get(path) === text) return ok(undefined);
	const changes = new Map([[path, text]]);
	const landing = { id, before, after: applied(before, changes), isTurn: true };
	const passed = await passGate(landing, services);
	if (!passed.ok) return passed;
	workspace.tree.write(new Map([...changes, ...passed.value.extra]), 'person');
	const saved = await workspace.tree.saved();
	if (!saved.ok) return saved;
	const version = await workspace.commit({ message: 'Read the tools of the server', author: PERSON });
	if (version.ok) await passed.value.follow();
	return version;
}

/** A way to a server that remembers how it was last refused, which the protocol's client does not tell. */
interface NotingSend {
	readonly send: McpSend;
	readonly status: () => number;
}

async function listTools(base: string, { send, status }: NotingSend): Promise<Result<RemoteTools, Problem>> {
	try {
		return ok(await withMcp(base, send, listRemoteTools));
	} catch (error) {
		return err([401, 403].includes(status()) ? keyMissing(base) : missing(base, wordsOf(error)));
	}
}

function noting(send: McpSend): NotingSend {
	let status = 0;
	const noted: McpSend = async (request) => {
		const answer = await send(request);
		({ status } = answer);
		return answer;
	};
	return { send: noted, status: () => status };
}

/** The person gave the address, so it is asked once, without any secret. */
async function openSend(base: string, services: Services): Promise<NotingSend> {
	const network = await services.network();
	const { origin } = new URL(base);
	return noting(async (request) => {
		const body = new Uint8Array(await request.arrayBuffer());
		const answer = await network.send({
			...{ holder: 'connector', origins: [origin], url: request.url, method: request.method },
			...{ headers: [...request.headers], body: body.byteLength > 0 ? body : null },
			limits: { bytes: 2 * MAX_DOCUMENT_BYTES, ms: 25_000 },
		});
		if (!answer.ok) throw new Error(answer.error.message);
		const { status, headers, bytes } = answer.value;
		const content = bytes.byteLength > 0 ? new Uint8Array(bytes) : null;
		return new Response(content, { status, headers: headersIn(headers) });
	});
}

const NO_KEY: AuthOption = { scheme: '', auth: { type: 'none' }, operations: 0, label: 'No secret' };
const KEYS: readonly AuthOption[] = [
	{ scheme: 'token', auth: { type: 'bearer' }, operations: 0, label: 'Token' },
	{
		...{ scheme: 'key', operations: 0, label: 'API key (X-API-Key)' },
		auth: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
	},
];

const keyMissing = (base: string): Problem => ({
	type: 'mcp-key-missing',
	message: `${new URL(base).origin} lists its tools only to who brings the right key.`,
	action: 'Enter the key of this server',
});
const missing = (base: string, detail: string): Problem => ({
	type: 'mcp-missing',
	message: `No MCP server answers at ${base}, or it does not let pages of other sites read its answers.`,
	action: 'Look for the address of its “streamable HTTP” endpoint; it often ends with /mcp',
	detail,
});
const NO_SERVER: Problem = { type: 'kind-unfit', message: 'This is no MCP server that was added.' };
