import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { execute } from '../command.ts';
import { allowOrigin, saveSecret } from '../network/grants.ts';

declare module 'vitest' {
	interface ProvidedContext {
		readonly networkPort: string;
	}
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const port = inject('networkPort');
const here = `http://localhost:${port}`;
const there = `http://127.0.0.1:${port}`;
const SECRET = 'hush-hush-4711';
let house: MeshHouse;
beforeAll(async () => {
	house = await openMeshHouse();
});
afterAll(() => house.close());

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(`${result.error.type}: ${result.error.message}`);
	return result.value;
}
const textTo = (origin: string) => `document: { dsl: '1.0.0', namespace: t, name: ask, version: '1.0.0' }
do:
  - ask:
      call: http
      with:
        method: get
        endpoint: { uri: '${origin}/echo', authentication: { bearer: { use: KEY } } }
`;
const GRANTS: Manifest['grants'] = {
	net: [here, there],
	secrets: [{ name: 'KEY', origin: here, auth: { type: 'bearer' } }],
};
const workflow = (origin: string, grants: Manifest['grants'] = GRANTS) =>
	house.make(
		{ kind: 'workflow', name: 'ask', entry: 'workflow.yaml', ...(grants ? { grants } : {}) },
		{ 'workflow.yaml': textTo(origin) },
	);
async function ran(id: Awaited<ReturnType<typeof workflow>>): Promise<string> {
	const request = new Request('https://ask.test/runs', {
		method: 'POST',
		body: '{}',
		headers: { prefer: 'wait=20' },
	});
	return (await house.services.workflows.answer(id, request)).text();
}

test('a secret that was granted goes along to its own address, and stands nowhere that a page can read', async () => {
	const creationId = await workflow(here);
	expect(await ran(creationId)).toContain('before you allow it');
	valueOf(await execute(allowOrigin, { creationId, origin: here }, house.services));
	expect(await ran(creationId)).toContain('401');
	const wish = { creationId, origin: here, secret: SECRET, persist: false };
	valueOf(await execute(saveSecret, wish, house.services));
	const told = await ran(creationId);
	expect(told).toMatch(/"authorization":"Bearer \*+"/);
	expect(told + JSON.stringify(await house.rows())).not.toContain(SECRET);
});

test('it goes nowhere else, and not where aether.json binds no such secret', async () => {
	const elsewhere = await workflow(there);
	valueOf(await execute(allowOrigin, { creationId: elsewhere, origin: there }, house.services));
	expect(await ran(elsewhere)).toContain(`goes to ${here} alone`);
	expect(await ran(await workflow(here, { net: [here] }))).toContain('binds no secret');
	expect(await ran(await workflow(here, { net: [here], secrets: ['KEY'] }))).toContain('binds no secret');
});
