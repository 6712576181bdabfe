import { secretIdOf, type GrantedOrigin } from '#lib/model/grant.ts';
import type { CreationId } from '#lib/model/id.ts';
import { whereaboutsOf } from '#lib/model/network.ts';
import { isSafeOrigin } from '#lib/model/providers.ts';
import type { Problem } from '#lib/model/result.ts';
import type { CallLimits, NetworkAnswer } from '#lib/services/network/network.ts';
import { problemResponse } from '../mesh/answers.ts';
import type { Services } from '../services.ts';
import { headersIn, headersOut } from './headers.ts';

/** A creation that wants something of the network, as the house knows it. */
export interface Traveller {
	readonly id: CreationId;
	readonly title: string;
	/** Told of an origin that the person has not granted, so that they can be asked. */
	readonly onAsk: (origin: string) => void;
}

/** Most bytes of a request's body. */
const MAX_BODY = 16 * 1024 * 1024;
const LIMITS: CallLimits = { bytes: 32 * 1024 * 1024, ms: 25_000 };

/**
 * Sends a request of a creation to the network if the person granted its origin. Always an answer: refusals and
 * failures are problem documents in plain words, and each leaves an audit row that holds no path and no query.
 */
export async function reach(
	traveller: Traveller,
	request: Request,
	services: Services,
	limits: CallLimits = LIMITS,
): Promise<Response> {
	const url = new URL(request.url);
	const never = impossible(url);
	if (never) return deny(traveller, request, services, never);
	const granted = await services.storage.grants.of(traveller.id);
	const grant = granted.find(({ origin }) => origin === url.origin);
	if (!grant) {
		traveller.onAsk(url.origin);
		return deny(traveller, request, services, notGranted(traveller, url));
	}
	const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
	if (body && body.byteLength > MAX_BODY)
		return problemResponse(413, 'body-too-large', 'The request is larger than 16 MB.');
	const since = performance.now();
	const answer = await (
		await services.network()
	).send({
		holder: traveller.id,
		origins: granted.map(({ origin, relay }) => (relay ? new URL(relay).origin : origin)),
		url: request.url,
		method: request.method,
		headers: headersOut(request.headers, grant.auth !== undefined && grant.auth.type !== 'none'),
		body,
		limits,
		...secretOf(traveller.id, grant),
		...(grant.relay ? { relay: grant.relay } : {}),
	});
	const response = answer.ok ? responseFrom(answer.value) : failed(answer.error);
	const ms = performance.now() - since;
	services.mesh.log.addNet({ from: traveller.id, origin: url.origin, status: response.status, ms });
	return response;
}

const secretOf = (id: CreationId, { origin, auth }: GrantedOrigin) =>
	auth && auth.type !== 'none' ? { secret: { id: secretIdOf(id, origin), auth } } : {};

/** Why nobody is let there, whatever was granted; undefined where the person decides. */
export function impossible(url: URL): string | undefined {
	const where = whereaboutsOf(url);
	if (where === 'never') return `${url.origin} is an address that no creation may reach.`;
	if (url.origin === globalThis.location?.origin) return 'A creation may not reach AetherOS itself.';
	if (url.username || url.password) return 'An address with a password in it is not sent.';
	// One that cannot stand in the policy of a worker would shut that worker up for all others as well.
	if (!isSafeOrigin(url.origin))
		return `${url.origin} has no https address, and a page that came by https may not call it.`;
	return undefined;
}

/** Refused with 403 and one audit row; the body says why in words that a person reads in the creation's console. */
export function deny(traveller: Traveller, request: Request, { mesh }: Services, message: string): Response {
	// Only the origin: a path or query may carry what must not stand in a log.
	const origin = new URL(request.url).origin.slice(0, 200);
	mesh.log.refuse('net.denied', traveller.id, { origin, method: request.method.slice(0, 12) });
	return problemResponse(403, 'net-denied', message);
}

const notGranted = ({ title }: Traveller, { origin }: URL): string =>
	`"${title}" may not reach ${origin} before you allow it. Where it runs, a card asks you.`;

const STATUSES: Readonly<Record<string, number>> = {
	'network-timeout': 504,
	'network-refused': 403,
	'redirect-refused': 403,
	'vault-locked': 401,
	'secret-missing': 401,
	'request-invalid': 400,
};

const failed = ({ type, message, action }: Problem): Response =>
	problemResponse(STATUSES[type] ?? 502, type, action ? `${message} ${action}.` : message);

/** Statuses that must not carry a body. */
const BODYLESS = [101, 103, 204, 205, 304];

function responseFrom({ status, statusText, headers, bytes }: NetworkAnswer): Response {
	return new Response(BODYLESS.includes(status) ? null : new Uint8Array(bytes), {
		status,
		statusText,
		headers: headersIn(headers),
	});
}
