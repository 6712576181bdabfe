import { parseJson } from '#lib/model/json.ts';
import * as z from 'zod/mini';
import { textDigest } from '#lib/services/openapi/contract.ts';
import { embeddedSchema } from './embed.ts';
import type { RemoteTool, RemoteTools } from './tools.ts';

/** Where a tool is called: what its server says changes nothing stands under `/read/`, all else under `/call/`. */
const READ = '/read/';
export const pathOf = ({ name, isRead }: Pick<RemoteTool, 'name' | 'isRead'>): string =>
	`${isRead ? READ : '/call/'}${name}`;

/** Whether the operation at `path` of a tool server only reads. */
export const isReadPath = (path: string): boolean => path.startsWith(READ);

/** The tools of a server as an OpenAPI document, in JSON. Equal tools give equal texts. */
export async function toolsDocument({ title, tools }: RemoteTools): Promise<string> {
	const paths: Record<string, unknown> = {};
	const schemas: Record<string, unknown> = {};
	for (const tool of tools) {
		for (const [name, schema] of schemasOf(tool)) schemas[name] = schema;
		paths[pathOf(tool)] = { post: await operationOf(tool) };
	}
	const document = { openapi: '3.1.0', info: { title, version: '1' }, paths, components: { schemas } };
	return `${JSON.stringify(document, null, 2)}\n`;
}

/** What stands for a tool as it was read: a call is made only while the server still describes it so. */
export const toolDigest = ({ name, title, description, ...rest }: RemoteTool): Promise<string> =>
	textDigest(JSON.stringify([name, title, description, rest]));

const pinnedSchema = z.object({
	paths: z.record(z.string(), z.object({ post: z.object({ 'x-aether-digest': z.string() }) })),
});

/** Digests of the tools of a document that `toolsDocument` wrote, by path; none where it was changed by hand past reading. */
export function pinnedTools(text: string): ReadonlyMap<string, string> {
	const read = pinnedSchema.safeParse(parseJson(text));
	if (!read.success) return new Map();
	return new Map(Object.entries(read.data.paths).map(([path, { post }]) => [path, post['x-aether-digest']]));
}

const reference = (name: string): string => `#/components/schemas/${name}`;

const schemasOf = (tool: RemoteTool): readonly (readonly [string, unknown])[] =>
	(
		[
			[`${tool.name}.input`, tool.inputSchema],
			[`${tool.name}.output`, tool.outputSchema],
		] as const
	).flatMap(([name, schema]) => (schema ? [[name, embeddedSchema(schema, reference(name))] as const] : []));

async function operationOf(tool: RemoteTool): Promise<Record<string, unknown>> {
	const required = tool.inputSchema['required'];
	return {
		operationId: tool.name,
		summary: tool.title,
		...(tool.description ? { description: tool.description } : {}),
		...(tool.isIdempotent ? { 'x-aether-idempotent': true } : {}),
		'x-aether-digest': await toolDigest(tool),
		requestBody: {
			required: Array.isArray(required) && required.length > 0,
			content: json({ $ref: reference(`${tool.name}.input`) }),
		},
		responses: {
			200: {
				description: 'The result',
				content: json(tool.outputSchema ? { $ref: reference(`${tool.name}.output`) } : PLAIN_RESULT),
			},
			default: { description: 'Why there is none' },
		},
	};
}

const json = (schema: unknown) => ({ 'application/json': { schema } });

/** Of a tool that does not say what it gives: its texts, and beside them what is no text. */
const PLAIN_RESULT = {
	type: 'object',
	properties: { text: { type: 'string' }, other: { type: 'array', items: { type: 'object' } } },
	required: ['text'],
};
