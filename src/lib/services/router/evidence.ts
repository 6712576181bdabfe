import type { LlmCall } from '#lib/model/call.ts';
import type { Evidence } from './router.ts';

/** An answer counts as good when nearly everything passed; one check in twenty may be a matter of taste. */
const GOOD_SCORE = 0.95;

/**
 * What the ledger knows of how answers stood; `calls` oldest first. Calls that nobody judged say nothing: a network that
 * broke is no bad answer.
 */
export function evidenceFrom(calls: readonly LlmCall[]): readonly Evidence[] {
	const failedBefore = new Map<string, readonly string[]>();
	return calls.flatMap((call) => {
		const step = `${call.creationId ?? ''} ${call.taskClass}`;
		const after = call.attempt > 1 ? (failedBefore.get(step) ?? []) : [];
		const isPassed = isPassing(call);
		failedBefore.set(step, isPassed === false ? [...after, call.modelKey] : after);
		return isPassed === undefined ? [] : [evidence(call, isPassed, after)];
	});
}

function isPassing({ checkScore, feedback }: LlmCall): boolean | undefined {
	if (checkScore !== undefined) return checkScore >= GOOD_SCORE;
	return feedback === undefined ? undefined : feedback === 'up';
}

const evidence = (call: LlmCall, isPassed: boolean, after: readonly string[]): Evidence => ({
	modelKey: call.modelKey,
	taskClass: call.taskClass,
	at: call.at,
	isPassed,
	...(isPassed && call.checkScore !== undefined && call.feedback
		? { confirmed: call.feedback === 'up' }
		: {}),
	// A model that is asked again to repair its own answer says nothing of two models.
	after: [...new Set(after)].filter((key) => key !== call.modelKey),
	outputTokens: call.usage.output,
});
