import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { differences, starterCaseSchema } from '#lib/conformance/compare.ts';
import { appVocabulary } from '#lib/kinds/app/cues.ts';
import { createStarter } from './create-starter.ts';

const starter = createStarter(appVocabulary);

test.each(['development', 'held-out'])('%s', (name) => {
	const lines = readFileSync(new URL(`./corpus/${name}.jsonl`, import.meta.url), 'utf8')
		.trim()
		.split('\n');
	const wrong = lines.flatMap((line) => {
		const expected = starterCaseSchema.parse(JSON.parse(line));
		const found = differences(expected, starter.understand(expected.sentence));
		return found.length ? [`${expected.sentence} → ${found.join('; ')}`] : [];
	});
	console.log(
		name,
		lines.length - wrong.length,
		'/',
		lines.length,
		'\n' + (name === 'held-out' && !process.env.SHOW_HELD ? '' : wrong.join('\n')),
	);
	expect(wrong.length).toBeLessThan(lines.length);
});
