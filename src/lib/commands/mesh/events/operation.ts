import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../../services.ts';
import { creationBase } from '../address.ts';
import { REFUSED } from './deliveries.ts';
import type { Arrival, Receiver } from './events.ts';

const EVENTS = '/events';
const CLOUD_EVENT = 'application/cloudevents+json';

/** Brings events to a creation by `POST /events` of its own document; undefined where the document has no such operation. */
export async function operationReceiver(id: CreationId, services: Services): Promise<Receiver | undefined> {
	const offer = await services.mesh.offers.of(id);
	if (!offer.ok) return undefined;
	const { manifest, document } = offer.value;
	const matched = (await services.openapi()).match(document, 'POST', EVENTS);
	if (!matched) return undefined;
	const takes = Object.keys(matched.operation.body?.content ?? {});
	const mediaType = takes.find((type) => type.startsWith(CLOUD_EVENT)) ?? takes[0] ?? CLOUD_EVENT;
	const address = `${creationBase(manifest.name)}${EVENTS}`;
	return async (arrival) => {
		const answer = await services.mesh.inspect(id, requestFor(address, mediaType, arrival));
		return answer.ok ? outcomeOf(answer.value.response) : answer;
	};
}

const requestFor = (address: string, mediaType: string, { event, link }: Arrival): Request =>
	new Request(address, {
		method: 'POST',
		headers: {
			'content-type': mediaType,
			'x-aether-link': link,
			'idempotency-key': `${event.source} ${event.id}`,
		},
		body: JSON.stringify(event),
	});

/** What an answer to an event means: 2xx took it, 4xx will never take it, anything else may take it later. */
export async function outcomeOf(
	response: Pick<Response, 'ok' | 'status' | 'text'>,
): Promise<Result<void, Problem>> {
	if (response.ok) return ok(undefined);
	const isFinal = response.status < 500 && response.status !== 408 && response.status !== 429;
	const detail = (await response.text()).slice(0, 200);
	return err({
		type: isFinal ? REFUSED : 'event-failed',
		message: `It answered ${response.status}.`,
		...(detail ? { detail } : {}),
	});
}
