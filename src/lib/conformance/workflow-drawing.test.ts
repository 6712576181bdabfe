import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawingFaults } from './workflow-drawing.ts';

const folder = join(process.env['AETHER_FIXTURES'] ?? '../shared/fixtures', 'workflow/examples');
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];

test.skipIf(names.length === 0)(
	'every example of the kit is drawn whole, and a change that is taken back leaves nothing',
	{ timeout: 120_000 },
	() => {
		const faults = names.map(
			(name) => [name, drawingFaults(readFileSync(join(folder, name), 'utf8'))] as const,
		);
		expect(faults.filter(([, found]) => found.length > 0)).toEqual([]);
		expect(names.length).toBeGreaterThan(60);
	},
);

test('tasks inside a subscription are drawn as those of a listener are', () => {
	const each = 'foreach: { do: [{ tell: { set: { a: 1 } } }] }';
	const text = `do:
  - hear: { listen: { to: { any: [] } }, ${each} }
  - follow: { call: asyncapi, with: { subscription: { ${each} } } }
`;
	expect(drawingFaults(text)).toEqual([]);
});

test('a list of tasks at a place that nobody knows is told', () => {
	expect(drawingFaults('do: [{ a: { wait: PT1S, more: { do: [{ b: { set: {} } }] } } }]\n')).toContain(
		'1 tasks are not read',
	);
});
