import * as z from 'zod/mini';
import { newCreation } from '#lib/model/creation.ts';
import { newCreationId, urnOf, type CreationId } from '#lib/model/id.ts';
import { MANIFEST_PATH, nameFromTitle, type Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { authSchema } from '#lib/model/service.ts';
import { loadServices, searchServices, type Service } from '#lib/services/connectors/catalogue.ts';
import type { AuthOption } from '#lib/services/connectors/connector.ts';
import { relaySnippet, type CorsStatus, type CorsVerdict } from '#lib/services/connectors/relay.ts';
import { manifestText } from '../creation/assemble.ts';
import { defineCommand } from '../command.ts';
import type { Services } from '../services.ts';
import { fetchDocument, readBase, readConnector, type ConnectorFacts } from './document.ts';
import { tryService } from './probe.ts';

export { relaySnippet };
export type { AuthOption, ConnectorFacts, CorsStatus, CorsVerdict, Service };

/** Tag of creations that are services, by which lists find them. */
export const SERVICE_TAG = 'service';
/** Tag of those that are MCP servers. */
export const MCP_TAG = 'mcp';

/** The well-known services that all words of `query` speak of, best first. */
export const findServices = async (query: string): Promise<readonly Service[]> =>
	searchServices(await loadServices(), query);

const text = z.string();
const address = z.string().check(z.maxLength(500));

/** What a document, or an MCP server, says of its service. Nothing is kept. An address is fetched because the person asked for it. */
export const readService = defineCommand({
	id: 'connector.read',
	title: 'Read document',
	input: z.discriminatedUnion('type', [
		z.strictObject({ type: z.literal('text'), text }),
		z.strictObject({ type: z.literal('address'), address: z.string().check(z.maxLength(10_000)) }),
		z.strictObject({ type: z.literal('mcp'), address }),
	]),
	audit: (input) => ({ from: input.type === 'text' ? 'text' : (URL.parse(input.address)?.origin ?? '') }),
	run: async (input, services): Promise<Result<ConnectorFacts, Problem>> => {
		if (input.type === 'text') return readConnector(input.text, undefined, services);
		if (input.type === 'mcp') return (await import('./mcp-server.ts')).readMcpServer(input.address, services);
		const fetched = await fetchDocument(input.address, services);
		return fetched.ok ? readConnector(fetched.value, input.address, services) : fetched;
	},
});

/** Whether pages may call a service, tried once without a secret. */
export const probeService = defineCommand({
	id: 'connector.probe',
	title: 'Try service',
	input: z.strictObject({ base: address, known: z.enum(['yes', 'no', 'unknown']), hasRelay: z.boolean() }),
	audit: ({ base }) => ({ origin: URL.parse(base)?.origin ?? '' }),
	run: async ({ base, ...facts }, services): Promise<Result<CorsVerdict, Problem>> => {
		const read = readBase(base);
		return read.ok ? ok(await tryService({ base: read.value, ...facts }, services)) : read;
	},
});

/**
 * Makes a creation of a service's document. By this the person allows its base address, and that one alone. Fails as
 * `readService` does, and with `base-refused`.
 */
export const importService = defineCommand({
	id: 'connector.import',
	title: 'Add service',
	input: z.strictObject({
		text,
		title: z.string().check(z.minLength(1), z.maxLength(120)),
		base: address,
		auth: authSchema,
		protocol: z.optional(z.literal('mcp')),
		relay: z.optional(address),
	}),
	audit: ({ base, auth }) => ({ origin: URL.parse(base)?.origin ?? '', auth: auth.type }),
	madeBy: (id: CreationId) => id,
	run: async (
		{ text: document, title, auth, protocol, ...input },
		services,
	): Promise<Result<CreationId, Problem>> => {
		const [base, relay] = [readBase(input.base), input.relay ? readBase(input.relay) : ok(undefined)];
		if (!base.ok) return base;
		if (!relay.ok) return relay;
		const facts = await readConnector(document, undefined, services);
		// A server that wants a key first names its tools later.
		if (!facts.ok && !(protocol && facts.error.type === 'operations-missing')) return facts;
		const service = {
			...{ base: base.value, auth },
			...(protocol ? { protocol } : {}),
			...(relay.value ? { relay: relay.value } : {}),
		};
		const made = await keep(title, document, service, services);
		if (!made.ok) return made;
		const { origin } = new URL(base.value);
		const granted = await services.storage.grants.allow(made.value, {
			...{ origin, auth, grantedAt: Date.now() },
			...(relay.value ? { relay: relay.value } : {}),
		});
		if (granted.ok) return made;
		await services.storage.erase(made.value);
		return err(granted.error);
	},
});

/** The creation, and its first version without its being opened. */
async function keep(
	title: string,
	document: string,
	service: NonNullable<Manifest['service']>,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const id = newCreationId();
	const tags = service.protocol ? [SERVICE_TAG, MCP_TAG] : [SERVICE_TAG];
	const manifest: Manifest = {
		...{ id: urnOf(id), name: nameFromTitle(title), title, kind: 'api', version: '1.0.0' },
		...{ tags, entry: DOCUMENT_PATH, openapi: DOCUMENT_PATH, service },
	};
	const summary = `${service.protocol ? 'MCP server' : 'Service'} at ${new URL(service.base).host}`;
	const created = await services.storage.create(
		newCreation({ id, kind: 'api', title, summary, tags }),
		new Map([
			[MANIFEST_PATH, manifestText(manifest)],
			[DOCUMENT_PATH, document],
		]),
		[],
	);
	if (!created.ok) return created;
	// Where this fails, the next opening makes the first version.
	await services.workspaces.with(id, (workspace) => workspace.loadHead());
	return ok(id);
}

/** JSON is YAML too. */
const DOCUMENT_PATH = 'openapi.yaml';
