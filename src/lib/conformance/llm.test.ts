import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runLlmCases } from './llm.ts';

const folder = join(process.env['AETHER_FIXTURES'] ?? '../shared/fixtures', 'llm');
const hasFixtures = existsSync(folder);
if (!hasFixtures) console.warn(`skipped: no fixtures at ${folder}`);

test.skipIf(!hasFixtures)(
	'every recorded stream and refusal of the fixtures comes to what it must',
	async () => {
		const files = Object.fromEntries(
			readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
		);
		const results = await runLlmCases(files);
		expect(results.filter((result) => result.differences.length > 0)).toEqual([]);
		expect(results.length).toBeGreaterThan(0);
	},
	600_000,
);
