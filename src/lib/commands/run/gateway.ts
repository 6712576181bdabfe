import type { CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { aliasOf } from '../mesh/address.ts';
import { asksFor } from '../network/asked.ts';
import { deny, reach, type Traveller } from '../network/reach.ts';
import type { Services } from '../services.ts';

/** The creation whose `fetch` is answered. */
export interface Guest {
	readonly id: CreationId;
	/** Its manifest as it is at this moment. */
	readonly manifest: () => Manifest;
	readonly onAsk: Traveller['onAsk'];
}

/**
 * What answers a creation's `fetch`: its links, by the mesh; an address that its manifest asks for and the person granted,
 * by the network. Anything else is refused, and the body says why.
 */
export function gatewayFor(guest: Guest, services: Services): (request: Request) => Promise<Response> {
	return async (request) => {
		const { id, onAsk } = guest;
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

const notAsked = ({ title }: Manifest, origin: string): string =>
	`"${title}" may not reach ${origin}: its aether.json does not ask for it under "grants", "net".`;
