import { expect, test } from 'vitest';
import type { Author } from '#lib/model/collab.ts';
import { newCreationId, newMessageId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';
import { admitted } from './record.ts';
import { ana, ben, eve, member, said } from './review.test-data.ts';
import { turnsOf, untoldTurns } from './turns.ts';

const members = [member(ana, 'owner'), member(ben, 'editor'), member(eve, 'commenter')];
const message = (change: Partial<Message> = {}): Message => ({
	id: newMessageId(),
	creationId: newCreationId(),
	parentId: null,
	role: 'person',
	text: 'Make it blue',
	at: Date.now(),
	state: 'done',
	...change,
});
const tell = (author: Author, messages: readonly Message[]) =>
	untoldTurns(messages, [], author).map((record) => said(author, record));
const seen = (records: ReturnType<typeof tell>, own = ana, now = Date.now()) =>
	turnsOf(admitted(records, now), own, members, now);

test('what one asked and was answered reaches the others, with the model that their key paid for', () => {
	const model = { provider: 'openai', model: 'gpt-test' } as const;
	const asked = message({ mode: 'build' });
	const changes = [{ path: 'a.ts', status: 'changed' as const, added: 1, removed: 0 }];
	const answer = message({ role: 'assistant', text: 'x'.repeat(30_000), model, changes, mode: 'build' });
	const turns = seen(tell(ben, [asked, answer]));
	expect(turns.map(({ role }) => role)).toEqual(['person', 'assistant']);
	const shown = turns.find(({ role }) => role === 'assistant');
	expect(shown).toMatchObject({ author: ben, model, changed: 1, text: answer.text });
	expect(turns.find(({ role }) => role === 'person')).toMatchObject({ text: 'Make it blue', mode: 'build' });
});

test('nothing private goes along: no thoughts, no tools, no costs, no pictures', () => {
	const secret = message({
		role: 'assistant',
		reasoning: 'HIDDEN',
		raw: 'HIDDEN',
		costNanoUsd: 12_345,
		attachments: [{ id: '1', name: 'HIDDEN.png', mediaType: 'image/png', sizeBytes: 1 }],
	});
	const told = JSON.stringify(tell(ben, [secret]));
	expect(told).not.toMatch(/HIDDEN|12345/);
	expect(seen(tell(ben, [secret]))[0]?.pictures).toBe(1);
});

test('what is told once is not told again, until it changes', () => {
	const answer = message({ role: 'assistant', text: '', state: 'streaming' });
	const records = tell(ben, [answer]);
	expect(untoldTurns([answer], records, ben)).toEqual([]);
	expect(seen(records)[0]).toMatchObject({ state: 'streaming', text: '' });
	const done = untoldTurns([{ ...answer, text: 'Done', state: 'done' }], records, ben);
	expect(done.length).toBe(2);
});

test('an answer that never came to an end is shown as broken off', () => {
	const records = tell(ben, [message({ role: 'assistant', state: 'streaming' })]);
	expect(seen(records, ana, Date.now() + 3_600_000)[0]?.state).toBe('interrupted');
});

test('turns of who may not ask for changes, of nobody known and of no shape are not shown', () => {
	const stranger = 'd'.repeat(32) as Author;
	expect(seen([...tell(eve, [message()]), ...tell(stranger, [message()])])).toEqual([]);
	const [record] = tell(ben, [message()]);
	for (const body of ['', '{}', '{"role":"system","state":"done","parts":0}'])
		expect(seen([{ ...record!, op: 'turn', body }])).toEqual([]);
});

test('one’s own turns are not shown twice, and of a flood only the newest', () => {
	expect(seen(tell(ana, [message()]))).toEqual([]);
	const flood = Array.from({ length: 500 }, () => tell(ben, [message()])).flat();
	expect(seen(flood)).toHaveLength(200);
});
