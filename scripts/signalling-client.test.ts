import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { meetingOf } from '#lib/services/collab/identity.ts';
import { openNote, sealNote, serverSignalling } from '#lib/services/collab/signalling.ts';
import { startSignalling } from './signalling.mjs';

let server: Awaited<ReturnType<typeof startSignalling>>;
beforeEach(async () => {
	server = await startSignalling();
});
afterEach(() => server.close());

// The same interface, under Node's types.
const open = (url: string): WebSocket => new NodeSocket(url) as unknown as WebSocket;

/** Sits down at a topic; resolves when the server knows. */
async function sit(topic: string) {
	const notes: string[] = [];
	let opened = 0;
	const place = serverSignalling(`ws://127.0.0.1:${server.port}`, open);
	const seat = place.join(topic, { note: (sealed) => notes.push(sealed), open: () => opened++ });
	await until(() => opened > 0);
	return { notes, seat, opened: () => opened };
}

async function until(isTrue: () => boolean): Promise<void> {
	while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a note reaches whoever sits at the topic, and the server cannot read it', async () => {
	const meeting = await meetingOf(new Uint8Array(32).fill(1), 0);
	const [a, b, elsewhere] = [await sit(meeting.topic), await sit(meeting.topic), await sit('elsewhere')];
	const sealed = await sealNote(meeting, { type: 'announce' });
	expect(sealed).not.toContain('announce');
	// The first is published again until the other's seat is known to the server.
	while (b.notes.length === 0) {
		a.seat.publish(sealed);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	expect(await openNote(meeting, b.notes[0] ?? '')).toEqual({ type: 'announce' });
	expect(await openNote(await meetingOf(new Uint8Array(32).fill(1), 1), sealed)).toBe(undefined);
	expect([a.notes, elsewhere.notes]).toEqual([[], []]);
	for (const { seat } of [a, b, elsewhere]) seat.close();
});

test('a server that was away is found again without being asked', async () => {
	const { port } = server;
	const a = await sit('room');
	await server.close();
	server = await startSignalling({ port });
	await until(() => a.opened() === 2);
	a.seat.close();
});
