import type { ApiDocument, OpenApi, Operation } from '#lib/services/openapi/openapi.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import type { OperationCall, PreparedOperation } from '#lib/services/workflow/workflow.ts';

/** The request for an operation that `text`, an OpenAPI document, describes. Throws the configuration error for one that it does not. */
export async function preparedOperation(
	openapi: OpenApi,
	text: string,
	call: OperationCall,
): Promise<PreparedOperation> {
	const document = openapi.read(text);
	if (!document.ok) throw standardFault('configuration', document.error.message);
	return prepare(openapi, document.value, call, baseOf(document.value, call));
}

/** The same for a document that is read already, at the address `base`. */
export async function prepare(
	openapi: OpenApi,
	document: ApiDocument,
	call: OperationCall,
	base: string,
): Promise<PreparedOperation> {
	const operation = document.operations.find(
		({ id, operationId }) => operationId === call.operationId || id === call.operationId,
	);
	if (!operation)
		throw standardFault('configuration', `The document has no operation "${call.operationId}".`);
	const request = openapi.requestOf(operation, call.parameters, base);
	if (!request.ok)
		throw standardFault('validation', `${request.error.message} ${request.error.detail ?? ''}`);
	const { method, url, headers } = request.value;
	const body = request.value.body === null ? undefined : new Uint8Array(await request.value.arrayBuffer());
	return {
		call: {
			method,
			url,
			headers: Object.fromEntries(headers),
			keepsRedirect: false,
			...(body ? { body } : {}),
		},
		isSafe: isSafe(operation),
	};
}

const isSafe = ({ method, isIdempotent }: Operation): boolean =>
	isIdempotent || ['get', 'head', 'options', 'trace'].includes(method);

/** The document's first server, against the address of the document. */
function baseOf({ servers }: ApiDocument, { document, server }: OperationCall): string {
	const base = server ?? servers[0] ?? '/';
	if (!URL.canParse(base, document))
		throw standardFault('configuration', `"${base}" is no address of a server.`);
	return new URL(base, document).href.replace(/\/$/, '');
}
