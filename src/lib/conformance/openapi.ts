import { Validator } from '@cfworker/json-schema';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import type { ApiDocument, Matched, OpenApi, Operation } from '#lib/services/openapi/openapi.ts';
import type { AreaRunner, CaseResult } from './area.ts';

/** Every `.json`, `.yaml` or `.yml` file is a document of a real API; each operation of it is a case. */
export const runOpenApiCases: AreaRunner = (files) => {
	const openApi = createOpenApi();
	const documents = Object.entries(files).filter(([path]) => /\.(json|ya?ml)$/i.test(path));
	return Promise.all(documents.map(([path, text]) => judgeDocument(path, text, openApi))).then((all) =>
		all.flat(),
	);
};

async function judgeDocument(path: string, text: string, openApi: OpenApi): Promise<readonly CaseResult[]> {
	const document = openApi.read(text);
	if (!document.ok) return [{ id: path, differences: [document.error.message] }];
	const ids = new Set<string>();
	const results: CaseResult[] = [];
	for (const operation of document.value.operations) {
		const twice = ids.has(operation.id) ? [`the id ${operation.id} is there twice`] : [];
		ids.add(operation.id);
		const differences = [...twice, ...(await judgeOperation(operation, document.value, openApi))];
		results.push({ id: `${path} ${operation.id}`, differences });
	}
	return results;
}

async function judgeOperation(
	operation: Operation,
	document: ApiDocument,
	openApi: OpenApi,
): Promise<readonly string[]> {
	try {
		return await differencesOf(operation, document, openApi);
	} catch (error) {
		return [`threw ${String(error)}`];
	}
}

/** The way of one call: tool, sample, request, and back to the operation. */
async function differencesOf(
	operation: Operation,
	document: ApiDocument,
	openApi: OpenApi,
): Promise<readonly string[]> {
	const tool = openApi.tool(operation);
	if (!/^[A-Za-z0-9_-]{1,64}$/.test(tool.name)) return [`"${tool.name}" is no tool name`];
	const input = openApi.sample(tool.input);
	const { valid, errors } = validatorOf(tool.input).validate(input);
	if (!valid)
		return [`the sample does not fit its tool: ${errors.map(({ error }) => error).join(' ')} ${show(input)}`];
	const request = openApi.requestOf(operation, input, BASE);
	if (!request.ok) return [`${request.error.message} ${request.error.detail ?? ''} ${show(input)}`];
	const found = openApi.match(document, request.value.method, request.value.url.slice(BASE.length));
	if (!found || !isSame(found.operation, operation))
		return [`${request.value.url} was found as ${found?.operation.id ?? 'nothing'}`];
	const violations = await openApi.checkRequest(renamed(found, operation), request.value);
	return violations.map(({ message }) => `${message} ${show(input)}`);
}

/** Paths that differ only in what their templates are called are one address: no request can tell them apart. */
const isSame = (found: Operation, operation: Operation): boolean =>
	found === operation ||
	found.path.replaceAll(/\{[^{}]*\}/g, '{}') === operation.path.replaceAll(/\{[^{}]*\}/g, '{}');

/** The values of the path under the names that the operation has for them. */
function renamed(found: Matched, operation: Operation): Matched {
	if (found.operation === operation) return found;
	const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
	const values = Object.values(found.path);
	return { operation, path: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) };
}

const BASE = 'https://api.example.com/base';

/** The validator as anybody else would use it, on a copy, because it marks what it reads. */
function validatorOf(schema: ReturnType<OpenApi['tool']>['input']): Validator {
	const copy: ConstructorParameters<typeof Validator>[0] | boolean = structuredClone(schema);
	return new Validator(typeof copy === 'boolean' ? {} : copy, '2020-12', false);
}

function show(input: unknown): string {
	const text = JSON.stringify(input);
	return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
