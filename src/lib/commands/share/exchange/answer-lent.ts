import type { LlmCall } from '#lib/model/call.ts';
import type { LendTerms } from '#lib/model/lending.ts';
import type { LlmError, LlmErrorKind, LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { estimateRequestTokens } from '#lib/services/catalogue/tokens.ts';
import type { DirectCall } from '#lib/services/collab/answering.ts';
import { readLentRequest, writeLentParts } from '#lib/services/llm/lent-wire.ts';
import { modelParts } from '../../generate/model-parts.ts';
import type { FavourOptions } from './favour.ts';
import type { Allowance, Quota } from './quota.ts';

type WorstCase = Parameters<Quota['allow']>[2];

export interface LentCall extends FavourOptions {
	readonly terms: LendTerms;
	readonly call: DirectCall;
	readonly allow: (wantedTokens: number, worstCase: WorstCase) => Allowance | undefined;
	/** The row is undefined where nothing was sent. */
	readonly settle: (allowance: Allowance, row: LlmCall | undefined) => void;
}

/** Asks the lent model for a member: quota and budgets first, then the ledger counts it under the member's name. */
export async function answerLent(lent: LentCall): Promise<Result<void, Problem>> {
	const { services, terms, call } = lent;
	const asked = readLentRequest(call.payload, terms.ref);
	if (!asked) return err(BROKEN);
	const catalogue = await services.catalogue();
	const inputTokens = estimateRequestTokens(asked);
	const priceOf: WorstCase = (tokens) => {
		const price = catalogue.worstCase(terms.ref, inputTokens, tokens);
		return price.type === 'known' ? price.nanoUsd : null;
	};
	const worstCase: WorstCase = terms.unit === 'money' ? priceOf : (tokens) => inputTokens + tokens;
	const allowance = lent.allow(asked.maxOutputTokens, worstCase);
	if (!allowance) return err(await refused(lent));
	const { maxOutputTokens } = allowance;
	const request = { ...asked, maxOutputTokens };
	return send(lent, { request, inputTokens, allowance, worstNanoUsd: priceOf(maxOutputTokens) });
}

interface Sending {
	readonly request: LlmRequest;
	readonly inputTokens: number;
	readonly allowance: Allowance;
	readonly worstNanoUsd: number | null;
}

async function send(lent: LentCall, sending: Sending): Promise<Result<void, Problem>> {
	const { services, creationId, call, terms } = lent;
	const { request, inputTokens, allowance } = sending;
	const ledger = await services.ledger();
	const reserved = await ledger.reserve({
		creationId,
		worstCaseNanoUsd: sending.worstNanoUsd,
		// Whoever lends by tokens has said yes to a price that nobody knows.
		...(terms.unit === 'tokens' ? { isConfirmed: true } : {}),
	});
	if (!reserved.ok) {
		lent.settle(allowance, undefined);
		return err(SPENT);
	}
	let row: LlmCall | undefined;
	const parts = ledger.metered(modelParts(request, { services, creationId, signal: call.signal }), {
		...{ creationId, inputTokens, model: terms.ref, attempt: 1 },
		taskClass: `${(await services.storage.creation(creationId))?.kind ?? 'app'}/lent`,
		lentTo: call.from.name.slice(0, 80),
		reservation: reserved.value,
		onRecorded: (recorded) => (row = recorded),
	});
	try {
		await passOn(parts, call);
	} finally {
		lent.settle(allowance, row);
		tellAudit(lent, row);
	}
	return ok(undefined);
}

/** What comes while a piece is on its way leaves with the next one. */
async function passOn(parts: AsyncIterable<StreamPart>, { send: sendPiece }: DirectCall): Promise<void> {
	let waiting: StreamPart[] = [];
	let sending: Promise<void> | undefined;
	const drain = async (): Promise<void> => {
		while (waiting.length > 0) {
			const piece = waiting;
			waiting = [];
			await sendPiece(writeLentParts(piece));
		}
		sending = undefined;
	};
	for await (const part of parts) {
		waiting.push(part.type === 'error' ? { type: 'error', error: told(part.error) } : part);
		sending ??= drain();
	}
	await sending;
}

/** What a member can act on as well as the lender; everything else is about the lender's own account. */
const FOR_ALL: ReadonlySet<LlmErrorKind> = new Set([
	'rate-limited',
	'overloaded',
	'context-too-long',
	'content-filtered',
	'request-invalid',
	'truncated',
	'stalled',
	'server',
	'aborted',
]);

/** Never the vendor's own words: they may name the lender's account. */
function told({ detail: _detail, ...error }: LlmError): LlmError {
	if (FOR_ALL.has(error.kind)) return error;
	return {
		kind: 'unavailable',
		message: 'The lent model could not be asked from the device that lends it.',
		action: 'Choose another model, or tell the person who lends it.',
		isRetryable: true,
	};
}

async function refused({ terms, services }: LentCall): Promise<Problem> {
	if (terms.unit === 'tokens') return SPENT;
	const price = (await services.catalogue()).worstCase(terms.ref, 1, 1);
	return price.type === 'known' ? SPENT : UNPRICED;
}

function tellAudit({ services, creationId, call, terms }: LentCall, row: LlmCall | undefined): void {
	const { author, name } = call.from;
	const { input = 0, output = 0 } = row?.usage ?? {};
	void services.storage.audit({
		event: 'model.lent',
		outcome: row?.error ? 'failed' : 'ok',
		creationId,
		detail: { member: name.slice(0, 80), device: author, model: terms.ref.model, input, output },
	});
}

const BROKEN: Problem = {
	type: 'request-broken',
	message: 'This request cannot be read.',
	action: 'Try again with the newest version',
};
const SPENT: Problem = {
	type: 'quota-spent',
	message: 'What was lent to you of this model is used up, or too little is left for this request.',
	action: 'Choose another model, or ask the person who lends it for more.',
};
const UNPRICED: Problem = {
	type: 'quota-spent',
	message: 'Nobody knows what this model costs, so it cannot be lent by money.',
	action: 'Ask the person who lends it to lend by tokens.',
};
