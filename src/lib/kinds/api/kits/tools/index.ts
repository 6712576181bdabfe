import type { KitRenderer } from '../../../kind.ts';
import { printLiteral } from '../../../print.ts';
import { assemble, type Sources } from '../shared/assemble.ts';
import {
	answer,
	documentSource,
	object,
	operation,
	queryParameter,
	ref,
	type Json,
	type JsonObject,
} from '../shared/document.ts';
import { pascal } from '../shared/entities.ts';
import { readme } from '../shared/readme.ts';
import { choicesOf, wantsEcho, type Choice } from './catalog.ts';
import type { Output, Parameter, Tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Small services that work something out: dice, identifiers, texts, numbers, dates, money. */
export const tools: KitRenderer = {
	render(spec) {
		const choices = choicesOf(spec);
		const hasEcho = wantsEcho(spec);
		const summaries = [...(hasEcho ? ['Echo a request'] : []), ...choices.map(({ tool }) => tool.summary)];
		const does = `${summaries.join('. ')}.`;
		return assemble({
			templates,
			generated: { 'tools.ts': toolsSource(choices), ...(hasEcho ? withEcho() : {}) },
			documents: {
				'openapi.yaml': documentOf(spec.title, does, choices, hasEcho),
				'README.md': readme({
					title: spec.title,
					does,
					requests: [
						...(hasEcho ? ([['Echo a request', `-d 'hello' "$API/echo?a=1"`]] as const) : []),
						...choices.map(({ tool }) => [tool.summary, `"$API${tool.path}${queryOf(tool)}"`] as const),
					],
					edit: [
						'`src/tools.ts`: what the API works out.',
						...[...new Set(choices.map(({ file }) => file))].map(
							(file) =>
								`\`src/${file}.ts\`: how ${file === 'health' ? 'the health check answers' : `the tools for ${file} work`}.`,
						),
						'`src/tool.ts`: how parameters are read.',
					],
					keeps: 'It keeps nothing: every answer comes from what is sent along.',
				}),
			},
		});
	},
};

const withEcho = (): Sources => ({ 'index.ts': templates['./files/echo-index.ts'] ?? '' });

function toolsSource(choices: readonly Choice[]): string {
	const files = [...new Set(choices.map(({ file }) => file))].sort();
	const hasUsual = choices.some(({ usual }) => Object.keys(usual).length > 0);
	const imports = files.map((file) => {
		const names = choices.filter((choice) => choice.file === file).map(({ name }) => name);
		return `import { ${names.sort().join(', ')} } from './${file}.ts';\n`;
	});
	const items = choices.map(({ name, usual }) =>
		Object.keys(usual).length > 0 ? `withUsual(${name}, ${printLiteral(usual)})` : name,
	);
	return `${imports.join('')}import { ${hasUsual ? 'withUsual, ' : ''}type Tool } from './tool.ts';

/** What the API works out. One more is one more line here, and one operation in openapi.yaml. */
export const tools: readonly Tool[] = [${items.join(', ')}];
`;
}

function queryOf({ parameters }: Tool): string {
	const query = new URLSearchParams(
		parameters.map(({ name, example }): [string, string] => [name, String(example)]),
	);
	return query.size > 0 ? `?${query.toString()}` : '';
}

function documentOf(title: string, does: string, choices: readonly Choice[], hasEcho: boolean): string {
	const paths = Object.fromEntries(choices.map(({ tool }) => [tool.path, { get: operationOf(tool) }]));
	const schemas = Object.fromEntries(choices.map(({ tool }) => [pascal(tool.id), schemaOf(tool.example)]));
	return documentSource({
		title,
		description: does,
		tags: [{ name: 'Tools', description: 'Worked out from what is sent along' }],
		paths: { ...(hasEcho ? { '/echo': echoPath() } : {}), ...paths },
		schemas: { ...schemas, ...(hasEcho ? { Echo: ECHO } : {}) },
	});
}

const operationOf = (tool: Tool): JsonObject =>
	operation({
		id: tool.id,
		tag: 'Tools',
		summary: tool.summary,
		parameters: tool.parameters.map(parameterOf),
		responses: { '200': answer('The result', ref(pascal(tool.id)), { example: { ...tool.example } }) },
		problems: tool.parameters.length > 0 ? [400, 422] : [],
	});

function parameterOf({
	name,
	description,
	type,
	required,
	usual,
	least,
	most,
	example,
}: Parameter): JsonObject {
	const schema: JsonObject = {
		type: type === 'text' || type === 'date' ? 'string' : type,
		...(type === 'date' ? { format: 'date' } : {}),
		...(least === undefined ? {} : { minimum: least }),
		...(most === undefined ? {} : { maximum: most }),
		...(usual === undefined ? {} : { default: usual }),
	};
	return { ...queryParameter(name, description, schema), ...(required ? { required } : {}), example };
}

const schemaOf = (example: Output): JsonObject =>
	object(
		Object.fromEntries(Object.entries(example).map(([name, value]) => [name, valueSchema(value)])),
		Object.keys(example),
	);

function valueSchema(value: Output[string] | undefined): JsonObject {
	if (value === null || value === undefined) return { type: ['string', 'null'] };
	if (typeof value === 'object') return { type: 'array', items: valueSchema(value[0]) };
	return { type: typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string' };
}

const TEXTS: Json = { type: 'object', additionalProperties: { type: 'string' } };
const ECHO = object(
	{
		method: { type: 'string' },
		path: { type: 'string' },
		query: TEXTS,
		headers: TEXTS,
		body: { type: ['string', 'null'], description: 'The body as text' },
	},
	['method', 'path', 'query', 'headers', 'body'],
);

function echoPath(): JsonObject {
	const body: JsonObject = { content: { '*/*': { schema: {} } } };
	const methods = ['get', 'post', 'put', 'patch', 'delete'];
	return Object.fromEntries(
		methods.map((method) => [
			method,
			{
				...operation({
					id: `echo${pascal(method)}`,
					tag: 'Tools',
					summary: `Echo a request sent with ${method.toUpperCase()}`,
					responses: { '200': answer('What was sent', ref('Echo')) },
				}),
				...(method === 'get' || method === 'delete' ? {} : { requestBody: body }),
			},
		]),
	);
}
