import { expect, test, vi } from 'vitest';
import type { StreamPart } from '#lib/model/llm.ts';
import { PartBatch } from './part-batch.ts';
import { PartQueue } from './part-queue.ts';

const text = (words: string): StreamPart => ({ type: 'text-delta', text: words });
const finish: StreamPart = { type: 'finish', reason: 'stop', vendorReason: null };

async function collect(queue: PartQueue): Promise<StreamPart[]> {
	const parts: StreamPart[] = [];
	for await (const part of queue.read()) parts.push(part);
	return parts;
}

test('parts of one frame travel in one message, in order', () => {
	vi.useFakeTimers();
	const messages: (readonly StreamPart[])[] = [];
	const batch = new PartBatch((parts) => messages.push(parts));
	for (const word of ['a', 'b', 'c']) batch.add(text(word));
	expect(messages).toEqual([]);
	vi.advanceTimersByTime(16);
	batch.add(finish);
	batch.flush();
	batch.flush();
	expect(messages).toEqual([[text('a'), text('b'), text('c')], [finish]]);
	vi.useRealTimers();
});

test('a stream ends with its terminal part, and nothing after it is read', async () => {
	const queue = new PartQueue();
	const parts = collect(queue);
	queue.push([text('a')]);
	await Promise.resolve();
	queue.push([text('b'), finish, text('late')]);
	queue.end({ ...finish, reason: 'other' });
	expect(await parts).toEqual([text('a'), text('b'), finish]);
});

test('a stream that stops without a terminal part gets one', async () => {
	const queue = new PartQueue();
	queue.push([text('a')]);
	queue.end(finish);
	expect(await collect(queue)).toEqual([text('a'), finish]);
});
