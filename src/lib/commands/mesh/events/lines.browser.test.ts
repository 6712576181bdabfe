import { afterAll, beforeAll, expect, test } from 'vitest';
import { urnOf } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import { openMeshHouse, type MeshHouse } from '../../../../../tests/support/mesh-house.ts';
import { execute } from '../../command.ts';
import { Events } from './event-bus.ts';
import type { Arrival } from './events.ts';
import { addIncoming, addWebhook, removeLine, retryDelivery } from './line-commands.ts';
import type { OutsideCall, OutsideNetwork } from './outside.ts';

let house: MeshHouse;
let events: Events;
const calls: OutsideCall[] = [];
const answers: { readonly status: number; readonly text?: string }[] = [];

/** What streams say until they are cut; an address whose list is over wants no more questions. */
const streams: string[][] = [];

/** A network whose other end answers by a list, 204 where it is over. */
const network: OutsideNetwork = {
	send: (call) => {
		calls.push(call);
		const { status, text = '' } = answers.shift() ?? { status: 204 };
		return Promise.resolve(ok({ status, headers: [], bytes: new TextEncoder().encode(text) }));
	},
	open: (call) => {
		calls.push(call);
		const pieces = streams.shift() ?? [];
		const headers = [['content-type', 'text/event-stream']] as const;
		return Promise.resolve(
			ok({
				...{ status: streams.length === 0 && pieces.length === 0 ? 204 : 200, headers },
				read: () => {
					const piece = pieces.shift();
					return Promise.resolve(ok(piece === undefined ? null : new TextEncoder().encode(piece)));
				},
				close: () => undefined,
			}),
		);
	},
};

beforeAll(async () => {
	house = await openMeshHouse();
	house.services.events.stop();
	events = new Events({ delaysMs: [0] });
	Object.assign(house.services, { events });
	events.connect(house.services, () => Promise.resolve(network));
	events.start();
});
afterAll(() => {
	events.stop();
	house.close();
});

test('a webhook is sent what it asks for, tried again, then set aside until the person has it retried', async () => {
	const shop = await house.make({ kind: 'api', name: 'shop' }, { 'src/index.ts': '' });
	const wish = {
		title: 'Hook',
		address: 'https://hooks.example/in',
		types: ['order.*'],
		source: urnOf(shop),
	};
	const added = await execute(addWebhook, wish, house.services);
	const id = added.ok ? added.value.id : '';
	answers.push({ status: 503 }, { status: 503 });
	await events.publish({ type: 'creation', id: shop }, { type: 'visit.began' });
	const published = await events.publish({ type: 'creation', id: shop }, { type: 'order.placed', data: 7 });
	await expect.poll(() => calls.length).toBe(2);
	await expect.poll(async () => (await house.rows()).map(({ event }) => event)).toContain('event.deliver');
	expect(calls[0]).toMatchObject({ origins: ['https://hooks.example'], method: 'POST' });
	expect(new TextDecoder().decode(calls[0]?.body ?? undefined)).toContain('"data":7');
	const seq = await house.services.storage.events.newest();
	expect(published.ok).toBe(true);
	await execute(retryDelivery, { to: id, seq }, house.services);
	await expect.poll(() => calls.length).toBe(3);
	await execute(removeLine, { id }, house.services);
	await events.publish({ type: 'creation', id: shop }, { type: 'order.placed' });
	expect(await house.services.storage.events.waiting(id)).toEqual([]);
	expect(calls).toHaveLength(3);
});

test('what an address says becomes an event for the creations that link to it, once', async () => {
	answers.push({ status: 200, text: '[{"id":1,"door":"front"}]' });
	const wish = { title: 'Doors', address: 'https://doors.example/feed', types: ['door.opened'] };
	const arrived: Arrival[] = [];
	const line = await execute(addIncoming, wish, house.services);
	const id = line.ok ? line.value.id : '';
	const board = await house.make(
		{
			kind: 'app',
			name: 'board',
			links: { doors: { ref: `urn:aether:${id}`, range: '*', events: ['door.*'] } },
		},
		{ 'src/index.ts': '' },
	);
	await house.services.workspaces.hold(board);
	events.receive(board, (arrival) => {
		arrived.push(arrival);
		return Promise.resolve(ok(undefined));
	});
	await expect.poll(async () => (await house.services.storage.events.lines())[0]?.cursor).toBeDefined();
	answers.push({ status: 200, text: '[{"id":1,"door":"front"},{"id":2,"door":"back"}]' });
	await events.followLines();
	await expect.poll(() => arrived.map(({ event }) => event.data)).toEqual([{ id: 2, door: 'back' }]);
	expect(arrived[0]).toMatchObject({
		link: 'doors',
		event: { type: 'door.opened', source: `urn:aether:${id}` },
	});
	await execute(removeLine, { id }, house.services);
});

test('a stream of events is kept, remembers where it was, and its state stands with the address', async () => {
	streams.push(['id: 7\ndata: {"door":"side"}\n\n']);
	const wish = {
		title: 'Live doors',
		address: 'https://doors.example/sse',
		types: ['door.opened'],
		way: 'sse',
	};
	const added = await execute(addIncoming, wish, house.services);
	const id = added.ok ? added.value.id : '';
	const row = async () => (await house.services.storage.events.lines()).find((line) => line.id === id);
	await expect.poll(row).toMatchObject({ state: 'ended', cursor: '7' });
	expect(calls.at(-1)?.headers).toContainEqual(['last-event-id', '7']);
	const kept = await house.services.storage.events.after(0);
	expect(kept.map(({ body }) => body).join()).toContain('"door":"side"');
	await execute(removeLine, { id }, house.services);
	expect(await row()).toBeUndefined();
});
