import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { readBody, readResponses, type Reading } from './bodies.ts';
import { idsOf } from './names.ts';
import { METHODS, type ApiDocument, type Method, type Operation } from './openapi.ts';
import { rawParameters, readParameters } from './parameters.ts';
import { parseText } from './parse.ts';
import { References } from './references.ts';
import { SchemaReader } from './schemas.ts';
import { readSecurity, readSecuritySchemes, readServers } from './servers.ts';
import { isRecord, recordOf, textOf, textsOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;

/** An operation as the document writes it, with the path it stands under. */
interface Found {
	readonly method: Method;
	readonly path: string;
	readonly pathItem: Node;
	readonly raw: Node;
}

/** JSON or YAML; Swagger 2.0, OpenAPI 3.0, 3.1 and later. Fails with `openapi-invalid` and a line where it can. */
export function readDocument(text: string): Result<ApiDocument, Problem> {
	const parsed = parseText(text);
	if (!parsed.ok) return parsed;
	const complaint = complaintAbout(parsed.value);
	if (complaint) return err({ type: 'openapi-invalid', message: complaint });
	try {
		return ok(build(new References(parsed.value), text));
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return err({
			type: 'openapi-invalid',
			message: 'The document is nested too deeply.',
			detail: error.message,
		});
	}
}

function complaintAbout(root: Node): string | undefined {
	const version = root['openapi'] ?? root['swagger'];
	if (version === undefined)
		return 'The text is not an OpenAPI document: neither "openapi" nor "swagger" says which version it is.';
	const number = parseFloat(String(version));
	if (!(number === 2 || (number >= 3 && number < 4)))
		return `OpenAPI ${String(version)} cannot be read, only 2.0 and 3.x.`;
	if (root['paths'] !== undefined && !isRecord(root['paths']))
		return 'The "paths" of the document are no object.';
	return undefined;
}

function build(references: References, text: string): ApiDocument {
	const { root } = references;
	const info = recordOf(root['info']);
	const found = findOperations(references);
	const ids = idsOf(
		found.map(({ method, path, raw }) => ({ method, path, operationId: textOf(raw['operationId']) })),
	);
	const reading = readingOf(references, text);
	const operations = found.map((each, index) => readOperation(each, ids[index] ?? '', reading));
	return {
		title: textOf(info['title']) || 'Untitled API',
		version: String(info['version'] ?? ''),
		description: textOf(info['description']),
		servers: readServers(root),
		operations,
		securitySchemes: readSecuritySchemes(references),
		notes: references.notes,
	};
}

/** One reader serves both sides where the document does not tell them apart. */
function readingOf(references: References, text: string): Reading {
	const requests = new SchemaReader(references, 'request');
	const responses = /readOnly|writeOnly/.test(text) ? new SchemaReader(references, 'response') : requests;
	return { references, requests, responses };
}

function findOperations(references: References): readonly Found[] {
	return Object.entries(recordOf(references.root['paths'])).flatMap(([path, rawItem]) => {
		const followed = references.follow(rawItem);
		if (path.startsWith('x-') || !isRecord(followed)) return [];
		// Keywords beside the `$ref` of a path count too.
		const pathItem = isRecord(rawItem) ? { ...followed, ...rawItem } : followed;
		return METHODS.flatMap((method): readonly Found[] => {
			const raw = references.follow(pathItem[method]);
			if (method === 'trace' && raw !== undefined)
				references.note(`TRACE ${path} cannot be sent from a browser and was left out.`);
			if (method === 'trace') return [];
			return isRecord(raw) ? [{ method, path: path.startsWith('/') ? path : `/${path}`, pathItem, raw }] : [];
		});
	});
}

function readOperation({ method, path, pathItem, raw }: Found, id: string, reading: Reading): Operation {
	const raws = rawParameters(reading.references, pathItem, raw);
	const body = readBody(raw, raws, reading);
	const hasNoBody = method === 'get' || method === 'head';
	if (body && hasNoBody)
		reading.references.note(
			`${method.toUpperCase()} ${path} documents a body, which a browser cannot send with ${method.toUpperCase()}; it was left out.`,
		);
	return {
		id,
		operationId: textOf(raw['operationId']),
		method,
		path,
		summary: textOf(raw['summary']) || textOf(pathItem['summary']),
		description: textOf(raw['description']) || textOf(pathItem['description']),
		tags: textsOf(raw['tags']),
		isDeprecated: raw['deprecated'] === true,
		isIdempotent: raw['x-aether-idempotent'] === true,
		parameters: readParameters(raws, path, reading.requests),
		body: hasNoBody ? null : body,
		responses: readResponses(raw, reading),
		security: readSecurity(raw['security'], reading.references.root['security']),
	};
}
