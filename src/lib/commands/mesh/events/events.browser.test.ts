import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CloudEvent } from '#lib/model/cloud-event.ts';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { ok } from '#lib/model/result.ts';
import { openMeshHouse, type MeshHouse } from '../../../../../tests/support/mesh-house.ts';
import { Events } from './event-bus.ts';
import type { Arrival } from './events.ts';

let house: MeshHouse;
beforeAll(async () => {
	house = await openMeshHouse();
});
afterAll(() => house.close());

/** Publishes what it is asked to, in its own name. */
const PUBLISHER = `import { publish } from 'aether:events';
export default { async fetch(request: Request): Promise<Response> {
	const { type, data, attributes } = await request.json();
	return Response.json(await publish(type, data, attributes).then((id) => ({ id }), (error) => ({ error: error.message })));
} };`;

/** Keeps what it hears; \`fail\` fails the first time. */
const LISTENER = `import { subscribe } from 'aether:events';
import { get, set } from 'aether:storage';
const read = async () => JSON.parse((await get('heard')) ?? '[]');
let failures = 0;
subscribe('order.*', async (event: any, { link }: any) => {
	if (event.data === 'fail' && failures++ === 0) throw new Error('Not this time');
	await set('heard', JSON.stringify([...await read(), [link, event.type, event.data]]));
});
export default { async fetch(): Promise<Response> { return Response.json(await read()); } };`;

const RECEIVER = {
	'openapi.yaml': `openapi: 3.1.0
info: { title: Audit, version: 1.0.0 }
paths:
  /events:
    post:
      operationId: takeEvent
      requestBody: { required: true, content: { application/cloudevents+json: { schema: { type: object } } } }
      responses:
        '204': { description: Taken }
  /taken:
    get:
      operationId: listTaken
      responses:
        '200': { description: All, content: { application/json: { schema: { type: array } } } }
`,
	'src/index.ts': `import { get, set } from 'aether:storage';
const read = async () => JSON.parse((await get('taken')) ?? '[]');
export default { async fetch(request: Request): Promise<Response> {
	if (new URL(request.url).pathname === '/taken') return Response.json(await read());
	const event = await request.json();
	if (event.data === 'never') return new Response('No.', { status: 422 });
	await set('taken', JSON.stringify([...await read(), [event.type, event.data, request.headers.get('x-aether-link')]]));
	return new Response(null, { status: 204 });
} };`,
};

const linked = (to: CreationId, events: string[], alias = 'shop'): Manifest['links'] => ({
	[alias]: { ref: urnOf(to), range: '*', events },
});

/** A creation that somebody has opened, so that its links count. */
async function opened(
	facts: Partial<Manifest> & Pick<Manifest, 'kind' | 'name'>,
	files: Readonly<Record<string, string>>,
): Promise<CreationId> {
	const id = await house.make(facts, files);
	await house.services.workspaces.hold(id);
	return id;
}
const publisher = () => opened({ kind: 'api', name: 'shop' }, { 'src/index.ts': PUBLISHER });
const passive = (links: Manifest['links']) =>
	opened({ kind: 'app', name: 'board', ...(links ? { links } : {}) }, { 'src/index.ts': '' });

async function ask(id: CreationId, path = '/', body?: unknown): Promise<unknown> {
	const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
	const answer = await house.services.mesh.inspect(id, new Request(`https://x.test${path}`, init));
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value.response.json();
}

const publish = (id: CreationId, type: string, data?: unknown, more: object = {}) =>
	house.services.events.publish({ type: 'creation', id }, { type, data, ...more });

/** Takes events for `to` until it has \`count\` of them. */
function taken(to: CreationId, count: number, bus: Events = house.services.events): Promise<Arrival[]> {
	const arrivals: Arrival[] = [];
	return new Promise((resolve) => {
		const stop = bus.receive(to, (arrival) => {
			arrivals.push(arrival);
			if (arrivals.length === count) {
				stop();
				resolve(arrivals);
			}
			return Promise.resolve(ok(undefined));
		});
	});
}
const datas = (arrivals: readonly Arrival[]) => arrivals.map(({ event }) => event.data);

