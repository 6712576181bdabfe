import type { MessageId } from './id.ts';
import type { Message } from './thread.ts';

/** From the first message to `id`; empty when `id` is null or gone. */
export function branchWith(messages: readonly Message[], id: MessageId | null): Message[] {
	const byId = new Map(messages.map((message) => [message.id, message]));
	const branch: Message[] = [];
	let message = id === null ? undefined : byId.get(id);
	while (message && !branch.includes(message)) {
		branch.unshift(message);
		message = message.parentId === null ? undefined : byId.get(message.parentId);
	}
	return branch;
}
