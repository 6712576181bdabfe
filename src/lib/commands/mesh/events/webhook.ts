import type { EventLine } from '#lib/model/delivery.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Arrival } from './events.ts';
import { outcomeOf } from './operation.ts';
import { callOf, type OutsideNetwork } from './outside.ts';
import { signatureOf } from './signature.ts';

/**
 * Sends one event to the address of a line: CloudEvents over HTTP, structured, signed as Standard Webhooks has it. Fails
 * with `event-refused` where the address will never take it.
 */
export async function sendWebhook(
	line: EventLine,
	{ event }: Arrival,
	network: Pick<OutsideNetwork, 'send'>,
): Promise<Result<void, Problem>> {
	const body = JSON.stringify(event);
	const facts = { id: `${event.source}/${event.id}`, timestamp: String(Math.floor(Date.now() / 1000)), body };
	const headers: [string, string][] = [
		['content-type', 'application/cloudevents+json; charset=UTF-8'],
		['webhook-id', facts.id],
		['webhook-timestamp', facts.timestamp],
	];
	if (line.key) headers.push(['webhook-signature', await signatureOf(line.key, facts)]);
	const bytes = new TextEncoder().encode(body);
	const answer = await network.send(callOf(line.id, line.address, { method: 'POST', headers, body: bytes }));
	if (!answer.ok) return answer;
	const { status, bytes: answered } = answer.value;
	return outcomeOf({
		ok: status >= 200 && status < 300,
		status,
		text: () => Promise.resolve(new TextDecoder().decode(answered)),
	});
}