test('a creation publishes, and one that links to its events hears them in their order, and nobody else', async () => {
	const shop = await publisher();
	const board = await opened(
		{ kind: 'api', name: 'board', links: linked(shop, ['order.*']) },
		{ 'src/index.ts': LISTENER },
	);
	const deaf = await opened(
		{ kind: 'api', name: 'deaf', links: linked(shop, ['other']) },
		{ 'src/index.ts': LISTENER },
	);
	await Promise.all([ask(board), ask(deaf)]);
	for (const data of ['one', 'fail', 'three']) await ask(shop, '/', { type: 'order.placed', data });
	await ask(shop, '/', { type: 'visit.began', data: 'no' });
	await expect
		.poll(() => ask(board))
		.toEqual([
			['shop', 'order.placed', 'one'],
			['shop', 'order.placed', 'fail'],
			['shop', 'order.placed', 'three'],
		]);
	expect(await ask(deaf)).toEqual([]);
});

test('an API that has POST /events is woken by them; what it refuses is not brought again', async () => {
	const shop = await publisher();
	const audit = await opened({ kind: 'api', name: 'audit', links: linked(shop, ['*'], 'shop') }, RECEIVER);
	await publish(shop, 'order.placed', 'never');
	await publish(shop, 'order.placed', 1);
	await expect.poll(() => ask(audit, '/taken')).toEqual([['order.placed', 1, 'shop']]);
	const failures = async () => (await house.rows()).filter(({ event }) => event === 'event.deliver');
	await expect.poll(async () => String((await failures()).at(-1)?.detail['problem'])).toContain('422');
});

test('an event of a creation that nobody listens for yet waits, and arrives once', async () => {
	const shop = await publisher();
	const board = await passive(linked(shop, ['order.placed']));
	await publish(shop, 'order.placed', 'before');
	expect(datas(await taken(board, 1))).toEqual(['before']);
	await publish(shop, 'order.placed', 'after');
	expect(datas(await taken(board, 1))).toEqual(['after']);
});

test('what a page that has died published is brought by the next one', async () => {
	const shop = await publisher();
	const board = await passive(linked(shop, ['*']));
	await publish(shop, 'order.placed', 'left behind');
	const next = new Events();
	const arrived = taken(board, 1, connectedAnew(next));
	expect(datas(await arrived)).toEqual(['left behind']);
	next.stop();
});

function connectedAnew(bus: Events): Events {
	bus.connect(house.services);
	bus.start();
	return bus;
}

test('two pages that both listen for a creation bring each event to one of them', async () => {
	const shop = await publisher();
	const board = await passive(linked(shop, ['*']));
	const other = connectedAnew(new Events());
	const heard: unknown[] = [];
	const note = ({ event }: Arrival) => {
		heard.push(event.data);
		return Promise.resolve(ok(undefined));
	};
	const stops = [house.services.events.receive(board, note), other.receive(board, note)];
	for (const data of [1, 2, 3]) await publish(shop, 'order.placed', data);
	await expect.poll(async () => (await house.services.storage.events.waiting(board)).length).toBe(0);
	expect(heard).toEqual([1, 2, 3]);
	stops.forEach((stop) => stop());
	other.stop();
});

test('the house writes who published: a creation cannot speak for another', async () => {
	const [shop, other] = [await publisher(), await publisher()];
	const refused = await ask(shop, '/', { type: 'order.placed', attributes: { source: urnOf(other) } });
	expect(JSON.stringify(refused)).toContain('another creation');
	const published = await publish(shop, 'order.placed');
	expect(published.ok && published.value).toMatchObject({ source: urnOf(shop), specversion: '1.0' });
	await expect
		.poll(async () => (await house.rows()).filter(({ event }) => event === 'event.publish'))
		.toMatchObject([{ outcome: 'denied', detail: { problem: 'event-source-refused' } }]);
});

