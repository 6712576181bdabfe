import type { AuditEntry } from '#lib/model/event.ts';
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

/** Requests of a creation to an address on the network. */
export interface NetRecord {
	readonly from: CreationId;
	readonly origin: string;
	readonly status: number;
	readonly ms: number;
}

interface UnfitRecord {
	readonly from: CreationId;
	readonly to: CreationId;
	readonly operation: string;
	readonly fault: string;
}

interface Sum {
	readonly entry: AuditEntry;
	count: number;
	slowestMs: number;
}

/** The audit rows about calls. */
export class CallLog {
	readonly #sums = new Map<string, Sum>();
	/** Refusals that have their row since the last flush. */
	readonly #refused = new Set<string>();
	readonly #services: () => Services;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(services: () => Services) {
		this.#services = services;
	}

	add({ from, to, operation, status, ms }: CallRecord): void {
		const detail = { to, operation, status };
		this.#sum(
			{ event: 'link.call', outcome: outcomeOf(status), creationId: from ?? to, detail },
			ms,
			from ?? '',
		);
	}

	addNet({ from, origin, status, ms }: NetRecord): void {
		const detail = { origin, status };
		this.#sum({ event: 'net.allowed', outcome: outcomeOf(status), creationId: from, detail }, ms);
	}

	/** An answer of a service that does not fit its document, and was handed on. */
	addUnfit({ from, to, operation, fault }: UnfitRecord): void {
		const detail = { to, operation, fault: fault.slice(0, 300) };
		this.#sum({ event: 'service.unfit', outcome: 'ok', creationId: from, detail }, 0);
	}

	#sum(entry: AuditEntry, ms: number, from = ''): void {
		const key = keyOf(entry, from);
		const sum = this.#sums.get(key) ?? { entry, count: 0, slowestMs: 0 };
		sum.count++;
		sum.slowestMs = Math.max(sum.slowestMs, ms);
		this.#sums.set(key, sum);
		this.#timer ??= setTimeout(() => this.flush(), SUM_MS);
	}

	/** Refused: a row at once, by the caller and what it tried. The same again within a moment is counted. */
	refuse(event: string, from: CreationId, detail: Readonly<Record<string, string>>): void {
		const entry: AuditEntry = { event, outcome: 'denied', creationId: from, detail };
		const key = keyOf(entry);
		if (this.#refused.has(key)) return this.#sum(entry, 0);
		this.#refused.add(key);
		this.#timer ??= setTimeout(() => this.flush(), SUM_MS);
		void this.#services().storage.audit(entry);
	}

	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		for (const { entry, count, slowestMs } of this.#sums.values())
			void this.#services().storage.audit({
				...entry,
				detail: { ...entry.detail, count, slowestMs: Math.round(slowestMs) },
			});
		this.#sums.clear();
		this.#refused.clear();
	}
}

const keyOf = ({ event, creationId, detail }: AuditEntry, from = ''): string =>
	[event, creationId, from, ...Object.values(detail)].join(' ');

const outcomeOf = (status: number): AuditEntry['outcome'] => (status < 500 ? 'ok' : 'failed');
