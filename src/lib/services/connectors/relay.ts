import type { Service } from './catalogue.ts';

/** Whether a service lets pages of other origins read its answers. */
export type CorsStatus = Service['cors'];

/** Carries the address that a relay is asked to call. */
const TARGET_HEADER = 'x-relay-target';

/** The same request, to the relay: the relay sends it on to where it was going. */
export function viaRelay(request: Request, relayUrl: string): Request {
	const relayed = new Request(relayUrl, request);
	relayed.headers.set(TARGET_HEADER, request.url);
	return relayed;
}

/** What a try from a page showed. `threw` is all that a browser says of an answer that it hides. */
export type Attempt = { readonly type: 'answered'; readonly status: number } | { readonly type: 'threw' };

export interface CorsFacts {
	/** What the catalogue says. */
	readonly known: CorsStatus;
	/** A try from this page, if there was one. */
	readonly attempt?: Attempt;
	readonly isOnline: boolean;
	readonly hasRelay: boolean;
	/** The page is https and the service is not. */
	readonly isMixedContent: boolean;
}

export interface CorsVerdict {
	readonly status: CorsStatus;
	/** Whether to send requests to the relay. */
	readonly needsRelay: boolean;
	/** One sentence for the person. */
	readonly message: string;
}

/** Whether a service can be called from a page, as far as can be known. What was tried counts more than what is said. */
export function corsVerdict({ known, attempt, isOnline, hasRelay, isMixedContent }: CorsFacts): CorsVerdict {
	if (isMixedContent)
		return refused(hasRelay, 'The service has no https address, so a page may not call it.');
	if (attempt?.type === 'answered')
		return { status: 'yes', needsRelay: false, message: 'The service answers pages directly.' };
	if (attempt?.type === 'threw' && !isOnline)
		return { status: known, needsRelay: false, message: 'This could not be tried without a network.' };
	if (attempt?.type === 'threw') return threw(known, hasRelay);
	if (known === 'yes')
		return { status: 'yes', needsRelay: false, message: 'The service is known to answer pages directly.' };
	if (known === 'no') return refused(hasRelay, 'The service is known not to answer pages of other sites.');
	return {
		status: 'unknown',
		needsRelay: false,
		message: 'Nobody has tried yet whether the service answers pages.',
	};
}

/** A browser tells a refusal and a dead service apart for nobody. */
function threw(known: CorsStatus, hasRelay: boolean): CorsVerdict {
	if (known === 'yes')
		return {
			status: 'yes',
			needsRelay: false,
			message: 'There was no answer, although the service is known to answer pages. It may be down.',
		};
	return refused(
		hasRelay,
		'There was no answer that a page may read: the service is down or does not answer pages of other sites.',
	);
}

const refused = (hasRelay: boolean, message: string): CorsVerdict => ({
	status: 'no',
	needsRelay: true,
	message: hasRelay ? `${message} Your relay is used.` : `${message} A relay of your own can help.`,
});

/**
 * A relay that a person can host with any service that runs `fetch` handlers. It serves one page (`origin`) and reaches
 * one service (`target`), so that nobody else can use it.
 */
export function relaySnippet(origin: string, target: string): string {
	return `const ORIGIN = ${JSON.stringify(new URL(origin).origin)}, TARGET = ${JSON.stringify(new URL(target).origin)};
const cors = { 'access-control-allow-origin': ORIGIN, 'access-control-allow-methods': '*', 'access-control-expose-headers': '*', vary: 'origin' };
export default { async fetch(request) {
  if (request.headers.get('origin') !== ORIGIN) return new Response('not for you', { status: 403 });
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { ...cors, 'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '' } });
  const url = URL.parse(request.headers.get('${TARGET_HEADER}') ?? ''), headers = new Headers(request.headers);
  if (url?.origin !== TARGET) return new Response('not there', { status: 403, headers: cors });
  for (const name of ['${TARGET_HEADER}', 'origin', 'referer', 'cookie', 'host']) headers.delete(name);
  const answer = await fetch(url, { method: request.method, headers, body: request.body, redirect: 'manual', duplex: 'half' });
  return new Response(answer.body, { status: answer.status, headers: { ...Object.fromEntries(answer.headers), ...cors } });
} };
`;
}
