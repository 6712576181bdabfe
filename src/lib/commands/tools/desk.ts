import type { ToolDefinition } from '#lib/model/llm.ts';
import type { ToolUse } from '#lib/model/thread.ts';
import { redact } from '#lib/services/llm/redact.ts';
import type { Callable, CallAnswer } from './callable.ts';

/** Most characters of a result that a model is given. */
const MAX_RESULT = 8_000;
/** What of a call is kept with the answer. */
const KEPT = 2_000;
/** Calls of one turn: enough for any question, an end for a model that goes in circles. */
export const MAX_CALLS = 12;

/** A call that changes something, as the person is asked about it. */
export interface ConsentWish {
	readonly title: string;
	readonly owner: string;
	/** JSON, indented. */
	readonly input: string;
}
export type Consent = 'once' | 'chat' | 'no';

export interface ConsentQuestion extends ConsentWish {
	answer(consent: Consent): void;
}

/** Shows a question until it is answered; resolves with `no` when `signal` ends it. `show` is given null at the end. */
export function askPerson(
	wish: ConsentWish,
	signal: AbortSignal,
	show: (question: ConsentQuestion | null) => void,
): Promise<Consent> {
	// An end that came before the question ends no later one: it would stand there for ever.
	if (signal.aborted) return Promise.resolve('no');
	return new Promise((resolve) => {
		const answer = (consent: Consent): void => {
			signal.removeEventListener('abort', stop);
			show(null);
			resolve(consent);
		};
		const stop = (): void => answer('no');
		signal.addEventListener('abort', stop, { once: true });
		show({ ...wish, answer });
	});
}

export interface DeskPorts {
	/** Asks the person. Resolves with `no` when the turn is stopped. */
	readonly ask: (wish: ConsentWish) => Promise<Consent>;
	/** What may be called without asking in this conversation; grows. */
	readonly allowed: Set<string>;
	readonly signal: AbortSignal;
	/** Told of each call, for the thread. */
	readonly used: (use: ToolUse) => void;
	/** One row of the audit log. */
	readonly audit: (use: ToolUse) => void;
}

/** What a model wants called. */
export interface WantedCall {
	readonly id: string;
	readonly name: string;
	readonly input: unknown;
}

export interface CallOutcome {
	/** What the model is told: always data, never instructions. */
	readonly result: string;
	readonly isError: boolean;
}

/**
 * Calls what a model asks for, in the person's name. What reads runs at once; what may change something needs the
 * person's word, whatever any result said before.
 */
export class ToolDesk {
	readonly #callables: ReadonlyMap<string, Callable>;
	readonly #ports: DeskPorts;
	#calls = 0;

	constructor(callables: readonly Callable[], ports: DeskPorts) {
		this.#callables = new Map(callables.map((callable) => [callable.name, callable]));
		this.#ports = ports;
	}

	get definitions(): readonly ToolDefinition[] {
		return [...this.#callables.values()].map(({ name, description, inputSchema }) => ({
			name,
			description,
			inputSchema,
		}));
	}

	async call(wanted: WantedCall): Promise<CallOutcome> {
		const callable = this.#callables.get(wanted.name);
		if (!callable) return refusal('There is no such tool.');
		if (++this.#calls > MAX_CALLS)
			return refusal('Too many calls for one answer. Answer with what you have.');
		const since = performance.now();
		const note = (outcome: ToolUse['outcome'], answer: string, status?: number): void => {
			const ms = Math.round(performance.now() - since);
			const { title, owner, isRead } = callable;
			const kept = { input: cut(json(wanted.input), KEPT), answer: cut(answer, KEPT), ms, isRead };
			const use: ToolUse = { title, owner, outcome, ...kept, ...(status === undefined ? {} : { status }) };
			this.#ports.used(use);
			this.#ports.audit(use);
		};
		if (!(await this.#mayCall(callable, wanted.input))) {
			note('declined', '');
			return refusal('The person does not want this. Do not try it again; go on without it.');
		}
		const answer = await callable.call(wanted.input, this.#ports.signal);
		if (!answer.ok) {
			const message = `${answer.error.message} ${answer.error.detail ?? ''}`.trim();
			note('failed', message);
			return refusal(message);
		}
		note(answer.value.isOk ? 'done' : 'failed', redact(answer.value.text), answer.value.status);
		return { result: wrapped(callable, answer.value), isError: !answer.value.isOk };
	}

	async #mayCall({ name, title, owner, isRead }: Callable, input: unknown): Promise<boolean> {
		const { allowed, signal } = this.#ports;
		if (signal.aborted) return false;
		if (isRead || allowed.has(name)) return true;
		const consent = await this.#ports.ask({ title, owner, input: json(input) });
		if (consent === 'chat') allowed.add(name);
		return consent !== 'no' && !signal.aborted;
	}
}

/** Whatever stands in it is content; a closing tag in it cannot end the block. Keys are blacked out. */
function wrapped({ owner, title }: Callable, { text, status }: CallAnswer): string {
	const safe = redact(text).replaceAll(/<\/?data/gi, (tag) => tag.replace('<', '&lt;'));
	const from = `${owner}, ${title}`.replaceAll(/["<>\n]/g, ' ');
	return `<data from="${from}"${status === undefined ? '' : ` status="${status}"`}>\n${cut(safe, MAX_RESULT)}\n</data>`;
}

const cut = (text: string, max: number): string =>
	text.length <= max ? text : `${text.slice(0, max)}\n… ${text.length - max} more characters left out`;

const json = (value: unknown): string => JSON.stringify(value ?? {}, null, 2);

const refusal = (result: string): CallOutcome => ({ result: redact(result), isError: true });

/** What the audit log keeps of a call: never what was sent or answered. */
export const auditedUse = ({ title, owner, outcome, status }: ToolUse) => ({
	outcome: outcome === 'done' ? ('ok' as const) : outcome === 'declined' ? ('denied' as const) : outcome,
	detail: { operation: title, of: owner, ...(status === undefined ? {} : { status }) },
});
