import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runWorkflowCases } from './workflow.ts';

const folder = join(process.env['AETHER_FIXTURES'] ?? '../shared/fixtures', 'workflow');
const hasFixtures = existsSync(folder);
if (!hasFixtures) console.warn(`skipped: no fixtures at ${folder}`);

test.skipIf(!hasFixtures)(
	'every case, scenario and example of the fixtures passes',
	{ timeout: 300_000 },
	async () => {
		const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		const files = Object.fromEntries(
			paths
				.filter((path) => statSync(join(folder, path)).isFile())
				.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]),
		);
		const results = await runWorkflowCases(files);
		expect(results.filter(({ differences }) => differences.length > 0)).toEqual([]);
		expect(results.length).toBeGreaterThan(100);
	},
);

const DOCUMENT = "document: { dsl: '1.0.0', namespace: test, name: one, version: '1.0.0' }\n";

test('a wrong output and a run that should have faulted are named', async () => {
	const line = (id: number, rest: object) =>
		JSON.stringify({
			id,
			workflow: `${DOCUMENT}do: [{ a: { set: { b: 1 } } }]`,
			input: {},
			expect: [],
			faults: false,
			...rest,
		});
	const results = await runWorkflowCases({
		'cases.jsonl': [
			line(1, { expect: [{ path: ['b'], value: 1 }] }),
			line(2, { expect: [{ path: ['b'], value: 2 }] }),
			line(3, { faults: true }),
		].join('\n'),
	});
	expect(results.map(({ differences }) => differences.length)).toEqual([0, 1, 1]);
});

test('a scenario with a step that is not understood does not pass', async () => {
	const scenario = `Scenario: One
		Given a workflow with definition:
		"""yaml
		${DOCUMENT}		do: [{ a: { set: { b: 1 } } }]
		"""
		When the workflow is executed
		Then the workflow should complete
		And the moon should be full`;
	const [result] = await runWorkflowCases({ 'a.feature': scenario });
	expect(result?.differences).toEqual([expect.stringContaining('not understood')]);
});
