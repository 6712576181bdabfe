import 'fake-indexeddb/auto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newCreationId, newUlid, urnOf } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { wireOf } from '#lib/workers/network-request.ts';
import { sendOpenly } from '#lib/workers/network-send.ts';
import type { NetworkCall } from '#lib/services/network/network.ts';
import { execute } from '../command.ts';
import { Mesh } from '../mesh/mesh.ts';
import { addressAt } from '../run/service-session.ts';
import type { Services } from '../services.ts';
import { Events } from '../mesh/events/event-bus.ts';
import { Workspaces } from '../workspace/workspaces.ts';
import { importService } from './connectors.ts';
import { readBase } from './document.ts';

const folder = join(process.env['AETHER_FIXTURES'] ?? '../shared/fixtures', 'openapi');
const hasFixtures = existsSync(folder);
if (!hasFixtures) console.warn(`skipped: no fixtures at ${folder}`);

const BASE = 'https://api.example.com/base';

/** A house in Node: what services need of it, before a network whose far end notes what arrives. */
async function openHouse() {
	const storage = createStorage({ name: newUlid() });
	await storage.open();
	const arrived: string[] = [];
	const [workspaces, mesh, events] = [new Workspaces(), new Mesh(), new Events()];
	const services = {
		storage,
		workspaces,
		mesh,
		events,
		history: () => Promise.resolve({ commit: () => Promise.resolve({ ok: false, error: {} }) }),
		openapi: () => Promise.resolve(createOpenApi()),
		network: () =>
			Promise.resolve({
				send: (call: NetworkCall) =>
					sendOpenly(wireOf(call), (input) => {
						const { method, url } = new Request(input);
						arrived.push(`${method} ${url}`);
						return Promise.resolve(new Response('fine'));
					}),
			}),
		roleOn: () => Promise.resolve('owner'),
	} as unknown as Services;
	workspaces.connect(services);
	mesh.connect(services);
	events.connect(services);
	return { services, mesh, arrived };
}

test.skipIf(!hasFixtures)(
	'every document of the fixtures becomes a service, and a linked creation can call each of its operations',
	async () => {
		const failures: string[] = [];
		let called = 0;
		for (const name of readdirSync(folder).filter((each) => /\.(json|ya?ml)$/i.test(each))) {
			const { services, mesh, arrived } = await openHouse();
			const text = readFileSync(join(folder, name), 'utf8');
			const wish = { text, title: name.slice(0, 100), base: BASE, auth: { type: 'none' as const } };
			const made = await execute(importService, wish, services);
			if (!made.ok) {
				failures.push(`${name}: ${made.error.type}`);
				continue;
			}
			const openapi = createOpenApi();
			const document = openapi.read(text);
			const links = { svc: { ref: urnOf(made.value), range: '*' } };
			const caller = {
				id: newCreationId(),
				manifest: { name: 'caller', title: 'Caller', links } as unknown as Manifest,
			};
			for (const operation of document.ok ? document.value.operations : []) {
				const input = openapi.sample(openapi.tool(operation).input);
				const request = openapi.requestOf(operation, input, 'https://svc.link.invalid');
				if (!request.ok) failures.push(`${name} ${operation.id}: ${request.error.message}`);
				if (!request.ok) continue;
				const { method, url } = request.value;
				const answer = await mesh.callLink(caller, 'svc', request.value);
				const expected = `${method} ${addressAt(BASE, new URL(url)).href}`;
				if (arrived.at(-1) !== expected)
					failures.push(`${name} ${operation.id}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
				called++;
			}
			mesh.log.flush();
			await services.storage.close();
		}
		console.warn(`${called} operations called, ${failures.length} failed`);
		expect(failures).toEqual([]);
		expect(called).toBeGreaterThan(0);
	},
	120_000,
);

test.each([
	['https://api.test', '/a/b?c=d', 'https://api.test/a/b?c=d'],
	['https://api.test/v1/', '/a', 'https://api.test/v1/a'],
	['https://api.test/v1?version=2', '/a?b=1', 'https://api.test/v1/a?version=2&b=1'],
	['https://api.test', '//evil.test/a', 'https://api.test//evil.test/a'],
])('at %s the path %s means %s', (base, path, expected) => {
	const asked = new URL('https://x.creation.invalid');
	[asked.pathname, asked.search] = [path.split('?')[0] ?? '', path.split('?')[1] ?? ''];
	expect(addressAt(base, asked).href).toBe(expected);
});

test.each([
	'',
	'api.test',
	'ftp://a.test',
	'http://api.test',
	'https://{region}.api.test',
	'https://a:b@api.test',
	'https://169.254.1.1',
])('%j is no address of a service', (text) => {
	expect(readBase(text)).toMatchObject({ ok: false, error: { type: 'base-refused' } });
});
