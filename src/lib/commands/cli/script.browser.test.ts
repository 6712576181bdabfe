import { afterAll, beforeAll, expect, test } from 'vitest';
import { cliKind } from '#lib/kinds/cli/index.ts';
import { specOf } from '#lib/kinds/cli/specs.fixture.ts';
import { newCreationId } from '#lib/model/id.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { execute, listed } from '../command.ts';
import type { Services } from '../services.ts';
import { downloadScript } from './script.ts';

let house: MeshHouse;
let services: Services;
const saved: File[] = [];
const said: string[] = [];

beforeAll(async () => {
	house = await openMeshHouse({ cli: cliKind });
	services = {
		...house.services,
		shell: {
			...house.services.shell,
			download: (file) => void saved.push(file),
			notify: (message) => void said.push(message),
		},
	};
});
afterAll(() => house.close());

const facts = { kind: 'cli', name: 'shout', entry: 'src/main.ts' } as const;

test('a tool is saved as one file that runs under Node, and the person is told how', async () => {
	const kit = await cliKind.render(specOf('cli-text', 'Shout'));
	if (!kit.ok) throw new Error(kit.error.message);
	const texts = [...kit.value].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
	const creationId = await house.make(facts, Object.fromEntries(texts));
	expect(await execute(downloadScript, { creationId }, services)).toMatchObject({ ok: true });
	const [file] = saved.splice(0);
	expect(file?.name).toBe('shout.mjs');
	const text = await file?.text();
	expect(text).toMatch(/^#!\/usr\/bin\/env node\n/);
	expect(text).not.toContain('aether-vendor:');
	expect(said.splice(0)).toEqual(['Saved shout.mjs. Run it with: node shout.mjs --help']);
});

test('a tool in Python is its own file', async () => {
	const source = 'import sys\nprint(len(sys.argv))\n';
	const creationId = await house.make({ ...facts, entry: 'src/main.py' }, { 'src/main.py': source });
	await execute(downloadScript, { creationId }, services);
	const [file] = saved.splice(0);
	expect([file?.name, await file?.text()]).toEqual(['shout.py', source]);
	expect(said.splice(0)).toEqual(['Saved shout.py. Run it with: python3 shout.py --help']);
});

test('what cannot stand alone is refused with the reason, and nothing is saved', async () => {
	const broken = await house.make(facts, { 'src/main.ts': `import './gone.ts';` });
	const app = await house.make({ kind: 'app', name: 'page', entry: 'a.ts' }, { 'a.ts': '' });
	const types: (string | undefined)[] = [];
	for (const creationId of [broken, app]) {
		const result = await execute(downloadScript, { creationId }, services);
		types.push(result.ok ? undefined : result.error.type);
	}
	expect(types).toEqual(['build-failed', 'kind-unfit']);
	expect(saved).toEqual([]);
});

test('the palette offers it for a command line tool only', () => {
	const creationId = newCreationId();
	const { invocation } = listed(downloadScript);
	expect(invocation({ creationId, kind: 'cli' })).not.toBeNull();
	expect(invocation({ creationId, kind: 'app' })).toBeNull();
	expect(invocation({ creationId })).toBeNull();
});
