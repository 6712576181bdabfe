import { expect, test } from 'vitest';
import { newCreationId, newMessageId, type MessageId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';
import { branchWith } from '#lib/model/branch.ts';
import { threadPath } from './thread.ts';

const creationId = newCreationId();
let clock = 0;
const say = (text: string, parent: Message | null): Message => ({
	id: newMessageId(),
	creationId,
	parentId: parent?.id ?? null,
	role: 'person',
	text,
	at: ++clock,
	state: 'done',
});

const make = say('make', null);
const made = say('made', make);
const date = say('add a date', made);
const dated = say('dated', date);
const rating = say('add a rating', made);
const rated = say('rated', rating);
const all = [make, made, date, dated, rating, rated];
const texts = (leaf: MessageId | null, messages = all) =>
	threadPath(messages, leaf).map((item) => item.message.text);

test('the newest branch is shown when none is chosen', () => {
	expect(texts(null)).toEqual(['make', 'made', 'add a rating', 'rated']);
});

test('a chosen message shows its branch to the end', () => {
	expect(texts(date.id)).toEqual(['make', 'made', 'add a date', 'dated']);
	expect(texts(made.id)).toEqual(['make', 'made', 'add a rating', 'rated']);
});

test('a message knows the other ways the conversation went', () => {
	const item = threadPath(all, dated.id)[2];
	expect(item?.siblings.map((message) => message.text)).toEqual(['add a date', 'add a rating']);
	expect(item?.index).toBe(0);
});

test('a message whose parent is not there begins a thread', () => {
	expect(texts(null, [rating, rated])).toEqual(['add a rating', 'rated']);
});

test('a circle of parents ends', () => {
	const loop = { ...say('a', null), id: newMessageId() };
	const circle = [
		{ ...loop, parentId: loop.id },
		{ ...loop, id: newMessageId(), parentId: loop.id },
	];
	expect(branchWith(circle, circle[1]?.id ?? null).length).toBe(2);
});
