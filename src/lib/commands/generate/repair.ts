import type { FileOutcome, Refusal } from '#lib/services/edits/edits.ts';
import type { Finding } from './checks.ts';

/** Characters of one finding that go to the model. */
const MAX_DETAIL = 2_000;
/** Findings that go to the model at once: the first causes the rest. */
const MAX_FINDINGS = 6;

/** What one round left undone. */
export interface Undone {
	/** Edits that did not fit, held changes left out: those are the person's to decide. */
	readonly refused: readonly { readonly path: string; readonly refusal: Refusal }[];
	readonly findings: readonly Finding[];
}

export const refusedOf = (outcomes: readonly FileOutcome[]): Undone['refused'] =>
	outcomes.flatMap(({ path, result }) =>
		result.ok || result.error.type === 'held' ? [] : [{ path, refusal: result.error }],
	);

export const isDone = ({ refused, findings }: Undone): boolean =>
	refused.length === 0 && findings.length === 0;

/** Equal when the same things are wrong: then another round would only cost money. */
export const fingerprintOf = ({ refused, findings }: Undone): string =>
	JSON.stringify([
		refused.map(({ path, refusal }) => [path, refusal.type]),
		findings.map(({ name, path, message }) => [name, path, message.replace(/\d+/g, '#')]),
	]);

/** Asks for just what is missing. */
export function repairPrompt({ refused, findings }: Undone): string {
	const lines = [
		...refused.map(({ path, refusal }) => `- The change to ${path} was not made. ${wordsOf(refusal)}`),
		...findings.slice(0, MAX_FINDINGS).map((finding) => `- ${describe(finding)}`),
	];
	return [
		'Everything else of your answer was applied. What is left:',
		...lines,
		'Fix the cause with as few edits as possible. Answer with the tags for these changes only.',
	].join('\n');
}

function describe({ name, path, line, message }: Finding): string {
	const place = path ? ` in ${path}${line ? `:${line}` : ''}` : '';
	return `${name}${place}: ${message.slice(0, MAX_DETAIL)}`;
}

function wordsOf(refusal: Refusal): string {
	if (refusal.type === 'not-found')
		return [
			refusal.message,
			...(refusal.similar.length > 0
				? [
						'The most similar lines of the file:',
						...refusal.similar.map(({ line, text }) => `${line}: ${text}`),
					]
				: []),
		].join('\n');
	if (refusal.type === 'ambiguous')
		return `${refusal.message} It fits at the lines ${refusal.lines.join(', ')}: take more neighbouring lines along.`;
	return refusal.message;
}
