import { CLIENT_RUNTIME } from './client-runtime.ts';
import { preferredMedia } from './media.ts';
import type { ApiDocument, ApiResponse, Operation } from './openapi.ts';
import { slotsOf, type Slot } from './tool.ts';
import { comment, functionName, quoteName, typeName, TypeWriter } from './types-text.ts';

export interface ClientOptions {
	/** Where the API is; without it the first server of the document. */
	readonly baseUrl?: string;
	/** What the API is called in comments. */
	readonly name: string;
}

/** Names that the client uses for itself. */
const OWN_NAMES = [
	'ApiError',
	'Call',
	'Part',
	'Options',
	'Record',
	'Array',
	'Promise',
	'Request',
	'Response',
	'Error',
	'Date',
	'Object',
	'String',
	'Number',
	'Boolean',
	'Blob',
	'FormData',
	'URL',
	'Headers',
	'Map',
	'Set',
	'Symbol',
	'JSON',
	'URLSearchParams',
	'RequestInit',
];

/**
 * One TypeScript file: an interface for each named schema, an async function for each operation, and the few lines that
 * send the requests. It needs nothing but `fetch`. Answers that are no success throw `ApiError`.
 */
export function clientText(document: ApiDocument, options: ClientOptions): string {
	const base = options.baseUrl ?? document.servers[0] ?? '';
	return moduleText(document, options.name, [
		`let base = ${JSON.stringify(base.replace(/\/+$/, ''))};`,
		'let send: (request: Request) => Promise<Response> = (request) => fetch(request);',
		'let extraHeaders: Record<string, string> = {};',
		'',
		'/** Where the API is, how requests are sent, and headers that all of them carry (`authorization`, say). */',
		'export function configure(options: { baseUrl?: string; fetch?: typeof send; headers?: Record<string, string> }): void {',
		"\tif (options.baseUrl !== undefined) base = options.baseUrl.replace(/\\/+$/, '');",
		'\tif (options.fetch) send = options.fetch;',
		'\tif (options.headers) extraHeaders = options.headers;',
		'}',
	]);
}

/**
 * The client of a linked creation, for `import … from 'aether:<alias>'`: nothing to configure, because `base` is where the
 * host answers for it and `fetch` is how its calls leave the sandbox.
 */
export function typedModule(
	document: ApiDocument,
	alias: string,
	base = `https://${alias}.aether.invalid`,
): string {
	return moduleText(document, alias, [
		`const base = ${JSON.stringify(base.replace(/\/+$/, ''))};`,
		'const send = (request: Request): Promise<Response> => fetch(request);',
		'const extraHeaders: Record<string, string> = {};',
	]);
}

function moduleText(document: ApiDocument, name: string, setUp: readonly string[]): string {
	const types = new TypeWriter(OWN_NAMES);
	const names = clientNames(document.operations);
	const functions = document.operations.map((operation, index) =>
		functionText(operation, names[index] ?? '', types),
	);
	const title = `${document.title} ${document.version}`.trim();
	return [
		comment(
			`Client of ${name}: ${title}. Made from its OpenAPI document; changes are lost when it is made again.`,
			'',
		),
		setUp.join('\n'),
		...types.declarations,
		...functions,
		CLIENT_RUNTIME,
	]
		.join('\n\n')
		.replace(/^\n+/, '')
		.concat('\n');
}

/** What the functions of a client are called, in the order of the operations. */
export function clientNames(operations: readonly Operation[]): readonly string[] {
	const taken = new Set([
		'configure',
		'base',
		'send',
		'extraHeaders',
		'call',
		'fetch',
		'aether',
		'write',
		'brackets',
		'bodyOf',
		'valueOf',
		'fill',
		'encode',
		'text',
		'query',
		'entries',
	]);
	return operations.map(({ id }) => {
		const wanted = functionName(id);
		let name = wanted;
		for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
		taken.add(name);
		return name;
	});
}

function functionText(operation: Operation, name: string, types: TypeWriter): string {
	const slots = slotsOf(operation);
	const input = inputType(operation, slots, name, types);
	const result = resultType(operation, name, types);
	const isOptional = !slots.some(({ isRequired }) => isRequired);
	const parameter = slots.length === 0 ? '' : `input: ${input}${isOptional ? ' = {}' : ''}, `;
	const doc = comment(
		[
			operation.summary || `${operation.method.toUpperCase()} ${operation.path}`,
			operation.isDeprecated ? '@deprecated' : '',
		]
			.filter((line) => line !== '')
			.join(' '),
		'',
	);
	const call = `call(${JSON.stringify(operation.method.toUpperCase())}, ${JSON.stringify(operation.path)}, ${partsText(operation, slots)}, signal)`;
	return `${doc}export async function ${name}(${parameter}signal?: AbortSignal): Promise<${result}> {\n\treturn (await ${call}) as ${result};\n}`;
}

function inputType(operation: Operation, slots: readonly Slot[], name: string, types: TypeWriter): string {
	const members = slots.map(({ key, schema, isRequired, parameter }) => {
		const isFile =
			!parameter && operation.body && preferredMedia(operation.body.content)?.type === 'multipart/form-data';
		const type = types.typeOf(schema, `${typeName(name)}${typeName(key)}`);
		return `${quoteName(key)}${isRequired ? '' : '?'}: ${isFile ? `${type} | FormData` : type}`;
	});
	return `{ ${members.join('; ')} }`;
}

/** What all documented successes may hold. */
function resultType(operation: Operation, name: string, types: TypeWriter): string {
	const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
	const chosen =
		successes.length > 0
			? successes
			: Object.entries(operation.responses).filter(([status]) => status === 'default');
	const written = chosen.map(([status, response]) =>
		answerType(response, `${typeName(name)}${status}`, types),
	);
	const distinct = [...new Set(written)];
	return distinct.length === 0 || distinct.includes('unknown') ? 'unknown' : distinct.join(' | ');
}

function answerType({ content }: ApiResponse, name: string, types: TypeWriter): string {
	const media = preferredMedia(content);
	if (!media) return 'undefined';
	if (/json|\*\/\*/.test(media.type)) return types.typeOf(media.schema, name);
	return media.type.startsWith('text/') || media.type.includes('xml') ? 'string' : 'Blob';
}

/** How each member of the input travels, as data for the runtime. */
function partsText({ body }: Operation, slots: readonly Slot[]): string {
	const parts = slots.map(({ key, parameter }) => {
		const media = body ? preferredMedia(body.content)?.type : undefined;
		const how = parameter
			? {
					in: parameter.in,
					name: parameter.name,
					style: parameter.style,
					explode: parameter.explode,
					...(parameter.mediaType ? { json: true } : {}),
				}
			: {
					in: 'body',
					name: 'body',
					style: media?.includes('*') ? 'application/json' : (media ?? 'application/json'),
					explode: false,
				};
		return `{ ...${JSON.stringify(how)}, value: input${/^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`} }`;
	});
	return `[${parts.join(', ')}]`;
}
