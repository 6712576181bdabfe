import type { Problem, Result } from '#lib/model/result.ts';

/** JSON Schema 2020-12, self-contained: no `$ref` leaves it. Cycles are kept as `$ref` into its own `$defs`. */
export type Schema = Readonly<Record<string, unknown>> | boolean;

/** An OpenAPI document, upgraded to 3.1 and read into what the product works with. */
export interface ApiDocument {
	readonly title: string;
	readonly version: string;
	readonly description: string;
	/** Absolute or relative base addresses, variables filled with their defaults. May be empty. */
	readonly servers: readonly string[];
	readonly operations: readonly Operation[];
	readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
	/** What was mended or left out while reading, in plain words: a missing file that a `$ref` names, say. */
	readonly notes: readonly string[];
}

export interface Operation {
	/**
	 * Unique in the document, a valid tool name (`^[A-Za-z0-9_-]{1,64}$`): the document's own where it is one, else
	 * made of method and path, with a hash where it would be too long or twice there. The same document gives the same ids.
	 */
	readonly id: string;
	/** As the document names it; empty when it does not. */
	readonly operationId: string;
	/** Lower case. */
	readonly method: Method;
	/** With its templates: `/books/{id}`. */
	readonly path: string;
	readonly summary: string;
	readonly description: string;
	readonly tags: readonly string[];
	readonly isDeprecated: boolean;
	/** The document's word (`x-aether-idempotent`) that a call may be repeated without harm. */
	readonly isIdempotent: boolean;
	readonly parameters: readonly Parameter[];
	readonly body: Body | null;
	/** By status: `200`, `4XX`, `default`. */
	readonly responses: Readonly<Record<string, ApiResponse>>;
	/** Alternatives; each names schemes that must all be satisfied. Empty: none needed. */
	readonly security: readonly (readonly string[])[];
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
export type Method = (typeof METHODS)[number];

export interface Parameter {
	readonly name: string;
	readonly in: 'path' | 'query' | 'header' | 'cookie';
	readonly isRequired: boolean;
	readonly description: string;
	readonly schema: Schema;
	readonly style: string;
	readonly explode: boolean;
	/** Set when the value travels as this media type instead of a style, for example `application/json`. */
	readonly mediaType?: string;
}

export interface Body {
	readonly isRequired: boolean;
	readonly description: string;
	/** Schema by media type. */
	readonly content: Readonly<Record<string, Schema>>;
	/** The style of single fields of a form, where the document gives one: `deepObject`, say. */
	readonly encoding?: Readonly<Record<string, string>>;
}

export interface ApiResponse {
	readonly description: string;
	/** Schema by media type; empty when there is no body. */
	readonly content: Readonly<Record<string, Schema>>;
	readonly headers: Readonly<Record<string, Schema>>;
}

export type SecurityScheme =
	| { readonly type: 'apiKey'; readonly name: string; readonly in: 'query' | 'header' | 'cookie' }
	| { readonly type: 'http'; readonly scheme: string }
	| { readonly type: 'oauth2' | 'openIdConnect' | 'mutualTLS' };

/** One thing that does not fit the document. */
export interface Violation {
	/** `path.id`, `query.limit`, `body.title`, `status`, `content-type`. */
	readonly where: string;
	readonly message: string;
}

/** What reads and checks documents. `createOpenApi` loads it lazily; nothing in it needs a network or `eval`. */
export interface OpenApi {
	/** JSON or YAML; Swagger 2.0, OpenAPI 3.0, 3.1. Fails with `openapi-invalid` and a line where it can. */
	read(text: string): Result<ApiDocument, Problem>;
	/** The operation that answers `method` on `pathname` (without the base), most concrete path first, with its path values. */
	match(document: ApiDocument, method: string, pathname: string): Matched | undefined;
	/** Empty: it fits. Reads a clone of the body, which is slow: `bytes` spare it where the body is at hand. */
	checkRequest(matched: Matched, request: Request, bytes?: ArrayBuffer): Promise<readonly Violation[]>;
	checkResponse(operation: Operation, response: Response, bytes?: ArrayBuffer): Promise<readonly Violation[]>;
	/** The operation as a function that a model or a form can call: one flat object of parameters, and `body`. */
	tool(operation: Operation): Tool;
	/** The request that a call of the tool means. Fails with `input-invalid`, naming what does not fit. */
	requestOf(operation: Operation, input: unknown, base: string): Result<Request, Problem>;
	/** A value that fits `schema`; equal seeds give equal values. */
	sample(schema: Schema, seed?: number): unknown;
	/** An answer that fits the document, for an API that does not exist yet. */
	mock(matched: Matched, request: Request): Promise<Response>;
}

export interface Matched {
	readonly operation: Operation;
	readonly path: Readonly<Record<string, string>>;
}

export interface Tool {
	readonly name: string;
	readonly description: string;
	readonly input: Schema;
}