test('the same id of the same source is one event', async () => {
	const shop = await publisher();
	const board = await passive(linked(shop, ['*']));
	await publish(shop, 'order.placed', 'first', { id: 'order-7' });
	const again = await publish(shop, 'order.placed', 'second', { id: 'order-7' });
	expect(again.ok && again.value.data).toBe('first');
	await publish(shop, 'order.placed', 'last');
	expect(datas(await taken(board, 2))).toEqual(['first', 'last']);
});

test('two creations that answer each other come to an end, and the log says so', async () => {
	const [ping, pong] = [await publisher(), await publisher()];
	const both = await Promise.all([passive(linked(ping, ['*'])), passive(linked(pong, ['*']))]);
	const hops: unknown[] = [];
	const stops = both.map((id, index) =>
		house.services.events.receive(id, async ({ event }) => {
			hops.push(event.aetherhops);
			const hopsNow = event.aetherhops ?? 0;
			const from = index === 0 ? pong : ping;
			await house.services.events.publish(
				{ type: 'creation', id: from, hops: hopsNow + 1 },
				{ type: 'echo' },
			);
			return ok(undefined);
		}),
	);
	await publish(ping, 'echo');
	await expect
		.poll(async () => (await house.rows()).map(({ detail }) => detail['problem']))
		.toContain('event-storm');
	expect(hops).toEqual(Array.from({ length: 17 }, (_, index) => index));
	stops.forEach((stop) => stop());
});

test('what a creation publishes while it takes an event counts as caused by it', async () => {
	const shop = await publisher();
	const echo = await opened(
		{ kind: 'api', name: 'echo', links: linked(shop, ['*']) },
		{
			'src/index.ts': `import { publish, subscribe } from 'aether:events';
subscribe('*', (event) => publish('echo', event.type));
export default { fetch: () => new Response('ok') };`,
		},
	);
	const board = await passive(linked(echo, ['*'], 'echo'));
	await house.services.mesh.inspect(echo, new Request('https://x.test/'));
	const arrived = taken(board, 1);
	await publish(shop, 'order.placed');
	expect((await arrived)[0]?.event).toMatchObject({ data: 'order.placed', aetherhops: 1 });
});

test('too much of it, or too large, is refused', async () => {
	const shop = await publisher();
	expect(await publish(shop, 'big', 'x'.repeat(70_000))).toMatchObject({
		error: { type: 'event-too-large' },
	});
	expect(await publish(shop, 'no such type')).toMatchObject({ error: { type: 'event-invalid' } });
	const all = await Promise.all(Array.from({ length: 300 }, () => publish(shop, 'many')));
	expect(all.filter((one) => !one.ok).length).toBeGreaterThan(100);
	const rows = (await house.rows()).filter(({ detail }) => detail['problem'] === 'event-flood');
	expect(rows.length).toBeLessThan(5);
});

test('a link that was taken out of the manifest brings nothing more', async () => {
	const shop = await publisher();
	const board = await passive(linked(shop, ['*']));
	await house.services.workspaces.with(board, async ({ tree, files }) => {
		const text = String(files.get('aether.json')).replace(/("events": \[\s*)"\*"/, '$1"other"');
		tree.write(new Map([['aether.json', text]]), 'person');
		await tree.saved();
		return ok(undefined);
	});
	await publish(shop, 'order.placed');
	expect(await house.services.storage.events.waiting(board)).toEqual([]);
});

test('a listener of the page hears what a link brings while it listens', async () => {
	const shop = await publisher();
	const board = await passive(linked(shop, ['order.placed']));
	const heard: CloudEvent[] = [];
	const stop = house.services.events.subscribe({ to: board }, (event) => heard.push(event));
	await publish(shop, 'other');
	await publish(shop, 'order.placed', 2);
	await expect.poll(() => heard.map(({ data }) => data)).toEqual([2]);
	stop();
});
