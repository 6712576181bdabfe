import { isRecord, recordOf, textOf } from './data.ts';
import type { Execution, Frame } from './execution.ts';
import { standardFault } from './fault.ts';
import { send } from './send.ts';

type Policy = Readonly<Record<string, unknown>>;

/** The call that is to be authorized. */
interface Target {
	readonly url: string;
	readonly input: unknown;
	readonly frame: Frame;
}

/**
 * The `authorization` header that an authentication policy means; undefined for none, and for a secret of the person,
 * which is put into the request where no workflow sees it.
 */
export async function authorizationOf(
	execution: Execution,
	authentication: unknown,
	target: Target,
): Promise<string | undefined> {
	const { url, input, frame } = target;
	if (authentication === undefined) return undefined;
	const named = recordOf(execution.definition.use['authentications']);
	const policy = recordOf(typeof authentication === 'string' ? named[authentication] : authentication);
	const use = textOf(policy['use']);
	if (use !== undefined) return authorizationOf(execution, named[use] ?? missing(use), target);
	const secret = secretOf(policy);
	if (secret) {
		await execution.host.attach({ ...secret, url });
		return undefined;
	}
	const fill = async (part: unknown): Promise<Policy> => recordOf(await execution.fill(part, input, frame));
	if (isRecord(policy['basic'])) return basic(await fill(policy['basic']));
	if (isRecord(policy['bearer'])) return bearer(await fill(policy['bearer']));
	if (isRecord(policy['oauth2']))
		return token(execution, await fill(policy['oauth2']), '/oauth2/token', frame);
	if (isRecord(policy['oidc'])) return token(execution, await fill(policy['oidc']), undefined, frame);
	const kind = Object.keys(policy)[0] ?? 'nothing';
	throw standardFault('configuration', `Authentication by "${kind}" is not possible from a browser.`);
}

/** The secret that a policy names. Throws where its value would have to be read to use it. */
function secretOf(
	policy: Policy,
): { readonly name: string; readonly scheme: 'basic' | 'bearer' } | undefined {
	for (const [scheme, part] of Object.entries(policy)) {
		const name = textOf(recordOf(part)['use']);
		if (name === undefined) continue;
		if (scheme === 'basic' || scheme === 'bearer') return { name, scheme };
		throw standardFault(
			'authorization',
			`The secret "${name}" cannot be used for "${scheme}": a workflow would have to read it. Use "bearer" with an access token.`,
		);
	}
	return undefined;
}

function missing(name: string): never {
	throw standardFault('configuration', `There is no authentication "${name}".`);
}

function basic({ username, password }: Policy): string {
	const bytes = new TextEncoder().encode(`${String(username)}:${String(password)}`);
	return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

const bearer = ({ token: value }: Policy): string => `Bearer ${String(value)}`;

/** A token by the grants that need no person: client credentials, password. */
async function token(
	execution: Execution,
	policy: Policy,
	standardPath: string | undefined,
	frame: Frame,
): Promise<string> {
	const authority = String(policy['authority']).replace(/\/$/, '');
	const path = textOf(recordOf(policy['endpoints'])['token']) ?? standardPath;
	const url =
		path === undefined ? await discovered(execution, authority, frame) : new URL(`${authority}${path}`).href;
	const answer = await ask(execution, { url, body: grantOf(policy).toString() }, frame);
	const access = textOf(answer['access_token']);
	if (!access) throw standardFault('authentication', `${authority} gave no token.`);
	return `${textOf(answer['token_type']) === 'DPoP' ? 'DPoP' : 'Bearer'} ${access}`;
}

async function discovered(execution: Execution, authority: string, frame: Frame): Promise<string> {
	const document = await ask(execution, { url: `${authority}/.well-known/openid-configuration` }, frame);
	const url = textOf(document['token_endpoint']);
	if (!url) throw standardFault('authentication', `${authority} does not say where tokens come from.`);
	return url;
}

function grantOf(policy: Policy): URLSearchParams {
	const client = recordOf(policy['client']);
	const facts = {
		grant_type: policy['grant'] ?? 'client_credentials',
		client_id: client['id'],
		client_secret: client['secret'],
		username: policy['username'],
		password: policy['password'],
		scope: Array.isArray(policy['scopes']) ? policy['scopes'].join(' ') : undefined,
		audience: Array.isArray(policy['audiences']) ? policy['audiences'].join(' ') : undefined,
	};
	const given = Object.entries(facts).filter(([, value]) => typeof value === 'string');
	return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

async function ask(
	execution: Execution,
	{ url, body }: { readonly url: string; readonly body?: string },
	frame: Frame,
): Promise<Policy> {
	const headers = {
		accept: 'application/json',
		...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
	};
	const call = {
		method: body ? 'POST' : 'GET',
		url,
		headers,
		keepsRedirect: false,
		...(body ? { body } : {}),
	};
	const response = await send(execution, call, frame.signal);
	const answer: unknown = await response.json().catch(() => undefined);
	return recordOf(answer);
}
