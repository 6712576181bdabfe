import { branchWith } from '#lib/model/branch.ts';
import type { MessageId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';

/** A message of the branch that is shown, among the other ways the conversation went on from its parent. */
export interface ThreadItem {
	readonly message: Message;
	/** All messages with the same parent, oldest first, this one included. */
	readonly siblings: readonly Message[];
	/** From 0. */
	readonly index: number;
}

/**
 * The branch that contains `leaf`, from the first message to its newest end; the newest branch when `leaf` is null or
 * gone. A message whose parent is not there begins a thread of its own.
 */
export function threadPath(messages: readonly Message[], leaf: MessageId | null): ThreadItem[] {
	const children = childrenOf(messages);
	const branch = branchWith(messages, leaf);
	let next = children.get(branch.at(-1)?.id ?? null)?.at(-1);
	while (next) {
		branch.push(next);
		next = children.get(next.id)?.at(-1);
	}
	const ids = new Set(messages.map((message) => message.id));
	return branch.map((message) => {
		const siblings = children.get(parentIn(ids, message)) ?? [message];
		return { message, siblings, index: siblings.indexOf(message) };
	});
}

function childrenOf(messages: readonly Message[]): Map<MessageId | null, Message[]> {
	const ids = new Set(messages.map((message) => message.id));
	const sorted = [...messages].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
	const children = new Map<MessageId | null, Message[]>();
	for (const message of sorted) {
		const parent = parentIn(ids, message);
		children.set(parent, [...(children.get(parent) ?? []), message]);
	}
	return children;
}

const parentIn = (ids: ReadonlySet<MessageId>, message: Message): MessageId | null =>
	message.parentId !== null && ids.has(message.parentId) ? message.parentId : null;
