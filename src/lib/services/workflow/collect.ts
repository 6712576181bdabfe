import { isEqual, isRecord, listOf, recordOf } from './data.ts';
import type { CloudEvent, EventBus } from './workflow.ts';

/**
 * Hands on the events that a strategy of `schedule.on` waits for: each alone for `one` and `any`, together for `all`.
 * Attributes are compared as constants, since outside a run there is nothing that an expression could be about. Returns
 * the unsubscriber.
 */
export function collect(
	bus: EventBus,
	on: Readonly<Record<string, unknown>>,
	hand: (events: readonly CloudEvent[]) => void,
): () => void {
	const isAll = on['all'] !== undefined;
	const filters = (on['one'] === undefined ? listOf(on['all'] ?? on['any']) : [on['one']]).map((filter) =>
		recordOf(recordOf(filter)['with']),
	);
	const met = new Map<number, CloudEvent>();
	return bus.subscribe({}, (event) => {
		const index = filters.findIndex((filter, each) => !met.has(each) && fits(event, filter));
		if (index < 0 && filters.length > 0) return;
		if (!isAll) return hand([event]);
		met.set(index, event);
		if (met.size < filters.length) return;
		hand(filters.flatMap((_, each) => met.get(each) ?? []));
		met.clear();
	});
}

const fits = (event: CloudEvent, filter: Readonly<Record<string, unknown>>): boolean =>
	Object.entries(filter).every(([name, wanted]) => {
		const found = event[name];
		if (isRecord(wanted) && isRecord(found))
			return Object.entries(wanted).every(([key, value]) => isEqual(found[key], value));
		return isEqual(found, wanted);
	});
