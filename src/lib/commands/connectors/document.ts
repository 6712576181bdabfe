import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { authOptions, type AuthOption } from '#lib/services/connectors/connector.ts';
import type { ApiDocument } from '#lib/services/openapi/openapi.ts';
import { impossible } from '../network/reach.ts';
import type { Services } from '../services.ts';

export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;

/** What a document says of its service, before anything is kept. */
export interface ConnectorFacts {
	readonly title: string;
	/** The document as it came. */
	readonly text: string;
	/** Full addresses at which the service answers, as the document names them; may be empty. */
	readonly bases: readonly string[];
	readonly operations: number;
	/** The ways to say who calls, best first. */
	readonly options: readonly AuthOption[];
	/** Of an MCP server. */
	readonly mcp?: McpFacts;
}

export interface McpFacts {
	/** It lists nothing before it has a key. */
	readonly wantsKey: boolean;
	/** Tools that it says change nothing. */
	readonly reads: number;
	/** Tools that were not taken. */
	readonly leftOut: number;
}

/**
 * Reads an OpenAPI document. `from` is where it came from, for addresses relative to it. Fails with
 * `document-too-large`, `openapi-invalid` and `operations-missing`.
 */
export async function readConnector(
	text: string,
	from: string | undefined,
	services: Services,
): Promise<Result<ConnectorFacts, Problem>> {
	if (new Blob([text]).size > MAX_DOCUMENT_BYTES) return err(TOO_LARGE);
	const openapi = await services.openapi();
	const document = openapi.read(text);
	if (!document.ok) return err({ ...NOT_OPENAPI, detail: document.error.message });
	const { title, operations } = document.value;
	if (operations.length === 0) return err(NO_OPERATIONS);
	return ok({
		title: title.trim().slice(0, 120) || 'Service',
		text,
		bases: basesOf(document.value, from),
		operations: operations.length,
		options: authOptions(document.value),
	});
}

/** Addresses with templates left in them are shown as they are: a person fills them in. */
function basesOf({ servers }: ApiDocument, from: string | undefined): readonly string[] {
	const full = servers.flatMap((server) => {
		if (/^https?:\/\/[^/]*\{/.test(server)) return [server];
		const url = URL.parse(server, from);
		return url && /^https?:$/.test(url.protocol) ? [url.href.replace(/\/+$/, '')] : [];
	});
	return [...new Set(full)].sort((a, b) => Number(b.startsWith('https:')) - Number(a.startsWith('https:')));
}

/** The address where a service answers, without a slash at the end. Fails with `base-refused`. */
export function readBase(text: string): Result<string, Problem> {
	const url = URL.parse(text.trim());
	if (!url || !/^https?:$/.test(url.protocol) || /[{}]/.test(decodeURI(url.href))) return err(BASE);
	const never = impossible(url);
	if (never) return err({ ...BASE, message: never });
	return ok(url.href.replace(/#.*$/, '').replace(/\/+$/, ''));
}

/** The text at an address that the person gave. Fails with `document-unreachable` and `document-too-large`. */
export async function fetchDocument(address: string, services: Services): Promise<Result<string, Problem>> {
	const url = URL.parse(address.trim());
	if (!url || !/^https?:$/.test(url.protocol)) return err(ADDRESS);
	const never = impossible(url);
	if (never) return err({ ...ADDRESS, message: never });
	const answer = await (
		await services.network()
	).send({
		holder: 'connector',
		origins: [url.origin],
		url: url.href,
		method: 'GET',
		headers: [['accept', 'application/json, application/yaml;q=0.9, */*;q=0.5']],
		body: null,
		limits: { bytes: MAX_DOCUMENT_BYTES, ms: 30_000 },
	});
	if (!answer.ok)
		return err(answer.error.type === 'answer-too-large' ? TOO_LARGE : unreachable(url, answer.error));
	const { status, bytes } = answer.value;
	if (status >= 400) return err(unreachable(url, { type: '', message: `It answered ${status}.` }));
	return ok(new TextDecoder().decode(bytes));
}

const TOO_LARGE: Problem = {
	type: 'document-too-large',
	message: 'This document is larger than 5 MB.',
	action: 'Cut out the operations you do not need and paste the rest',
};
const NOT_OPENAPI: Problem = {
	type: 'openapi-invalid',
	message: 'This is no OpenAPI document that can be read.',
	action: 'Look for “OpenAPI” or “Swagger” in what the service says for developers',
};
const NO_OPERATIONS: Problem = {
	type: 'operations-missing',
	message: 'This document describes no operation, so there would be nothing to call.',
	action: 'Import the document that lists the paths',
};
const BASE: Problem = {
	type: 'base-refused',
	message:
		'The address of the service has to be a full one that begins with https://, or http:// on this machine.',
	action: 'Write it like https://api.example.com/v1',
};
const ADDRESS: Problem = {
	type: 'document-unreachable',
	message: 'This is no address of the web.',
	action: 'Write it like https://example.com/openapi.json',
};
const unreachable = ({ origin }: URL, { message }: Problem): Problem => ({
	type: 'document-unreachable',
	message: `The document could not be fetched from ${origin}.`,
	action: 'Open the address in a tab of its own, save the file, and import or paste it here',
	detail: message,
});
