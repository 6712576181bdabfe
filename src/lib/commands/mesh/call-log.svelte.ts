import type { CreationId } from '#lib/model/id.ts';
import type { Services } from '../services.ts';

/** One call from a creation, or from the person, to an operation of a creation. */
export interface CallRecord {
	readonly at: number;
	/** Null: the person. */
	readonly from: CreationId | null;
	readonly to: CreationId;
	readonly operation: string;
	readonly status: number;
	readonly ms: number;
	readonly traceId: string;
}

const KEPT = 500;
/** Calls that went well are written to the audit log in sums, or a busy link would be all it holds. ms. */
const SUM_MS = 2_000;

interface Sum {
	readonly record: CallRecord;
	count: number;
	slowestMs: number;
}

/** What was called lately, newest last, and the audit rows about it. */
export class CallLog {
	recent: readonly CallRecord[] = $state.raw([]);
	// Nothing shows the sums; only `recent` is read by screens.
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	readonly #sums = new Map<string, Sum>();
	readonly #services: () => Services;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#buffer: CallRecord[] = [];

	constructor(services: () => Services) {
		this.#services = services;
	}

	add(record: CallRecord): void {
		this.#buffer.push(record);
		const key = [record.from, record.to, record.operation, record.status].join(' ');
		const sum = this.#sums.get(key) ?? { record, count: 0, slowestMs: 0 };
		sum.count++;
		sum.slowestMs = Math.max(sum.slowestMs, record.ms);
		this.#sums.set(key, sum);
		this.#timer ??= setTimeout(() => this.flush(), SUM_MS);
	}

	/** Refused: a row at once, by the caller and what it tried. */
	refuse(event: string, from: CreationId, detail: Readonly<Record<string, string>>): void {
		void this.#services().storage.audit({ event, outcome: 'denied', creationId: from, detail });
	}

	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.recent = [...this.recent, ...this.#buffer].slice(-KEPT);
		this.#buffer = [];
		for (const { record, count, slowestMs } of this.#sums.values())
			void this.#services().storage.audit({
				event: 'link.call',
				outcome: record.status < 500 ? 'ok' : 'failed',
				creationId: record.from ?? record.to,
				detail: {
					to: record.to,
					operation: record.operation,
					status: record.status,
					count,
					slowestMs: Math.round(slowestMs),
				},
			});
		this.#sums.clear();
	}
}
