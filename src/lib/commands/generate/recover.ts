import type { CreationId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';
import { collect } from '#lib/services/edits/collect.ts';
import { mergeContinuation } from '#lib/services/edits/continue.ts';
import { readReply } from '#lib/services/edits/reader.ts';
import type { Services } from '../services.ts';
import { lockOf } from './lock.ts';

/**
 * Answers that a crash or a closed tab left half: what arrived becomes an interrupted answer that can be gone on with. Waits
 * for a tab that still writes one, since a tab that dies lets go of its lock only after a while.
 */
export async function recoverDrafts(creationId: CreationId, services: Services): Promise<void> {
	const messages = await services.storage.messages(creationId);
	const left = messages.filter(({ state }) => state === 'streaming');
	await Promise.all(
		left.map(({ id }) =>
			navigator.locks.request(lockOf(id), async () => {
				// It may have come to its end since it was read.
				const present = (await services.storage.messages(creationId)).find((message) => message.id === id);
				if (present?.state === 'streaming') await recover(present, services);
			}),
		),
	);
}

async function recover(message: Message, services: Services): Promise<void> {
	const draft = await services.storage.readDraft(message.id);
	// An answer that was gone on with has its beginning in the message.
	const raw = mergeContinuation(message.raw ?? '', draft?.text ?? '').text;
	await services.storage.finishDraft({
		...message,
		text: collect(readReply(raw), 'cut').prose.trim(),
		state: raw ? 'interrupted' : 'failed',
		...(raw ? { raw } : {}),
		...(draft?.reasoning ? { reasoning: draft.reasoning } : {}),
		error: {
			kind: 'network',
			message: 'The page was closed while this answer was arriving.',
			action: raw ? 'Continue' : 'Ask again',
			isRetryable: true,
		},
	});
}
