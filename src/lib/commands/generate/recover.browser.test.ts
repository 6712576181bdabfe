import { expect, test } from 'vitest';
import { newMessageId, type CreationId } from '#lib/model/id.ts';
import type { Message } from '#lib/model/thread.ts';
import { keep, smallApp, type SmallApp } from '../../../../tests/support/small-app.ts';
import { lockOf } from './lock.ts';

const answerIn = (creationId: CreationId): Message => ({
	id: newMessageId(),
	creationId,
	parentId: newMessageId(),
	role: 'assistant',
	text: '',
	at: Date.now(),
	state: 'streaming',
	mode: 'build',
});

async function leaveDraft({ storage }: SmallApp, text: string): Promise<Message> {
	const message = answerIn(await keep(storage));
	await storage.appendDraft(message, { text, reasoning: 'Hm.' });
	return message;
}

const stateOf = async ({ storage }: SmallApp, { creationId }: Message) =>
	(await storage.messages(creationId))[0]?.state;

test('opening a creation turns an answer that a crash left half into one that can be gone on with', async () => {
	const small = await smallApp();
	const message = await leaveDraft(small, 'Here is\n<aether:file path="a.ts" key="k1">\nexport');
	await small.app.hold(message.creationId);
	await expect.poll(() => stateOf(small, message)).toBe('interrupted');
	const [kept] = await small.storage.messages(message.creationId);
	expect(kept).toMatchObject({
		text: 'Here is',
		raw: 'Here is\n<aether:file path="a.ts" key="k1">\nexport',
		reasoning: 'Hm.',
		error: { action: 'Continue', isRetryable: true },
	});
	expect(await small.storage.draftsLeft()).toEqual([]);
});

test('an answer that still arrives in another tab is left alone', async () => {
	const small = await smallApp();
	const message = await leaveDraft(small, 'Half');
	const probe = await leaveDraft(small, 'Also half');
	await navigator.locks.request(lockOf(message.id), async () => {
		await small.app.hold(message.creationId);
		await small.app.hold(probe.creationId);
		await expect.poll(() => stateOf(small, probe)).toBe('interrupted');
		expect(await stateOf(small, message)).toBe('streaming');
	});
});

test('an answer of which nothing arrived has failed', async () => {
	const small = await smallApp();
	const message = await leaveDraft(small, '');
	await small.app.hold(message.creationId);
	await expect.poll(() => stateOf(small, message)).toBe('failed');
});
