import type { CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { aliasOf } from '../mesh/address.ts';
import { problemResponse } from '../mesh/answers.ts';
import type { Services } from '../services.ts';

/**
 * What answers a creation's `fetch`: its links, by the mesh. Anything else is refused with 403 and one audit row, and
 * the body says why in words that a person reads in the creation's console.
 */
export function gatewayFor(
	id: CreationId,
	manifest: Manifest,
	services: Services,
): (request: Request) => Promise<Response> {
	return async (request) => {
		const alias = aliasOf(request.url);
		if (alias !== undefined) return services.mesh.callLink({ id, manifest }, alias, request);
		const origin = originOf(request.url);
		void services.storage.audit({
			event: 'net.denied',
			outcome: 'denied',
			creationId: id,
			detail: { origin, method: request.method.slice(0, 12) },
		});
		return problemResponse(
			403,
			'net-denied',
			`"${manifest.title}" may not reach ${origin}: creations have no network on this device.`,
		);
	};
}

/** Only the origin: a path or query may carry what must not stand in a log. */
function originOf(url: string): string {
	return URL.canParse(url) ? new URL(url).origin.slice(0, 200) : 'an unreadable address';
}
