import { expect, test } from 'vitest';
import type { SharedTurn } from '#lib/commands/review/turns.ts';
import { newCreationId, newMessageId } from '#lib/model/id.ts';
import type { Author } from '#lib/model/collab.ts';
import { entriesOf } from './entries.ts';
import type { ThreadItem } from './thread.ts';

const item = (at: number): ThreadItem => {
	const common = { creationId: newCreationId(), parentId: null, role: 'person', state: 'done' } as const;
	const message = { ...common, id: newMessageId(), text: `own ${at}`, at };
	return { message, siblings: [message], index: 0 };
};
const turn = (at: number): SharedTurn => ({
	id: `turn-${at}`,
	author: 'b'.repeat(32) as Author,
	at,
	role: 'person',
	text: `theirs ${at}`,
	state: 'done',
	mode: undefined,
	model: undefined,
	changed: 0,
	pictures: 0,
});
const words = (entries: ReturnType<typeof entriesOf>) =>
	entries.map((entry) => (entry.type === 'own' ? entry.item.message.text : entry.turn.text));

test('what others asked stands among one’s own words in the order of time', () => {
	expect(words(entriesOf([item(2), item(4)], [turn(1), turn(3), turn(5)]))).toEqual([
		'theirs 1',
		'own 2',
		'theirs 3',
		'own 4',
		'theirs 5',
	]);
	expect(words(entriesOf([], [turn(1)]))).toEqual(['theirs 1']);
	expect(words(entriesOf([item(1)], []))).toEqual(['own 1']);
});
