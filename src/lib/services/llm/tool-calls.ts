import type { StreamPart } from '#lib/model/llm.ts';
import { parseJson } from '#lib/model/json.ts';

type ToolCallPart = StreamPart & { readonly type: 'tool-call' };

/** How ids begin that were made here, which mean nothing to any vendor. */
export const OWN_ID = 'call-of-ours-';

/** A piece of a call; what the piece does not tell is empty. */
export interface ToolCallPiece {
	/** What the vendor numbers the calls by; the id where there is none. */
	readonly index?: number | undefined;
	readonly id?: string;
	readonly name?: string;
	readonly arguments?: string;
}

interface OpenCall {
	readonly index: number | undefined;
	id: string;
	name: string;
	arguments: string;
}

/** Puts the pieces of tool calls together. */
export class ToolCalls {
	readonly #calls: OpenCall[] = [];

	get count(): number {
		return this.#calls.length;
	}

	add(piece: ToolCallPiece): void {
		const call = this.#find(piece) ?? this.#open(piece);
		call.id ||= piece.id ?? '';
		call.name ||= piece.name ?? '';
		call.arguments += piece.arguments ?? '';
	}

	/** The whole arguments, where a vendor repeats them at the end or sends them only there. */
	complete(piece: ToolCallPiece): void {
		const call = this.#find(piece) ?? this.#open(piece);
		call.id ||= piece.id ?? '';
		call.name ||= piece.name ?? '';
		if (call.arguments === '') call.arguments = piece.arguments ?? '';
	}

	/** All calls in order, or the name of the first one whose arguments are no JSON. */
	read(): { readonly calls: readonly ToolCallPart[]; readonly broken: string | null } {
		const parts = this.#calls.map((call) => ({ call, part: partOf(call) }));
		const broken = parts.find(({ part }) => part.input === undefined);
		return {
			calls: parts.map(({ part }) => part).filter(({ input }) => input !== undefined),
			broken: broken?.call.name ?? null,
		};
	}

	/** Some servers number every call 0: another id with a name of its own is another call. */
	#find({ index, id = '', name = '' }: ToolCallPiece): OpenCall | undefined {
		const found = this.#calls.findLast((call) =>
			index === undefined ? id === '' || call.id === id : call.index === index,
		);
		const isAnother = found && name !== '' && id !== '' && found.id !== '' && found.id !== id;
		return isAnother ? undefined : found;
	}

	#open({ index }: ToolCallPiece): OpenCall {
		const call = { index, id: '', name: '', arguments: '' };
		this.#calls.push(call);
		return call;
	}
}

/** Ids must differ across a whole conversation, also where a vendor gives none. */
function partOf(call: OpenCall): ToolCallPart {
	const input = call.arguments.trim() === '' ? {} : parseJson(call.arguments);
	return {
		type: 'tool-call',
		id: call.id || `${OWN_ID}${crypto.randomUUID()}`,
		name: call.name,
		arguments: call.arguments,
		input,
	};
}
