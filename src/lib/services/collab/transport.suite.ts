import { hexOf } from '#lib/model/digest.ts';
import { expect, test } from 'vitest';
import { isSame, randomBytes } from './bytes.ts';
import { meetingOf, type Meeting } from './identity.ts';
import type { Link, LinkFault, Seat, Transport } from './transport.ts';

export const newMeeting = (): Promise<Meeting> => meetingOf(randomBytes(32), 0);

/** One end of a link, and what came through it. */
export interface End {
	readonly link: Link;
	readonly heard: Uint8Array[];
	isClosed: boolean;
	because?: LinkFault | undefined;
}

/** Takes a seat and remembers its links. */
export function sit(transport: Transport, meeting: Meeting): { readonly ends: End[]; readonly seat: Seat } {
	const ends: End[] = [];
	const seat = transport.join(meeting, (link) => {
		const end: End = { link, heard: [], isClosed: false };
		link.limit(30 * 1024 * 1024);
		link.listen({
			message: (message) => end.heard.push(message),
			closed: (because) => Object.assign(end, { isClosed: true, because }),
		});
		ends.push(end);
	});
	return { ends, seat };
}

export async function eventually(isTrue: () => boolean, what: string): Promise<void> {
	const end = Date.now() + 25_000;
	while (!isTrue()) {
		if (Date.now() > end) throw new Error(`never came true: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** What every transport does; `make` gives one for each of the devices. */
export function transportSuite(name: string, make: () => Transport | Promise<Transport>): void {
	async function two() {
		const meeting = await newMeeting();
		const [a, b] = [sit(await make(), meeting), sit(await make(), meeting)];
		await eventually(() => a.ends.length === 1 && b.ends.length === 1, 'both are linked');
		return { meeting, a, b, first: a.ends[0]!, second: b.ends[0]! };
	}

	test(`${name}: messages of any size arrive whole, once and in order, both ways`, async () => {
		const { a, b, first, second } = await two();
		const messages = [1, 0, 100, 16 * 1024, 16 * 1024 - 1, 300 * 1024, 3].map((size) =>
			randomBytes(Math.min(size, 65_536)),
		);
		const large = new Uint8Array(5 * 1024 * 1024).fill(7);
		for (const message of [...messages, large]) void first.link.send(message);
		await second.link.send(messages[2]!);
		await eventually(() => second.heard.length === 8 && first.heard.length === 1, 'all has arrived');
		expect(second.heard.map(({ length }) => length)).toEqual(
			[...messages, large].map(({ length }) => length),
		);
		expect(second.heard.slice(0, 7).map(hexOf)).toEqual(messages.map(hexOf));
		expect(second.heard[7] && isSame(second.heard[7], large)).toBe(true);
		for (const { seat } of [a, b]) seat.close();
	});

	test(`${name}: whoever meets elsewhere is not linked`, async () => {
		const { a, b } = await two();
		const stranger = sit(await make(), await newMeeting());
		const third = sit(await make(), await newMeeting());
		expect([stranger.ends.length, third.ends.length]).toEqual([0, 0]);
		expect([a.ends.length, b.ends.length]).toEqual([1, 1]);
		for (const { seat } of [a, b, stranger, third]) seat.close();
	});

	test(`${name}: a message above the limit closes the link, which says so, and is not delivered`, async () => {
		const { a, b, first, second } = await two();
		second.link.limit(1000);
		void first.link.send(randomBytes(1001));
		await eventually(() => second.isClosed && first.isClosed, 'both ends are closed');
		expect(second.heard).toEqual([]);
		expect([first.because, second.because]).toEqual([undefined, 'oversized']);
		for (const { seat } of [a, b]) seat.close();
	});

	test(`${name}: giving the seat back closes the links at both ends, and sending then does nothing`, async () => {
		const { a, b, first, second } = await two();
		a.seat.close();
		await eventually(() => first.isClosed && second.isClosed, 'both ends are closed');
		await second.link.send(randomBytes(10));
		expect(first.heard).toEqual([]);
		b.seat.close();
	});
}
