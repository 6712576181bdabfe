import type { Creation } from '#lib/model/creation.ts';
import { newCreationId, newMessageId, type CreationId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';

/** A creation as tests want it. */
export function creationWith(facts: Partial<Creation> = {}): Creation {
	return {
		id: newCreationId(),
		kind: 'app',
		title: 'Recipes',
		summary: 'Keeps title, ingredients and rating',
		tags: [],
		isFavourite: false,
		createdAt: 1_000,
		updatedAt: 1_000,
		versionCount: 0,
		head: null,
		...facts,
	};
}

export function messageWith(creationId: CreationId, facts: Partial<Message> = {}): Message {
	return {
		id: newMessageId(),
		creationId,
		parentId: null,
		role: 'person',
		text: 'A recipe tracker',
		at: 1_000,
		state: 'done',
		...facts,
	};
}
