import type { CreationId, MessageId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Message } from '#lib/model/thread.ts';
import type { Services } from '../services.ts';

interface Wish {
	readonly creationId: CreationId;
	readonly messageId: MessageId;
	readonly feedback: 'up' | 'down' | null;
}

/** Around the end of an answer its call was sent. ms. */
const NEAR_MS = 60 * 60 * 1000;

/** Keeps the thumb with the answer, and gives it to the call that made the answer. */
export async function rate(
	{ creationId, messageId, feedback }: Wish,
	services: Services,
): Promise<Result<void, Problem>> {
	const message = (await services.storage.messages(creationId)).find(({ id }) => id === messageId);
	if (!message) return ok(undefined);
	const { feedback: _old, ...rest } = message;
	const put = await services.storage.putMessage(feedback ? { ...rest, feedback } : rest);
	if (!put.ok || !feedback) return put;
	return judgeCall(message, feedback, services);
}

async function judgeCall(
	message: Message,
	feedback: 'up' | 'down',
	services: Services,
): Promise<Result<void, Problem>> {
	const calls = await services.storage.callsBetween(message.at, message.at + NEAR_MS, message.creationId);
	const call = calls.findLast(({ model, provider }) =>
		message.model ? model === message.model.model && provider === message.model.provider : false,
	);
	if (!call) return ok(undefined);
	const judged = await (await services.ledger()).judge(call, { feedback });
	return judged.ok ? ok(undefined) : judged;
}
