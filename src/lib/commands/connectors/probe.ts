import {
	corsVerdict,
	type Attempt,
	type CorsStatus,
	type CorsVerdict,
} from '#lib/services/connectors/relay.ts';
import type { Services } from '../services.ts';

interface Asked {
	readonly base: string;
	/** What the catalogue says. */
	readonly known: CorsStatus;
	readonly hasRelay: boolean;
}

/**
 * One try from this browser without any secret. A header of its own makes the browser ask first, as it would for a call
 * with a key.
 */
export async function tryService({ base, known, hasRelay }: Asked, services: Services): Promise<CorsVerdict> {
	const { origin, protocol, hostname } = new URL(base);
	const isOnline = navigator.onLine || hostname === 'localhost';
	const isMixedContent =
		protocol === 'http:' && hostname !== 'localhost' && !/^(127\.|\[::1\])/.test(hostname);
	const facts = { known, isOnline, hasRelay, isMixedContent };
	if (isMixedContent || !isOnline) return corsVerdict(facts);
	return corsVerdict({ ...facts, attempt: await attempt(base, origin, services) });
}

async function attempt(base: string, origin: string, services: Services): Promise<Attempt> {
	const network = await services.network();
	const answer = await network.send({
		holder: 'connector',
		origins: [origin],
		url: base,
		method: 'GET',
		headers: [['authorization', 'Bearer none']],
		body: null,
		limits: { bytes: 1024 * 1024, ms: 15_000 },
	});
	if (answer.ok) return { type: 'answered', status: answer.value.status };
	return answer.error.type === 'answer-too-large' ? { type: 'answered', status: 200 } : { type: 'threw' };
}
