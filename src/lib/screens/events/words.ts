import type { Creation } from '#lib/model/creation.ts';
import type { Delivery, EventLine } from '#lib/model/delivery.ts';

const URN = 'urn:aether:';

/** Titles by id, of creations and of addresses. */
export const namesOf = (
	creations: readonly Creation[],
	lines: readonly EventLine[],
): ReadonlyMap<string, string> =>
	new Map([...creations, ...lines].map(({ id, title }): [string, string] => [id, title]));

/** Who published or receives, in a person's words. */
export const nameOf = (id: string, names: ReadonlyMap<string, string>): string =>
	names.get(id.startsWith(URN) ? id.slice(URN.length) : id) ?? 'something that is gone';

const STATES = { delivered: 'received by', waiting: 'waits for', failed: 'not received by' } as const;

/** "received by Board", "waits for Board, tried 2 times". */
export function wayText({ to, state, attempts }: Delivery, names: ReadonlyMap<string, string>): string {
	const tries =
		state === 'waiting' && attempts > 0 ? `, tried ${attempts === 1 ? 'once' : `${attempts} times`}` : '';
	return `${STATES[state]} ${nameOf(to, names)}${tries}`;
}

/** "order.*, visit.began" as the list that it means; nothing means all. */
export const typesIn = (text: string): string[] => {
	const types = text.split(/[\s,]+/).filter((type) => type !== '');
	return types.length > 0 ? types : ['*'];
};

/** How a stream of events is, for people. */
export const STATE_WORDS = {
	connecting: 'Connecting…',
	open: 'Connected: events come at once.',
	waiting: 'Not connected. It is tried again soon.',
	ended: 'Over: it is not asked again.',
} as const;
