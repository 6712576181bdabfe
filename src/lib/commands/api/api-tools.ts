import type { FuzzOptions, FuzzReport } from '#lib/services/openapi/fuzz.ts';
import type { GraphQLFace } from '#lib/services/openapi/graphql.ts';
import type { ApiDocument, OpenApi } from '#lib/services/openapi/openapi.ts';

export type { FuzzFailure, FuzzReport } from '#lib/services/openapi/fuzz.ts';
export type { GraphQLFace } from '#lib/services/openapi/graphql.ts';
export type { ApiDocument, OpenApi, Operation, Violation } from '#lib/services/openapi/openapi.ts';

type Send = (request: Request) => Promise<Response>;

/** What can be done with an OpenAPI document beside reading it. Each is fetched when it is first asked for. */
export interface ApiTools extends OpenApi {
	/** One TypeScript file that calls the API. */
	client(document: ApiDocument, name: string): Promise<string>;
	/** Asks the API everything its document allows, and things it does not. */
	fuzz(document: ApiDocument, send: Send, options: FuzzOptions): Promise<FuzzReport>;
	graphql(document: ApiDocument, send: Send): Promise<GraphQLFace>;
	/** The document in JSON. */
	toJson(text: string): Promise<string>;
	/** What the document gives as an example of a request: by operationId, the parameters and `body`. */
	examples(text: string): Promise<Examples>;
}

export type Examples = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Loads what reads documents; the rest follows when it is used. */
export async function loadApiTools(): Promise<ApiTools> {
	const { createOpenApi } = await import('#lib/services/openapi/create-openapi.ts');
	return {
		...createOpenApi(),
		client: async (document, name) =>
			(await import('#lib/services/openapi/client.ts')).clientText(document, { name }),
		fuzz: async (document, send, options) =>
			(await import('#lib/services/openapi/fuzz.ts')).fuzz(document, send, options),
		graphql: async (document, send) =>
			(await import('#lib/services/openapi/graphql.ts')).graphqlOf(document, send),
		toJson: async (text) => `${JSON.stringify((await import('yaml')).parse(text), null, 2)}\n`,
		examples: async (text) => (await import('./examples.ts')).examplesIn(text),
	};
}
