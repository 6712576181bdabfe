import type { CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Services } from '../services.ts';

/**
 * What answers a creation's `fetch`. Nothing leaves this device: every request is refused with 403 and one audit row,
 * and the body says why in words that a person reads in the creation's console.
 */
export function gatewayFor(
	id: CreationId,
	manifest: Manifest,
	services: Services,
): (request: Request) => Promise<Response> {
	return async (request) => {
		const origin = originOf(request.url);
		void services.storage.audit({
			event: 'net.denied',
			outcome: 'denied',
			creationId: id,
			detail: { origin, method: request.method.slice(0, 12) },
		});
		return Response.json(
			{
				type: 'net-denied',
				title: `"${manifest.title}" may not reach ${origin}: creations have no network on this device.`,
			},
			{ status: 403, headers: { 'content-type': 'application/problem+json' } },
		);
	};
}

/** Only the origin: a path or query may carry what must not stand in a log. */
function originOf(url: string): string {
	return URL.canParse(url) ? new URL(url).origin.slice(0, 200) : 'an unreadable address';
}
