import type { SharedTurn } from '#lib/commands/review/turns.ts';
import type { ThreadItem } from './thread.ts';

/** One entry of the conversation as it is read: one's own, or somebody else's. */
export type Entry =
	| { readonly type: 'own'; readonly id: string; readonly item: ThreadItem }
	| { readonly type: 'shared'; readonly id: string; readonly turn: SharedTurn };

/** One's own branch and what others asked meanwhile, in the order of time. */
export function entriesOf(thread: readonly ThreadItem[], turns: readonly SharedTurn[]): Entry[] {
	const entries: Entry[] = [];
	const waiting = [...turns];
	for (const item of thread) {
		while (waiting[0] && waiting[0].at < item.message.at) entries.push(...waiting.splice(0, 1).map(shared));
		entries.push({ type: 'own', id: item.message.id, item });
	}
	return [...entries, ...waiting.map(shared)];
}

const shared = (turn: SharedTurn): Entry => ({ type: 'shared', id: turn.id, turn });
