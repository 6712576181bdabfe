import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Auth } from '#lib/model/service.ts';

/** The part of a read document that says who may call: `ApiDocument` of the room `openapi` has it. */
export interface SecuredDocument {
	readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
	readonly operations: readonly { readonly security: readonly (readonly string[])[] }[];
}

type SecurityScheme =
	| { readonly type: 'apiKey'; readonly name: string; readonly in: 'query' | 'header' | 'cookie' }
	| { readonly type: 'http'; readonly scheme: string }
	| { readonly type: 'oauth2' | 'openIdConnect' | 'mutualTLS' };

/** One way to prove who calls, as a form offers it. */
export interface AuthOption {
	/** What the document calls it; empty for "no secret". */
	readonly scheme: string;
	readonly auth: Auth;
	/** How many operations accept it. */
	readonly operations: number;
	/** What the person is asked for. */
	readonly label: string;
	/** Why this way does not work from a browser; missing where it does. */
	readonly impossible?: string;
}

/** The ways a document offers, those that most operations accept first; "no secret" where an operation needs none. */
export function authOptions(document: SecuredDocument): readonly AuthOption[] {
	const offered = Object.entries(document.securitySchemes).map(([scheme, raw]) =>
		optionOf(scheme, raw, document),
	);
	const open = document.operations.filter(({ security }) => security.length === 0).length;
	const none: AuthOption = { scheme: '', auth: { type: 'none' }, operations: open, label: 'No secret' };
	const all = open > 0 || offered.length === 0 ? [...offered, none] : offered;
	const isPossible = ({ impossible }: AuthOption) => (impossible === undefined ? 1 : 0);
	return all.toSorted((a, b) => isPossible(b) - isPossible(a) || b.operations - a.operations);
}

function optionOf(scheme: string, raw: SecurityScheme, { operations }: SecuredDocument): AuthOption {
	const count = operations.filter(({ security }) => security.some((names) => names.includes(scheme))).length;
	const common = { scheme, operations: count };
	if (raw.type === 'http') return { ...common, ...httpOption(raw.scheme) };
	if (raw.type === 'mutualTLS')
		return { ...common, auth: { type: 'none' }, label: 'Client certificate', impossible: NO_CERTIFICATES };
	if (raw.type !== 'apiKey') return { ...common, auth: { type: 'oauth2', scheme }, label: 'Access token' };
	const impossible = raw.in === 'cookie' ? { impossible: NO_COOKIES } : {};
	return {
		...common,
		auth: { type: 'apiKey', in: raw.in, name: raw.name },
		label: `API key (${raw.name})`,
		...impossible,
	};
}

function httpOption(scheme: string): Pick<AuthOption, 'auth' | 'label' | 'impossible'> {
	if (scheme === 'basic') return { auth: { type: 'basic' }, label: 'User name and password' };
	if (scheme === 'bearer') return { auth: { type: 'bearer' }, label: 'Token' };
	const impossible = `"${scheme}" signs every request in a way that is not supported.`;
	return { auth: { type: 'none' }, label: scheme, impossible };
}

const NO_COOKIES =
	'A page may not set cookies for another site. Ask the service for a key that goes in a header.';
const NO_CERTIFICATES = 'A page cannot show a client certificate that you choose.';

/**
 * The request with the secret in its place. `secret` is the key or token, or `user:password` for `basic`. Fails with
 * `auth-impossible` where a browser cannot carry it and with `secret-invalid` where the secret itself cannot travel.
 */
export function withAuth(request: Request, auth: Auth, secret: string): Result<Request, Problem> {
	if (auth.type === 'none') return ok(request);
	if (secret.trim() === '')
		return err({
			type: 'secret-invalid',
			message: 'The secret is empty.',
			action: 'Enter it in the settings of this service',
		});
	if (auth.type === 'basic') return withHeader(request, 'authorization', `Basic ${base64(secret)}`);
	if (auth.type !== 'apiKey')
		return withHeader(request, 'authorization', `Bearer ${secret.trim().replace(/^bearer\s+/i, '')}`);
	if (auth.in === 'cookie') return err({ type: 'auth-impossible', message: NO_COOKIES });
	return auth.in === 'header'
		? withHeader(request, auth.name, secret.trim())
		: ok(withQuery(request, auth.name, secret.trim()));
}

function withHeader(request: Request, name: string, value: string): Result<Request, Problem> {
	try {
		const headers = new Headers(request.headers);
		headers.set(name, value);
		const result = new Request(request, { headers });
		if (result.headers.has(name)) return ok(result);
		return err({ type: 'auth-impossible', message: `A page may not set the header "${name}".` });
	} catch {
		// The platform's own message would repeat the secret.
		return err({
			type: 'secret-invalid',
			message: 'The secret holds characters that a header cannot carry.',
		});
	}
}

function withQuery(request: Request, name: string, value: string): Request {
	const url = new URL(request.url);
	// Written by hand: `searchParams` would write the rest of the query anew.
	const kept = url.search
		.replace(/^\?/, '')
		.split('&')
		.filter((part) => part !== '' && part.split('=')[0] !== encodeURIComponent(name));
	url.search = [...kept, `${encodeURIComponent(name)}=${encodeURIComponent(value)}`].join('&');
	return new Request(url, request);
}

/** Basic authentication is bytes of UTF-8. */
function base64(secret: string): string {
	return btoa(Array.from(new TextEncoder().encode(secret), (byte) => String.fromCharCode(byte)).join(''));
}
