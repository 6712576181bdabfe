import type { Files } from '#lib/model/files.ts';
import type { ChatMessage, LlmError, LlmRequest, StreamPart, Usage } from '#lib/model/llm.ts';
import type { CheckReport } from '#lib/model/thread.ts';
import { applyEdits } from '#lib/services/edits/apply.ts';
import { collect } from '#lib/services/edits/collect.ts';
import { continuationAnchor, mergeContinuation } from '#lib/services/edits/continue.ts';
import type { EditEvent, FileOutcome } from '#lib/services/edits/edits.ts';
import { readReply as eventsOf } from '#lib/services/edits/reader.ts';
import type { Checked } from './checks.ts';
import type { ToolDesk } from '../tools/desk.ts';
import { callAround } from './tool-round.ts';
import { continuePrompt } from './prompt.ts';
import { addUsage, type Reply } from './reply.ts';
import { fingerprintOf, isDone, refusedOf, repairPrompt, type Undone } from './repair.ts';

/** Rounds of repair after the first answer: more has never paid, elsewhere it burns money. */
export const MAX_REPAIRS = 3;
/** How often an answer that met its limit is gone on with. */
const MAX_CONTINUATIONS = 2;

/** What a turn is doing at the moment. */
export type TurnStep =
	| { readonly type: 'writing' }
	/** An operation is called, or the person is asked about one. */
	| { readonly type: 'calling' }
	| { readonly type: 'checking' }
	/** `round` from 1 to `MAX_REPAIRS`. */
	| { readonly type: 'repairing'; readonly round: number };

export interface TurnPorts {
	/** One attempt at a model. `round` 0 is the first answer; later rounds may ask a stronger one. */
	ask(request: Omit<LlmRequest, 'model'>, round: number): AsyncIterable<StreamPart>;
	/** Checks without a model; absent where nothing is built. */
	readonly check?: (files: Files) => Promise<Checked>;
	/** Operations that the model may call; absent where it may call none. */
	readonly tools?: Pick<ToolDesk, 'definitions' | 'call'>;
	step(step: TurnStep): void;
	arrived(text: string, reasoning: string): void;
	read(events: readonly EditEvent[]): void;
}

export interface TurnWish {
	/** The request without a model; its last message is the wish. */
	readonly request: Omit<LlmRequest, 'model'>;
	readonly files: Files;
	readonly locked: ReadonlySet<string>;
	readonly isBuild: boolean;
	/** What of this very answer has arrived before it broke off. */
	readonly begun?: string;
}

export interface TurnResult {
	/** The whole of the first answer, tags included. */
	readonly raw: string;
	/** What it says outside the tags. */
	readonly prose: string;
	readonly reasoning: string;
	readonly files: Files;
	readonly outcomes: readonly FileOutcome[];
	readonly report: CheckReport | null;
	/** What still is wrong after the last round. */
	readonly undone: Undone;
	readonly repairs: number;
	readonly usage: Usage | null;
	/** Why it broke off; files are then as they were. */
	readonly error: LlmError | null;
}

const NOTHING_UNDONE: Undone = { refused: [], findings: [] };

/** One wish from the first token to files that hold together: ask, apply, check, repair, keep the best. */
export async function takeTurn(wish: TurnWish, ports: TurnPorts): Promise<TurnResult> {
	ports.step({ type: 'writing' });
	const first = await ask(wish.request, wish.begun ?? '', 0, ports);
	const collected = collect(eventsOf(first.text), first.error ? 'cut' : 'stop');
	const base: TurnResult = {
		raw: first.text,
		prose: collected.prose.trim(),
		reasoning: first.reasoning,
		files: wish.files,
		outcomes: [],
		report: null,
		undone: NOTHING_UNDONE,
		repairs: 0,
		usage: first.usage,
		error: first.error,
	};
	if (first.error || !wish.isBuild || collected.operations.length === 0) return base;
	const applied = applyEdits(wish.files, collected.operations, { locked: wish.locked });
	const judged = await judge(applied.files, applied.outcomes, ports);
	return repair(wish, { ...base, ...judged, outcomes: applied.outcomes }, ports);
}

