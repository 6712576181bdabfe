import type { LlmError, LlmErrorKind, LlmRequest, ModelInfo, StreamPart, Usage } from '#lib/model/llm.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { estimateUsage } from '../estimate.ts';
import { failure } from '../failures.ts';
import { readLentParts, writeLentRequest } from '../lent-wire.ts';
import type { Access, Provider } from '../provider.ts';
import { untilAborted } from '../until-aborted.ts';

/** The way to the device that lends: takes a request, tells the answer piece by piece, resolves with its end. */
export type LentLine = (
	request: Uint8Array<ArrayBuffer>,
	access: Access,
	onPiece: (piece: Uint8Array) => void,
) => Promise<Result<void, Problem>>;

export interface LentModels {
	/** Provider in a `ModelRef`. */
	readonly id: string;
	/** "Ana’s device". */
	readonly title: string;
	readonly models: readonly ModelInfo[];
	readonly line: LentLine;
}

/** Models that another person's device asks with a key that stays there. */
export const lentProvider = (lent: LentModels): Provider => ({
	id: lent.id,
	title: lent.title,
	baseUrl: null,
	needsKey: false,
	stream: (request, access) => answer(lent, request, access),
	models: async ({ signal }) => (signal.aborted ? err(failure('aborted', lent.title)) : ok(lent.models)),
});

async function* answer(
	{ line, title }: LentModels,
	request: LlmRequest,
	access: Access,
): AsyncGenerator<StreamPart, void> {
	const left = new AbortController();
	const signal = AbortSignal.any([access.signal, left.signal]);
	const pieces = new Pieces();
	if (access.signal.aborted) {
		yield { type: 'error', error: failure('aborted', title) };
		return;
	}
	void line(writeLentRequest(request), { ...access, signal }, (piece) => pieces.add(piece)).then((end) =>
		pieces.end(end),
	);
	let output = '';
	let usage: Usage | undefined;
	let isOver = false;
	try {
		for await (const part of untilAborted(pieces.parts(title), access.signal)) {
			if (part.type === 'text-delta' || part.type === 'reasoning-delta') output += part.text;
			if (part.type === 'usage') usage = part.usage;
			isOver = part.type === 'finish' || part.type === 'error';
			yield part;
			if (isOver) return;
		}
	} finally {
		// After the last part the other device ends by itself, and says what is left.
		if (!isOver) left.abort();
	}
	if (usage === undefined && output !== '') yield { type: 'usage', usage: estimateUsage(request, output) };
	const kind = access.signal.aborted ? 'aborted' : 'truncated';
	yield { type: 'error', error: failure(kind, title) };
}

/** What came and was not read yet. */
class Pieces {
	#pieces: Uint8Array[] = [];
	#end: Result<void, Problem> | undefined;
	#wake: () => void = () => undefined;

	add(piece: Uint8Array): void {
		this.#pieces.push(piece);
		this.#wake();
	}

	end(end: Result<void, Problem>): void {
		this.#end = end;
		this.#wake();
	}

	async *parts(title: string): AsyncGenerator<StreamPart, void> {
		for (;;) {
			const piece = this.#pieces.shift();
			const parts = piece && readLentParts(piece);
			if (parts) yield* parts;
			else if (piece) {
				yield { type: 'error', error: failure('protocol', title) };
				return;
			} else if (this.#end) {
				yield* failed(this.#end, title);
				return;
			} else await new Promise<void>((resolve) => (this.#wake = resolve));
		}
	}
}

function* failed(end: Result<void, Problem>, title: string): Generator<StreamPart, void> {
	if (!end.ok) yield { type: 'error', error: errorOf(end.error, title) };
}

const KINDS: Readonly<Record<string, LlmErrorKind>> = {
	'called-off': 'aborted',
	'message-too-large': 'context-too-long',
	'quota-spent': 'budget-spent',
	'peer-silent': 'stalled',
	'peer-away': 'network',
	'peer-busy': 'overloaded',
	'role-missing': 'not-allowed',
};

const errorOf = ({ type, message, action }: Problem, title: string): LlmError =>
	failure(KINDS[type] ?? 'unavailable', title, {
		message,
		action: action ?? 'Choose another model.',
	});
