import type { CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { aliasOf } from '../mesh/address.ts';
import { problemResponse } from '../mesh/answers.ts';
import { asksFor } from '../network/asked.ts';
import { deny, reach, type Traveller } from '../network/reach.ts';
import type { Services } from '../services.ts';
import { Buckets } from './bucket.ts';

/** Far above what a program does that a person uses; a loop without an end meets it within a second. */
const RATE = { burst: 2_000, perSecond: 200 };

/** The creation whose `fetch` is answered. */
export interface Guest {
	readonly id: CreationId;
	/** Its manifest as it is at this moment. */
	readonly manifest: () => Manifest;
	readonly onAsk: Traveller['onAsk'];
}

/**
 * What answers a creation's `fetch`: its links, by the mesh; an address that its manifest asks for and the person granted,
 * by the network. Anything else is refused, and the body says why; so is who calls more often than `buckets` allow.
 */
export function gatewayFor(
	guest: Guest,
	services: Services,
	buckets = new Buckets(RATE),
): (request: Request) => Promise<Response> {
	return async (request) => {
		const { id, onAsk } = guest;
		const refused = buckets.take(id);
		if (refused) return tooMany(guest, refused, services);
		const manifest = guest.manifest();
		const alias = aliasOf(request.url);
		if (alias !== undefined) return services.mesh.callLink({ id, manifest }, alias, request);
		const url = new URL(request.url);
		const traveller = { id, title: manifest.title, onAsk };
		return asksFor(manifest, url)
			? reach(traveller, request, services)
			: deny(traveller, request, services, notAsked(manifest, url.origin));
	};
}

/** One audit row for a burst, or a loop would fill the log. */
function tooMany(
	{ id, manifest }: Guest,
	{ waitSeconds, isFirst }: { readonly waitSeconds: number; readonly isFirst: boolean },
	{ mesh }: Services,
): Response {
	if (isFirst) mesh.log.refuse('net.limited', id, { reason: 'too many calls at once' });
	const words = `"${manifest().title}" calls too often. It may again in ${waitSeconds} s.`;
	const answer = problemResponse(429, 'net-limited', words);
	answer.headers.set('retry-after', String(waitSeconds));
	return answer;
}

const notAsked = ({ title }: Manifest, origin: string): string =>
	`"${title}" may not reach ${origin}: its aether.json does not ask for it under "grants", "net".`;
