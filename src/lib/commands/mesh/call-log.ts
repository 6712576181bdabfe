import type { CreationId } from '#lib/model/id.ts';
import type { Services } from '../services.ts';

/** One call from a creation, or from the person, to an operation of a creation. */
export interface CallRecord {
	/** Null: the person. */
	readonly from: CreationId | null;
	readonly to: CreationId;
	readonly operation: string;
	readonly status: number;
	readonly ms: number;
}

/** Calls that went well are written to the audit log in sums, or a busy link would be all it holds. ms. */
const SUM_MS = 2_000;

interface Sum {
	readonly record: CallRecord;
	count: number;
	slowestMs: number;
}

/** The audit rows about calls. */
export class CallLog {
	readonly #sums = new Map<string, Sum>();
	readonly #services: () => Services;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(services: () => Services) {
		this.#services = services;
	}

	add(record: CallRecord): void {
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
