import type { ModelRef } from '#lib/model/llm.ts';
import type { Message } from '#lib/model/thread.ts';
import { costWords, tokenWords } from './cost.ts';

/** What two answers are compared by, in words; the same rows for each, so that they line up. */
export function factsOf(answer: Message): readonly { readonly label: string; readonly value: string }[] {
	const { checks, usage, costNanoUsd, durationMs } = answer;
	const passed = checks?.list.filter(({ isPassed }) => isPassed).length;
	return [
		{ label: 'Checks', value: checks ? `${passed} of ${checks.list.length} passed` : 'none ran' },
		{ label: 'Cost', value: costNanoUsd === undefined ? 'not known' : costWords(costNanoUsd) },
		{ label: 'Tokens', value: usage ? tokenWords(usage) : 'not known' },
		{ label: 'Time', value: durationMs === undefined ? 'not known' : `${(durationMs / 1000).toFixed(1)} s` },
		{ label: 'Files', value: filesOf(answer) },
	];
}

/** The newest finished answer to the same wish, other than `first`. */
export const rivalOf = (first: Message, messages: readonly Message[]): Message | undefined =>
	messages
		.filter(
			({ id, parentId, role, state }) =>
				id !== first.id && parentId === first.parentId && role === 'assistant' && state !== 'streaming',
		)
		.toSorted((a, b) => a.at - b.at)
		.at(-1);

export const isSameModel = (a: ModelRef, b: ModelRef | undefined): boolean =>
	a.model === b?.model && a.provider === b.provider;

function filesOf({ changes = [] }: Message): string {
	if (changes.length === 0) return 'none changed';
	const added = changes.reduce((sum, change) => sum + change.added, 0);
	const removed = changes.reduce((sum, change) => sum + change.removed, 0);
	return `${changes.length} changed, +${added} −${removed}`;
}
