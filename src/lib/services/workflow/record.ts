import type { WorkflowRun, WorkflowStep } from '#lib/model/workflow.ts';
import { Interruption } from './fault.ts';
import { keyOf, NESTED, type Place } from './place.ts';
import type { Journal, RunChange } from './workflow.ts';

/** Rows that may wait together for one write: pure steps, which a crash only repeats. */
const MOST_WAITING = 64;
/** Longest time that a row waits while work goes on. ms. */
const LONGEST_WAIT_MS = 200;

type StepFacts = Partial<Omit<WorkflowStep, 'runId' | 'key' | 'reference' | 'attempt' | 'seq'>>;

/** The record of a run in memory, and its way to the journal. */
export class RunRecord {
	readonly #run: WorkflowRun;
	readonly #journal: Journal;
	readonly #now: () => number;
	readonly #rows = new Map<string, WorkflowStep>();
	readonly #waiting = new Map<string, WorkflowStep>();
	#change: RunChange = {};
	/** Where the run is, for people: on its own it is not worth writing the run's row anew at each step. */
	#at: readonly string[] | undefined;
	#writing: Promise<void> = Promise.resolve();
	#writtenAt = 0;
	#rowAt = 0;
	#isSoon = false;
	#turns: MessageChannel | undefined;
	/** Why a write that nobody waited for failed. */
	#failure: { readonly error: unknown } | undefined;
	#seq = 0;
	#lastEnd = 0;

	constructor(run: WorkflowRun, journal: Journal, now: () => number) {
		this.#run = run;
		this.#journal = journal;
		this.#now = now;
	}

	/** Reads what is there. */
	async load(): Promise<void> {
		const rows = await this.#journal.steps();
		for (const row of rows) {
			this.#rows.set(row.key, row);
			this.#seq = Math.max(this.#seq, row.seq + 1);
			this.#lastEnd = Math.max(this.#lastEnd, row.endedAt ?? 0);
		}
		this.#writtenAt = this.#now();
	}

	/** The context (JSON) after the last step of the workflow at `place` that set one, not of workflows inside it. */
	contextIn({ reference, indices }: Place): string | undefined {
		const [inside, turn] = [`${reference}/`, indices.join('.')];
		const exported = [...this.#rows.values()].filter(
			(row) =>
				row.context !== undefined &&
				row.reference.startsWith(inside) &&
				!row.reference.slice(inside.length).includes(NESTED) &&
				row.key.slice(row.reference.length + 1).startsWith(turn),
		);
		return exported.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0]?.context;
	}

	at(place: Place): WorkflowStep | undefined {
		return this.#rows.get(keyOf(place));
	}

	/** Notes what is known of a step; it is durable after the next `flush`. */
	note(place: Place, facts: StepFacts): WorkflowStep {
		const key = keyOf(place);
		const known = this.#rows.get(key);
		const row: WorkflowStep = {
			kind: 'do',
			state: 'intent',
			startedAt: this.#now(),
			...known,
			...facts,
			runId: this.#run.id,
			key,
			reference: place.reference,
			attempt: place.attempts.at(-1) ?? 1,
			seq: known?.seq ?? this.#seq++,
		};
		this.#rows.set(key, row);
		this.#waiting.set(key, row);
		return row;
	}

	/** The time of an end, later than every end before it, so that their order can be told from the rows. */
	endTime(): number {
		this.#lastEnd = Math.max(this.#now(), this.#lastEnd + 0.001);
		return this.#lastEnd;
	}

	/** Changes the run's row with the next write. */
	change(change: RunChange): void {
		this.#change = { ...this.#change, ...change };
	}

	/** Shows where the run is with the next change of the run, or when the row has been as it is for a while. */
	moved(at: readonly string[]): void {
		this.#at = at;
	}

	/** Lets rows go to the journal when many have come together, or the oldest have waited long enough. */
	async relax(): Promise<void> {
		const isDue = this.#now() - this.#writtenAt >= LONGEST_WAIT_MS;
		if (this.#waiting.size >= MOST_WAITING || (isDue && this.#waiting.size > 0)) await this.flush();
	}

	/**
	 * Lets what was noted go to disk without waiting for it: together with the next `flush` where one comes at once, so
	 * that the answer of one step and the intent of the next are one write; by itself otherwise.
	 */
	soon(): void {
		if (this.#isSoon) return;
		this.#isSoon = true;
		this.#turns ??= this.#startTurns();
		this.#turns.port1.postMessage(null);
	}

	/** Lets go of what `soon` needs. */
	close(): void {
		this.#turns?.port1.close();
		this.#turns = undefined;
	}

	/** Everything noted so far is on disk when this resolves. Throws an `Interruption` where the journal refuses. */
	flush(): Promise<void> {
		const next = this.#writing.then(() => this.#write());
		this.#writing = next.catch(() => undefined);
		return next;
	}

	/** Calls back in the next turn of the event loop; a timer would be held back in a tab that nobody looks at. */
	#startTurns(): MessageChannel {
		const turns = new MessageChannel();
		turns.port2.onmessage = () => {
			this.#isSoon = false;
			if (this.#waiting.size > 0) this.flush().catch((error: unknown) => (this.#failure ??= { error }));
		};
		return turns;
	}

	async #write(): Promise<void> {
		if (this.#failure) throw this.#failure.error;
		const steps = [...this.#waiting.values()];
		const change = this.#takeChange();
		if (steps.length === 0 && Object.keys(change).length === 0) return;
		this.#waiting.clear();
		this.#writtenAt = this.#now();
		const written = await this.#journal.write(steps, change);
		if (!written.ok) throw new Interruption(written.error);
	}

	#takeChange(): RunChange {
		const isDue = Object.keys(this.#change).length > 0 || this.#now() - this.#rowAt >= LONGEST_WAIT_MS;
		if (!isDue) return {};
		const change = this.#at ? { at: this.#at, ...this.#change } : this.#change;
		this.#rowAt = this.#now();
		[this.#change, this.#at] = [{}, undefined];
		return change;
	}
}