async function judge(
	files: Files,
	outcomes: readonly FileOutcome[],
	ports: TurnPorts,
): Promise<Pick<TurnResult, 'files' | 'report' | 'undone'>> {
	ports.step({ type: 'checking' });
	const checked = await ports.check?.(files);
	return {
		files,
		report: checked?.report ?? null,
		undone: { refused: refusedOf(outcomes), findings: checked?.findings ?? [] },
	};
}

/** At most `MAX_REPAIRS` rounds; ends when all is well, when the same thing is wrong again, or when the model is silent. */
async function repair(wish: TurnWish, begun: TurnResult, ports: TurnPorts): Promise<TurnResult> {
	let best = begun;
	let present = begun;
	const seen = new Set<string>();
	let messages: readonly ChatMessage[] = wish.request.messages;
	let said = begun.raw;
	for (let round = 1; round <= MAX_REPAIRS && !isDone(present.undone); round++) {
		const fingerprint = fingerprintOf(present.undone);
		if (seen.has(fingerprint)) break;
		seen.add(fingerprint);
		ports.step({ type: 'repairing', round });
		messages = [...messages, say('assistant', said), say('user', repairPrompt(present.undone))];
		const reply = await ask({ ...wish.request, messages }, '', round, ports);
		const usage = addUsage(present.usage, reply.usage);
		[best, present] = [
			{ ...best, usage },
			{ ...present, usage },
		];
		if (reply.error) break;
		said = reply.text;
		present = await applyRound(wish, present, reply, ports);
		if (rank(present) >= rank(best)) best = present;
	}
	return best;
}

async function applyRound(
	wish: TurnWish,
	present: TurnResult,
	reply: Reply,
	ports: TurnPorts,
): Promise<TurnResult> {
	const { operations } = collect(eventsOf(reply.text), 'stop');
	const applied = applyEdits(present.files, operations, { locked: wish.locked });
	const judged = await judge(applied.files, applied.outcomes, ports);
	const outcomes = latest([...present.outcomes, ...applied.outcomes]);
	// An edit that did not fit stays undone until a later one of the same file does.
	const refused = refusedOf(outcomes);
	const repairs = present.repairs + 1;
	return { ...present, ...judged, outcomes, undone: { ...judged.undone, refused }, repairs };
}

/** The last word on each file. */
const latest = (outcomes: readonly FileOutcome[]): FileOutcome[] => [
	...new Map(outcomes.map((outcome) => [outcome.path, outcome])).values(),
];

/** Better is higher: first the score of the checks, then how few edits were left out. */
const rank = ({ report, undone }: TurnResult): number =>
	(report?.score ?? 1) * 100 - undone.findings.length * 0.1 - undone.refused.length;

const say = (role: ChatMessage['role'], text: string): ChatMessage => ({
	role,
	parts: [{ type: 'text', text: text || '(nothing)' }],
});

/** One answer, gone on with where its limit cut it. `begun` is what of it was there before. */
async function ask(
	request: Omit<LlmRequest, 'model'>,
	begun: string,
	round: number,
	ports: TurnPorts,
): Promise<Reply> {
	let reply: Reply = {
		text: begun,
		reasoning: '',
		usage: null,
		calls: [],
		finish: begun ? 'length' : null,
		error: null,
	};
	for (let time = begun ? 1 : 0; time <= MAX_CONTINUATIONS; time++) {
		const next = await callAround(continued(request, reply.text), round, ports);
		reply = {
			text: reply.text ? mergeContinuation(reply.text, next.text).text : next.text,
			reasoning: reply.reasoning + next.reasoning,
			usage: addUsage(reply.usage, next.usage),
			calls: [],
			finish: next.finish,
			error: next.error,
		};
		if (next.error || next.finish !== 'length') break;
	}
	return reply;
}

function continued(request: Omit<LlmRequest, 'model'>, text: string): Omit<LlmRequest, 'model'> {
	if (!text) return request;
	const more = [say('assistant', text), say('user', continuePrompt(continuationAnchor(text)))];
	return { ...request, messages: [...request.messages, ...more] };
}
