import type { CreationId } from '#lib/model/id.ts';

/** One call, as the house saw it. */
export interface Span {
	/** 16 hexadecimal digits. */
	readonly id: string;
	readonly traceId: string;
	/** The call that this one was made for. */
	readonly parentId: string | undefined;
	/** Null: the person. */
	readonly from: CreationId | null;
	readonly to: CreationId;
	readonly operation: string;
	/** ms since the epoch. */
	readonly at: number;
	readonly ms: number;
	/** 502 where no answer came. */
	readonly status: number;
}

/** What went over one link since this page was opened. */
export interface LinkUse {
	readonly calls: number;
	/** Answers of 500 and more. */
	readonly errors: number;
	/** 95 of 100 calls of late were as quick as this. */
	readonly p95Ms: number;
	/** ms since the epoch. */
	readonly lastAt: number;
}

/** Durations that the 95th percentile is taken of. */
const MAX_DURATIONS = 200;

interface Counted {
	calls: number;
	errors: number;
	lastAt: number;
	readonly durations: number[];
}

/** What went over each link. */
export class LinkUses {
	readonly #uses = new Map<string, Counted>();

	add({ from, to, status, at, ms }: Span): void {
		const key = keyOf(from, to);
		const use = this.#uses.get(key) ?? { calls: 0, errors: 0, lastAt: 0, durations: [] };
		use.calls++;
		if (status >= 500) use.errors++;
		use.lastAt = at;
		use.durations.push(ms);
		if (use.durations.length > MAX_DURATIONS) use.durations.shift();
		this.#uses.set(key, use);
	}

	/** Undefined where nothing was called yet. */
	of(from: CreationId, to: CreationId): LinkUse | undefined {
		const use = this.#uses.get(keyOf(from, to));
		if (!use) return undefined;
		const sorted = use.durations.toSorted((a, b) => a - b);
		const p95Ms = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
		return { calls: use.calls, errors: use.errors, lastAt: use.lastAt, p95Ms };
	}
}

const keyOf = (from: CreationId | null, to: CreationId): string => `${from ?? ''} ${to}`;

/** A call with those that were made for it, in the order in which they began. */
export interface SpanTree extends Span {
	readonly children: readonly SpanTree[];
}

/** The calls as trees, newest first. */
export function spanTrees(spans: readonly Span[]): readonly SpanTree[] {
	const ids = new Set(spans.map(({ id }) => id));
	const childrenOf = new Map<string, Span[]>();
	for (const span of spans)
		if (span.parentId && ids.has(span.parentId))
			childrenOf.set(span.parentId, [...(childrenOf.get(span.parentId) ?? []), span]);
	const grow = (span: Span): SpanTree => ({
		...span,
		children: (childrenOf.get(span.id) ?? []).toSorted((a, b) => a.at - b.at).map(grow),
	});
	return spans
		.filter(({ parentId }) => !parentId || !ids.has(parentId))
		.toSorted((a, b) => b.at - a.at)
		.map(grow);
}
