import type { ApiResponse, Body, Schema } from './openapi.ts';
import { swaggerSchema } from './parameters.ts';
import type { References } from './references.ts';
import type { SchemaReader } from './schemas.ts';
import { isRecord, recordOf, textOf, textsOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;

/** What reading one operation needs of its document. */
export interface Reading {
	readonly references: References;
	readonly requests: SchemaReader;
	readonly responses: SchemaReader;
}

/** The body of a request of any version of the format, or null. */
export function readBody(operation: Node, parameters: readonly Node[], reading: Reading): Body | null {
	const raw = reading.references.follow(operation['requestBody']);
	if (isRecord(raw))
		return {
			isRequired: raw['required'] === true,
			description: textOf(raw['description']),
			content: readContent(raw['content'], reading.requests),
			...readEncoding(raw['content']),
		};
	// A body in another file: something may be sent, and nobody here knows what.
	if (operation['requestBody'] !== undefined && raw === undefined)
		return { isRequired: false, description: '', content: { 'application/json': true } };
	return swaggerBody(operation, parameters, reading);
}

function readEncoding(content: unknown): Pick<Body, 'encoding'> {
	const encodings = Object.values(recordOf(content)).flatMap((media) =>
		Object.entries(recordOf(recordOf(media)['encoding'])),
	);
	const styles = encodings.flatMap(([name, each]) =>
		isRecord(each) && typeof each['style'] === 'string' ? [[name, each['style']] as const] : [],
	);
	return styles.length > 0 ? { encoding: Object.fromEntries(styles) } : {};
}

/** Every documented answer by status, in upper case where it is a class such as `4XX`. */
export function readResponses(operation: Node, reading: Reading): Readonly<Record<string, ApiResponse>> {
	return Object.fromEntries(
		Object.entries(recordOf(operation['responses']))
			.filter(([status]) => /^(default|[1-5]\d\d|[1-5]xx)$/i.test(status))
			.map(([status, raw]) => [
				/^\dxx$/i.test(status) ? status.toUpperCase() : status.toLowerCase(),
				readResponse(raw, operation, reading),
			]),
	);
}

function readResponse(raw: unknown, operation: Node, { references, responses }: Reading): ApiResponse {
	const response = recordOf(references.follow(raw));
	const headers = Object.entries(recordOf(response['headers'])).map(([name, each]) => {
		const header = recordOf(references.follow(each));
		return [name.toLowerCase(), responses.read(header['schema'] ?? swaggerSchema(header))] as const;
	});
	return {
		description: textOf(response['description']),
		content: isRecord(response['schema'])
			? swaggerContent(response['schema'], mediaTypes(operation, references, 'produces'), responses)
			: readContent(response['content'], responses),
		headers: Object.fromEntries(headers),
	};
}

function readContent(content: unknown, schemas: SchemaReader): Readonly<Record<string, Schema>> {
	return Object.fromEntries(
		Object.entries(recordOf(content)).map(([type, media]) => [
			type.trim().toLowerCase(),
			schemas.read(recordOf(media)['schema'] ?? {}),
		]),
	);
}

function swaggerBody(operation: Node, parameters: readonly Node[], reading: Reading): Body | null {
	const types = mediaTypes(operation, reading.references, 'consumes');
	const body = parameters.find((each) => each['in'] === 'body');
	if (body)
		return {
			isRequired: body['required'] === true,
			description: textOf(body['description']),
			content: swaggerContent(body['schema'] ?? {}, types, reading.requests),
		};
	const fields = parameters.filter((each) => each['in'] === 'formData');
	return fields.length === 0 ? null : swaggerForm(fields, types, reading.requests);
}

function swaggerForm(fields: readonly Node[], types: readonly string[], schemas: SchemaReader): Body {
	const required = fields.filter((field) => field['required'] === true).map((field) => textOf(field['name']));
	const schema = {
		type: 'object',
		properties: Object.fromEntries(
			fields.map((field) => [
				textOf(field['name']),
				{ ...swaggerSchema(field), description: field['description'] },
			]),
		),
		required,
	};
	const hasFile = fields.some((field) => field['type'] === 'file');
	const forms = types.filter((type) => FORMS.includes(type) && !(hasFile && type === FORMS[0]));
	const chosen =
		forms.length > 0 ? forms : [hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded'];
	return {
		isRequired: required.length > 0,
		description: '',
		content: swaggerContent(schema, chosen, schemas),
	};
}

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

function swaggerContent(
	schema: unknown,
	types: readonly string[],
	schemas: SchemaReader,
): Readonly<Record<string, Schema>> {
	const read = schemas.read(schema);
	return Object.fromEntries(types.map((type) => [type.trim().toLowerCase(), read]));
}

function mediaTypes(operation: Node, { root }: References, key: 'consumes' | 'produces'): readonly string[] {
	const [own, shared] = [textsOf(operation[key]), textsOf(root[key])];
	if (own.length > 0) return own;
	return shared.length > 0 ? shared : ['application/json'];
}
