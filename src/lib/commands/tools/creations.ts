import type { Creation } from '#lib/model/creation.ts';
import { ok } from '#lib/model/result.ts';
import type { OpenApi, Operation } from '#lib/services/openapi/openapi.ts';
import { isReadPath } from '../mcp/document.ts';
import { creationBase } from '../mesh/address.ts';
import type { Offer } from '../mesh/documents.ts';
import type { Services } from '../services.ts';
import type { Callable, CallableSource } from './callable.ts';
import { toolName } from './names.ts';
import { trimSchema } from './trim.ts';

/** Creations whose documents are read for one message: the newest, and those that it names. */
const MAX_CREATIONS = 30;
const MAX_DESCRIPTION = 300;

/** The operations of the person's creations, as functions for a model. */
export function creationSource(services: Services): CallableSource {
	return {
		async list(sentence) {
			const creations = await services.storage.recentCreations(200);
			const lists = [];
			for (const creation of worthReading(creations, sentence))
				lists.push(await callablesOf(creation, services));
			return lists.flat();
		},
	};
}

/** Those whose titles the sentence mentions first, then the newest. */
function worthReading(creations: readonly Creation[], sentence: string): readonly Creation[] {
	const spoken = sentence.toLowerCase();
	const isNamed = ({ title }: Creation): boolean =>
		title
			.toLowerCase()
			.split(/\W+/)
			.some((word) => word.length > 2 && spoken.includes(word.replace(/s$/, '')));
	const named = creations.filter(isNamed);
	return [...new Set([...named, ...creations])].slice(0, MAX_CREATIONS);
}

/** None where its document cannot be read. */
export async function callablesOf(creation: Creation, services: Services): Promise<readonly Callable[]> {
	const offer = await services.mesh.offers.of(creation.id);
	if (!offer.ok) return [];
	const openapi = await services.openapi();
	const { operations } = offer.value.document;
	return Promise.all(
		operations.map((operation) => callableOf({ creation, operation, offer: offer.value, openapi, services })),
	);
}

interface Parts {
	readonly creation: Creation;
	readonly operation: Operation;
	readonly offer: Offer;
	readonly openapi: OpenApi;
	readonly services: Services;
}

async function callableOf({ creation, operation, offer, openapi, services }: Parts): Promise<Callable> {
	const tool = openapi.tool(operation);
	const { name } = offer.manifest;
	return {
		name: await toolName(name, operation.id, creation.id),
		title: operation.summary || operation.id,
		owner: creation.title,
		description: `${creation.title}: ${tool.description}`.slice(0, MAX_DESCRIPTION),
		inputSchema: typeof tool.input === 'boolean' ? { type: 'object' } : trimSchema(tool.input),
		isRead: isRead(offer, operation),
		async call(input, signal) {
			const request = openapi.requestOf(operation, input, creationBase(name));
			if (!request.ok) return request;
			const answer = await services.mesh.inspect(creation.id, new Request(request.value, { signal }));
			if (!answer.ok) return answer;
			const { response } = answer.value;
			return ok({ isOk: response.ok, status: response.status, text: await textOf(response) });
		},
	};
}

/**
 * Safe methods of HTTP; the query of a database, which runs in a role that can only read; and tools that an MCP server,
 * which the person added, says to change nothing.
 */
function isRead({ manifest: { kind, service } }: Offer, { method, path }: Operation): boolean {
	if (service?.protocol === 'mcp') return isReadPath(path);
	return ['get', 'head'].includes(method) || (kind === 'database' && method === 'post' && path === '/query');
}

const TEXT = /^text\/|[/+](json|xml|yaml|csv)|form-urlencoded/;

async function textOf(response: Response): Promise<string> {
	const type = response.headers.get('content-type') ?? 'text/plain';
	if (TEXT.test(type)) return response.text();
	const bytes = (await response.arrayBuffer()).byteLength;
	return bytes === 0 ? '' : `(${bytes} bytes of ${type})`;
}
