import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiKind } from '#lib/kinds/api/index.ts';
import { todoSuite } from '#lib/kinds/api/todo.suite.ts';
import { sampleSpecs, specOf } from '#lib/kinds/api/specs.fixture.ts';
import { newCreationId, type CreationId } from '#lib/model/id.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { execute, listed } from '../command.ts';
import type { Services } from '../services.ts';
import { downloadServer } from './server.ts';

const facts = { kind: 'api', name: 'todos', entry: 'src/index.ts' } as const;
const todo = {
	name: 'todo',
	label: 'Todo',
	plural: 'Todos',
	fields: [
		{ name: 'title', label: 'Title', type: 'text', required: true },
		{ name: 'done', label: 'Done', type: 'boolean' },
	],
} as const;

let house: MeshHouse;
let services: Services;
let todos: CreationId;
const saved: File[] = [];
const said: string[] = [];

beforeAll(async () => {
	house = await openMeshHouse({ api: apiKind });
	services = {
		...house.services,
		shell: {
			...house.services.shell,
			download: (file) => void saved.push(file),
			notify: (message) => void said.push(message),
		},
	};
	const spec = specOf('records', 'Todos', {
		...{ sentence: 'a Todo-Backend API', entities: [{ ...todo, fields: [...todo.fields] }] },
	});
	todos = await house.make(facts, await filesOf(spec));
});
afterAll(() => house.close());

async function filesOf(spec: Parameters<typeof apiKind.render>[0]): Promise<Record<string, string>> {
	const files = await apiKind.render(spec);
	if (!files.ok) throw new Error(files.error.message);
	return Object.fromEntries([...files.value].map(([path, content]) => [path, String(content)]));
}

describe('a to-do API in the tab, by its fetch', () => {
	todoSuite(() =>
		Promise.resolve({
			list: 'https://todos.creation.invalid/',
			fetch: async (request) => {
				const answer = await services.mesh.inspect(todos, request);
				if (!answer.ok) throw new Error(answer.error.message);
				expect(answer.value.responseViolations).toEqual([]);
				return answer.value.response;
			},
		}),
	);
});

test('an API is saved as one file that serves it under Node, and the person is told how', async () => {
	const creationId = await house.make({ ...facts, name: 'books' }, await filesOf(sampleSpecs.records));
	expect(await execute(downloadServer, { creationId }, services)).toMatchObject({ ok: true });
	const [file] = saved.splice(0);
	expect(file?.name).toBe('books.mjs');
	expect(await file?.text()).toMatch(/^#!\/usr\/bin\/env node\n/);
	expect(said.splice(0)).toEqual(['Saved books.mjs. Run it with: node books.mjs --port 8787']);
});

test('what is no API, or does not build, is refused and nothing is saved', async () => {
	const app = await house.make({ kind: 'app', name: 'page', entry: 'a.ts' }, { 'a.ts': '' });
	const broken = await house.make(facts, { 'src/index.ts': `import './gone.ts';` });
	const types: (string | undefined)[] = [];
	for (const creationId of [app, broken]) {
		const result = await execute(downloadServer, { creationId }, services);
		types.push(result.ok ? undefined : result.error.type);
	}
	expect(types).toEqual(['kind-unfit', 'build-failed']);
	expect(saved).toEqual([]);
});

test('the palette offers it for an API only', () => {
	const creationId = newCreationId();
	const { invocation } = listed(downloadServer);
	expect(invocation({ creationId, kind: 'api' })).not.toBeNull();
	expect(invocation({ creationId, kind: 'cli' })).toBeNull();
});
