import * as z from 'zod/mini';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import { authSchema, serviceSecretSchema, type Auth } from '#lib/model/service.ts';
import { withAuth } from '#lib/services/connectors/connector.ts';
import { viaRelay } from '#lib/services/connectors/relay.ts';
import type { NetworkAnswer } from '#lib/services/network/network.ts';
import type { ServiceSecrets } from '#lib/services/vault/service-secrets.ts';
import { maskedIn, spellingsOf } from './mask.ts';
import { callSchema, requestFrom } from './network-request.ts';
import { sendRequest } from './network-send.ts';

const idSchema = z.string().check(z.regex(/^service:/), z.maxLength(200));

export const newSecretSchema = z.strictObject({
	id: idSchema,
	origin: z.url({ protocol: /^https?$/ }),
	reach: z.optional(z.url({ protocol: /^https?$/ })),
	secret: serviceSecretSchema,
	persist: z.boolean(),
});
/** Keeps a secret for its place. Fails as `ServiceSecrets.set` does. */
export const keepSecret = (
	{ id, origin, reach, secret, persist }: z.infer<typeof newSecretSchema>,
	secrets: ServiceSecrets,
): Promise<Result<void, Problem>> => secrets.set({ id, place: placeOf(origin, reach), secret, persist });
export const secretIdSchema = idSchema;
export const serviceCallSchema = z.extend(callSchema, {
	secret: z.strictObject({ id: idSchema, auth: authSchema }),
});
export type ServiceCall = z.infer<typeof serviceCallSchema>;

/** Where a secret goes, as it is sealed with it: a relay sees the secret too, so nobody may exchange it later. */
export const placeOf = (address: string, relay: string | undefined): string =>
	[address, ...(relay ? [relay] : [])].map((each) => new URL(each).origin).join(' by ');

/**
 * Sends a call with its secret, inside the worker that alone holds it. The secret goes to the origin it was saved for,
 * follows no redirect, and is taken out of what comes back: a service that repeats it must not hand it to who asked.
 */
export async function sendWithSecret(
	call: ServiceCall,
	secrets: ServiceSecrets,
	inner: typeof fetch,
): Promise<Result<NetworkAnswer, Problem>> {
	const { secret, relay, body, limits } = call;
	const request = requestFrom(call);
	if (!request.ok) return request;
	const found = await secrets.find(secret.id, placeOf(call.url, relay));
	if (!found.ok) return found;
	const signed = withAuth(request.value, secret.auth, found.value);
	if (!signed.ok) return signed;
	const target = relay ? viaRelay(signed.value, relay) : signed.value;
	const { origin } = new URL(target.url);
	const answer = await sendRequest(
		target,
		{ limits, body, redirect: 'error', mayAnswer: (each) => each === origin },
		inner,
	);
	return answer.ok ? ok(masked(answer.value, secret.auth, found.value)) : withoutDetail(answer.error);
}

function masked(answer: NetworkAnswer, auth: Auth, secret: string): NetworkAnswer {
	const spellings = spellingsOf(auth, secret);
	const hide = (text: string) => spellings.reduce((result, each) => result.replaceAll(each, '***'), text);
	return {
		...answer,
		statusText: hide(answer.statusText),
		headers: answer.headers.map(([name, value]) => [name, hide(value)]),
		bytes: maskedIn(answer.bytes, spellings),
	};
}

/** The platform's own words may hold the address, and a key may stand in it. */
function withoutDetail({ type, message, action }: Problem): Result<never, Problem> {
	return { ok: false, error: { type, message, ...(action ? { action } : {}) } };
}
