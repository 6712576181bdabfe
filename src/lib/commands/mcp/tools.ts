import type { Client } from '@modelcontextprotocol/client';
import * as z from 'zod/mini';
import { WITHIN_MS } from './client.ts';

/** Most tools that are taken of one server: a list of more is no list that anybody reads. */
export const MAX_TOOLS = 500;
/** Most answers that a list may be split into. */
const MAX_PAGES = 50;
const MAX_DESCRIPTION = 2_000;
const MAX_TITLE = 120;

/** One tool as its server describes it, cut to sizes that a person can read. */
export interface RemoteTool {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly inputSchema: Readonly<Record<string, unknown>>;
	readonly outputSchema?: Readonly<Record<string, unknown>>;
	/** The server's word that a call changes nothing. */
	readonly isRead: boolean;
	readonly isIdempotent: boolean;
}

export interface RemoteTools {
	/** How the server calls itself. */
	readonly title: string;
	readonly tools: readonly RemoteTool[];
	/** How many were left out: too many, twice there, or under a name that cannot be an address. */
	readonly leftOut: number;
}

const schema = z.record(z.string(), z.unknown());
const toolSchema = z.object({
	name: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/)),
	title: z.optional(z.string()),
	description: z.optional(z.string()),
	inputSchema: schema,
	outputSchema: z.optional(schema),
	annotations: z.optional(
		z.object({
			title: z.optional(z.string()),
			readOnlyHint: z.optional(z.boolean()),
			idempotentHint: z.optional(z.boolean()),
		}),
	),
});
const pageSchema = z.object({
	tools: z.array(z.unknown()),
	nextCursor: z.optional(z.string().check(z.maxLength(4_000))),
});

/** The tools of a server, whatever it says of itself read as data. Throws where it lists none in the protocol's shape. */
export async function listRemoteTools(client: Client): Promise<RemoteTools> {
	const tools = new Map<string, RemoteTool>();
	const cursors = new Set<string>();
	let [cursor, seen]: [string | undefined, number] = [undefined, 0];
	do {
		const params: { cursor?: string } = cursor === undefined ? {} : { cursor };
		const page = pageSchema.parse(await client.request({ method: 'tools/list', params }, LIMITS));
		seen += page.tools.length;
		for (const raw of page.tools) {
			const tool = toolSchema.safeParse(raw);
			if (tool.success && tools.size < MAX_TOOLS && !tools.has(tool.data.name))
				tools.set(tool.data.name, toolOf(tool.data));
		}
		// A cursor that came before leads in a circle.
		cursor = page.nextCursor !== undefined && !cursors.has(page.nextCursor) ? page.nextCursor : undefined;
		if (cursor !== undefined) cursors.add(cursor);
	} while (cursor !== undefined && cursors.size < MAX_PAGES && seen < 10 * MAX_TOOLS);
	const named = client.getServerVersion();
	const title = readable(named?.title ?? named?.name ?? '', MAX_TITLE);
	return { title: title || 'MCP server', tools: [...tools.values()], leftOut: seen - tools.size };
}

function toolOf({ name, annotations, ...raw }: z.infer<typeof toolSchema>): RemoteTool {
	const isRead = annotations?.readOnlyHint === true;
	return {
		name,
		title: readable(raw.title ?? annotations?.title ?? name, MAX_TITLE) || name,
		description: readable(raw.description ?? '', MAX_DESCRIPTION),
		inputSchema: raw.inputSchema,
		...(raw.outputSchema ? { outputSchema: raw.outputSchema } : {}),
		isRead,
		isIdempotent: isRead || annotations?.idempotentHint === true,
	};
}

/** Text for people: no control characters, and none that turn what is read around. */
export const readable = (text: string, max: number): string =>
	text
		// eslint-disable-next-line no-control-regex -- they are what is taken out
		.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
		.trim()
		.slice(0, max);

const LIMITS = { timeout: WITHIN_MS };
