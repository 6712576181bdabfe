import { expect, onTestFinished, test, vi } from 'vitest';
import { fromBase64, utf8 } from './bytes.ts';
import { MemorySignalling } from './memory-signalling.test-data.ts';
import { meshTransport, type MeshSeat } from './mesh.ts';
import { MAX_CODE_BYTES, pictureOf } from './signal-code.ts';
import { eventually, newMeeting, sit, transportSuite } from './transport.suite.ts';

const server = new MemorySignalling();
transportSuite('mesh', () => meshTransport({ signalling: [server] }));

const isMesh = (seat: object): seat is MeshSeat => 'offer' in seat;

function alone(meeting: Awaited<ReturnType<typeof newMeeting>>) {
	const { ends, seat } = sit(meshTransport({ signalling: [] }), meeting);
	if (!isMesh(seat)) throw new Error('no mesh');
	return { ends, seat };
}

test('six who join in the same moment are all linked to each other, and every link carries data', async () => {
	const meeting = await newMeeting();
	const signalling = new MemorySignalling();
	const seats = Array.from({ length: 6 }, () => sit(meshTransport({ signalling: [signalling] }), meeting));
	await eventually(() => seats.every(({ ends }) => ends.length === 5), 'everybody has five links');
	for (const { ends } of seats) for (const { link } of ends) void link.send(utf8('hello'));
	await eventually(
		() => seats.every(({ ends }) => ends.every(({ heard }) => heard.length === 1)),
		'all carry data',
	);
	for (const { seat } of seats) seat.close();
});

test('two who join in the same moment are linked, twenty times of twenty', async () => {
	for (let round = 0; round < 20; round++) {
		const meeting = await newMeeting();
		const signalling = new MemorySignalling();
		const [a, b] = [1, 2].map(() => sit(meshTransport({ signalling: [signalling] }), meeting)) as [
			ReturnType<typeof sit>,
			ReturnType<typeof sit>,
		];
		await eventually(() => a.ends.length === 1 && b.ends.length === 1, 'both are linked');
		void a.ends[0]?.link.send(utf8('over'));
		await eventually(() => b.ends[0]?.heard.length === 1, 'it carries data');
		for (const { seat } of [a, b]) seat.close();
	}
});

test('one code there and one back links two devices without any server; a code is small enough for a picture', async () => {
	const meeting = await newMeeting();
	const [a, b] = [alone(meeting), alone(meeting)];
	const offer = (await a.seat.offer()) ?? '';
	const answer = (await b.seat.answer(offer)) ?? '';
	for (const code of [offer, answer]) expect(fromBase64(code)?.length).toBeLessThanOrEqual(MAX_CODE_BYTES);
	expect(pictureOf(offer)).toContain('<svg');
	expect(a.seat.accept('nonsense')).toBe(false);
	expect(await b.seat.answer('nonsense')).toBe(undefined);
	expect(a.seat.accept(answer)).toBe(true);
	await eventually(() => a.ends.length === 1 && b.ends.length === 1, 'both are linked');
	for (const { seat } of [a, b]) seat.close();
});

test('one exchange by hand joins a whole mesh, which holds when the introducer leaves', async () => {
	const meeting = await newMeeting();
	const seats = Array.from({ length: 6 }, () => alone(meeting));
	const [first, ...others] = seats;
	for (const other of others) {
		const answer = await other.seat.answer((await first?.seat.offer()) ?? '');
		expect(first?.seat.accept(answer ?? '')).toBe(true);
	}
	await eventually(() => seats.every(({ ends }) => ends.length === 5), 'everybody has five links');
	first?.seat.close();
	const open = () => others.flatMap(({ ends }) => ends.filter(({ isClosed }) => !isClosed));
	await eventually(() => open().length === 20, 'the links to the introducer are gone, and only they');
	for (const { link } of open()) void link.send(utf8('still here'));
	await eventually(() => open().every(({ heard }) => heard.length === 1), 'the others still talk');
	for (const { seat } of others) seat.close();
});

/** Holds back that the second connection asking for its statistics is linked, until a message has reached it. */
function makeTheSecondSlow(): void {
	const prototype: { getStats: (this: RTCPeerConnection) => Promise<RTCStatsReport> } =
		RTCPeerConnection.prototype;
	const { getStats } = prototype;
	const asking: RTCPeerConnection[] = [];
	const hasArrived = async (connection: RTCPeerConnection): Promise<boolean> => {
		const statistics = await getStats.call(connection);
		return [...statistics.values()].some(
			(each: { messagesReceived?: number }) => (each.messagesReceived ?? 0) > 0,
		);
	};
	const spy = vi.spyOn(RTCPeerConnection.prototype, 'getStats').mockImplementation(async function (
		this: RTCPeerConnection,
	) {
		if (!asking.includes(this)) asking.push(this);
		while (this === asking[1] && !(await hasArrived(this)))
			await new Promise((resolve) => setTimeout(resolve, 5));
		return getStats.call(this);
	});
	onTestFinished(() => spy.mockRestore());
}

test('what arrives before this side knows that it is linked is heard as soon as it does', async () => {
	makeTheSecondSlow();
	const meeting = await newMeeting();
	const signalling = new MemorySignalling();
	const seats = [1, 2].map(() => sit(meshTransport({ signalling: [signalling] }), meeting));
	await eventually(() => seats.some(({ ends }) => ends.length === 1), 'one side knows that it is linked');
	const [early, late] = seats[0]?.ends.length === 1 ? seats : seats.toReversed();
	void early?.ends[0]?.link.send(utf8('first'));
	await eventually(() => late?.ends[0]?.heard.length === 1, 'the other hears it');
	expect(new TextDecoder().decode(late?.ends[0]?.heard[0])).toBe('first');
	expect(seats.flatMap(({ ends }) => ends.filter(({ isClosed }) => isClosed))).toEqual([]);
	for (const { seat } of seats) seat.close();
});
