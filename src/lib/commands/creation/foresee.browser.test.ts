import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#lib/kinds/index.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import type { Draft, Sandbox } from '#lib/services/sandbox/sandbox.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { recipes } from '../../../../tests/support/small-app.ts';
import { execute } from '../command.ts';
import { runCreation } from '../run/run.ts';
import type { Services } from '../services.ts';
import { foresee } from './foresee.ts';
import { makeCreation } from './make.ts';

let house: MeshHouse;
let services: Services;
const drafts: Draft[] = [];

beforeAll(async () => {
	house = await openMeshHouse(kinds);
	const { sandbox } = house;
	const noting = { ...sandbox, prebuild: async (draft: Draft) => void drafts.push(draft) };
	services = { ...house.services, sandbox: () => Promise.resolve(noting) };
});
afterAll(() => house.close());

test('what is foreseen keeps nothing and tells nobody', async () => {
	await foresee(recipes, services);
	expect(drafts.splice(0)).toHaveLength(1);
	expect(await services.storage.recentCreations(9)).toEqual([]);
	expect(await house.rows()).toEqual([]);
});

test('it is what Create then makes, file by file', async () => {
	await foresee(recipes, services);
	const made = await makeCreation({ sentence: recipes.sentence, spec: recipes }, services);
	if (!made.ok) throw new Error(made.error.message);
	const files = await services.workspaces.with(made.value, (workspace) =>
		Promise.resolve({ ok: true, value: new Map(workspace.files) } as const),
	);
	const [draft] = drafts.splice(0);
	const own = files.ok ? files.value : new Map<string, string>();
	expect([...(draft?.files.keys() ?? [])].sort()).toEqual([...own.keys()].sort());
	for (const [path, content] of draft?.files ?? [])
		if (path !== MANIFEST_PATH) expect(own.get(path)).toEqual(content);
});

test('who made it and the screen that opens it may both start it: it starts once', async () => {
	let starts = 0;
	const { sandbox } = house;
	const counting: Sandbox = {
		...sandbox,
		start: (options) => {
			starts++;
			return sandbox.start(options);
		},
	};
	const busy = { ...house.services, sandbox: () => Promise.resolve(counting) };
	busy.workspaces.connect(busy);
	const made = await makeCreation({ sentence: recipes.sentence, spec: recipes }, busy);
	if (!made.ok) throw new Error(made.error.message);
	await execute(runCreation, { creationId: made.value, ifIdle: true }, busy);
	await busy.workspaces.with(made.value, async ({ run }) => {
		await expect.poll(() => run.state.type).toBe('live');
		return { ok: true, value: undefined };
	});
	expect(starts).toBe(1);
});

test('what is made with others beside it, or runs in no sandbox, is not foreseen', async () => {
	await foresee({ ...recipes, also: ['api'] }, services);
	await foresee({ ...recipes, kind: 'workflow', kit: 'poll' }, services);
	expect(drafts).toEqual([]);
});
