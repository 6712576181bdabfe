import { textOf, type Files } from '#lib/model/files.ts';
import { MANIFEST_PATH, SPEC_PATH } from '#lib/model/manifest.ts';
import type { ChatMessage } from '#lib/model/llm.ts';
import type { Message } from '#lib/model/thread.ts';
import { withoutKeys } from '#lib/services/llm/redact.ts';
import { RULES_PATH } from './prompt.ts';

/** Tokens of a request by what they are spent on. */
export interface TokenShares {
	readonly instructions: number;
	readonly history: number;
	readonly files: number;
	readonly wish: number;
	/** Tokens the model takes in all, the room for its answer left out. */
	readonly limit: number;
}

export interface ContextWish {
	readonly files: Files;
	readonly history: readonly Message[];
	readonly sentence: string;
	/** File in the editor: most probably meant. */
	readonly openPath?: string | undefined;
	/** Tokens for history and files together. */
	readonly budget: number;
	readonly estimate: (text: string) => number;
}

export interface Context {
	readonly history: readonly ChatMessage[];
	/** The files as text for the prompt. */
	readonly files: string;
	/** Paths whose content did not fit. */
	readonly left: readonly string[];
	readonly tokens: { readonly history: number; readonly files: number };
}

/** Share of the budget that the conversation may take; the files are worth more. */
const HISTORY_SHARE = 0.35;

/** What of the creation and the conversation goes to the model: everything where it fits, else what matters most. */
export function contextFor(wish: ContextWish): Context {
	const history = newestThatFit(wish);
	const files = filesThatFit(wish, wish.budget - history.tokens);
	return {
		history: history.messages,
		files: files.text,
		left: files.left,
		tokens: { history: history.tokens, files: wish.estimate(files.text) },
	};
}

function newestThatFit({ history, budget, estimate }: ContextWish): {
	messages: ChatMessage[];
	tokens: number;
} {
	const messages: ChatMessage[] = [];
	let tokens = 0;
	for (const message of history.toReversed()) {
		const text = withoutKeys(message.raw ?? message.text);
		const count = estimate(text);
		if (tokens + count > budget * HISTORY_SHARE) break;
		tokens += count;
		messages.unshift({
			role: message.role === 'person' ? 'user' : 'assistant',
			parts: [{ type: 'text', text: text || '(nothing)' }],
		});
	}
	// An answer without its question says nothing, and vendors want a person to begin.
	while (messages[0]?.role === 'assistant') messages.shift();
	return { messages: joinNeighbours(messages), tokens };
}

/** Vendors want roles to alternate; a wish that failed leaves two of one kind. */
function joinNeighbours(messages: readonly ChatMessage[]): ChatMessage[] {
	const joined: ChatMessage[] = [];
	for (const message of messages) {
		const last = joined.at(-1);
		if (last?.role === message.role)
			joined[joined.length - 1] = { ...last, parts: [...last.parts, ...message.parts] };
		else joined.push(message);
	}
	return joined;
}

function filesThatFit(wish: ContextWish, budget: number): { text: string; left: string[] } {
	const blocks: string[] = [];
	const left: string[] = [];
	let tokens = 0;
	for (const path of byWorth(wish)) {
		const text = textOf(wish.files.get(path));
		const block = text === undefined ? '' : `<data path="${path}">\n${withoutKeys(text)}\n</data>`;
		const count = wish.estimate(block);
		if (text === undefined || tokens + count > budget) left.push(path);
		else {
			tokens += count;
			blocks.push(block);
		}
	}
	if (left.length > 0) blocks.push(`Also there, content not shown: ${left.join(', ')}`);
	return { text: blocks.join('\n\n'), left };
}

/** Best first: the rules, what the wish names, what is open, then the smaller before the larger. */
function byWorth({ files, sentence, openPath }: ContextWish): string[] {
	const spoken = sentence.toLowerCase();
	const worth = (path: string): number => {
		if (path === RULES_PATH) return 5;
		if (spoken.includes(path.toLowerCase())) return 4;
		if (path === openPath || spoken.includes(path.split('/').at(-1)?.toLowerCase() ?? path)) return 3;
		if (path === MANIFEST_PATH) return 2;
		return path === SPEC_PATH ? 0 : 1;
	};
	const size = (path: string): number => files.get(path)?.length ?? 0;
	return [...files.keys()].sort((a, b) => worth(b) - worth(a) || size(a) - size(b) || (a < b ? -1 : 1));
}
