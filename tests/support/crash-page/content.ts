import type { Creation } from '#lib/model/creation.ts';
import { newMessageId, type CreationId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';

/** Acknowledged by the page: this much is on disk. */
export type Acknowledgement =
	| { readonly type: 'creation'; readonly id: string; readonly step: number }
	| { readonly type: 'tree'; readonly step: number }
	| { readonly type: 'version'; readonly id: string; readonly step: number }
	| { readonly type: 'message'; readonly id: string }
	| { readonly type: 'data'; readonly step: number };

export function creationOf(id: CreationId, step: number): Creation {
	return {
		id,
		kind: 'app',
		title: `Creation ${step}`,
		summary: '',
		tags: ['crash'],
		isFavourite: false,
		createdAt: step,
		updatedAt: step,
		versionCount: 0,
		head: null,
	};
}

export function messageOf(creationId: CreationId): Message {
	return {
		id: newMessageId(),
		creationId,
		parentId: null,
		role: 'person',
		text: 'x'.repeat(2_000),
		at: 1,
		state: 'done',
	};
}

/** What the files hold after a step: a few change, the others stay. */
export function filesAfter(step: number): Map<string, string> {
	return new Map([
		['aether.json', '{}\n'],
		['src/main.ts', textAfter(step)],
		[`src/part-${step % 5}.ts`, textAfter(step)],
	]);
}

/** About 20 kB, different from line to line and from step to step. */
export const textAfter = (step: number): string =>
	Array.from({ length: 600 }, (_, line) => `const step${step}_${line} = ${step * line};`).join('\n');

/** The step whose text this is; -1 when it is none, which would be a torn write. */
export function stepOf(text: unknown): number {
	const step = Number(/^const step(\d+)_/.exec(String(text))?.[1] ?? -1);
	return text === textAfter(step) ? step : -1;
}
