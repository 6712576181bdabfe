import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStarterCases } from './starter.ts';

const folder = join(process.env['AETHER_FIXTURES'] ?? '../shared/fixtures', 'starter');
const hasFixtures = existsSync(folder);
if (!hasFixtures) console.warn(`skipped: no fixtures at ${folder}`);

test.skipIf(!hasFixtures)(
	'every sentence of the fixtures is understood or refused as it should be',
	async () => {
		const files = Object.fromEntries(
			readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
		);
		const results = await runStarterCases(files);
		const failed = results.filter((result) => result.differences.length > 0);
		expect(failed).toEqual([]);
		expect(results.length).toBeGreaterThan(0);
	},
);

test('a broken line is named by its file and place instead of being passed over', async () => {
	const results = await runStarterCases({
		'a.jsonl': '{"sentence": "tip calculator", "kind": "app"}\n{oops',
	});
	expect(results.map((result) => result.id)).toEqual(['tip calculator', 'a.jsonl:2']);
	expect(results[1]?.differences).toHaveLength(1);
});

test('a wrong kind, a missing field and a missing refusal are each reported', async () => {
	const lines = [
		{ sentence: 'tip calculator', kind: 'api' },
		{ sentence: 'books with title', kind: 'app', entities: { book: ['shoe size'] } },
		{ sentence: 'tip calculator', refuse: true },
	];
	const results = await runStarterCases({ 'a.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') });
	expect(results.every((result) => result.differences.length === 1)).toBe(true);
});
